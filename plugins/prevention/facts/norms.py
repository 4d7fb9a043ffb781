"""The norms that ship: moving for each age, what stays the same about food, a safe house. Own words, never a copy."""

from typing import Final

from flask_babel import lazy_gettext as _

from plugins.prevention.facts.shipped import RENEWAL_OF_FOOD, Shipped

_OF_2017: Final = _("Health Council, exercise guidelines 2017 (nr. 2017/08), as Statistics Netherlands tells them")
_AT_CBS: Final = (
    "https://www.cbs.nl/nl-nl/nieuws/2020/17/helft-nederlanders-voldeed-in-2019-aan-beweegrichtlijnen/beweegrichtlijnen"
)

NORMS: Final = (
    Shipped(
        key="moving-adults",
        theme="bewegen",
        title=_("Being active, from 18 years"),
        lines=(
            _("Moving is good, and more is better."),
            _("In a week two and a half hours (150 minutes) in which you breathe faster: walking, cycling, gardening."),
            _("Spread over several days."),
            _("Twice a week something that makes muscles and bones strong: stairs, carrying, exercises."),
            _("And do not sit still for long."),
        ),
        source=_OF_2017,
        link=_AT_CBS,
        dated="2017-08-22",
    ),
    Shipped(
        key="moving-older",
        theme="bewegen",
        title=_("Being active when you are older"),
        lines=(
            _("The same as for everybody from 18 years."),
            _("And with what makes you strong, twice a week, also exercises for your balance."),
        ),
        source=_OF_2017,
        link=_AT_CBS,
        dated="2017-08-22",
    ),
    Shipped(
        key="moving-children",
        theme="bewegen",
        title=_("Being active, 4 to 17 years"),
        lines=(
            _("Every day at least an hour in which they breathe faster: playing outside, cycling, swimming."),
            _("Three times a week something that makes muscles and bones strong: climbing, jumping, gymnastics."),
            _("And do not sit still for long."),
        ),
        source=_OF_2017,
        link=_AT_CBS,
        dated="2017-08-22",
    ),
    Shipped(
        key="moving-four",
        theme="bewegen",
        title=_("Being active at 4 years"),
        lines=(
            _("In all at least three hours of moving, spread over the day."),
            _("One of those hours firmly, as for all children from 4 years."),
        ),
        source=_("Health Council, advice on moving up to four years (2022), as the magazine Vroeg tells it"),
        link="https://www.vakbladvroeg.nl/zet-in-op-regelmatig-bewegen-en-weinig-langdurig-stilzitten/",
        dated="2022-02-22",
    ),
    Shipped(
        key="moving-little",
        theme="bewegen",
        title=_("Being active, 0 to 3 years"),
        lines=(
            _("For so young there is no Dutch number. The Health Council points to the World Health Organization:"),
            _("Babies: several times a day play on the floor, half an hour in all on their belly."),
            _("From 1 to 3 years: three hours of moving, spread over the day."),
            _("Not strapped in for longer than an hour. No screen until 2 years, after that an hour a day at most."),
        ),
        source=_("Health Council, advice on moving up to four years (2022), as kinderopvang.nl tells it"),
        link="https://kinderopvang.nl/nieuws/beweegadviezen-voor-kinderen-tussen-0-en-4-jaar",
        dated="2022-02-22",
    ),
    Shipped(
        key="moving-before-2017",
        theme="bewegen",
        title=_("The norms of 1998 are no longer used"),
        lines=(
            _("You may know them as NNGB, combinorm or fitnorm. The guidelines of 2017 replaced them."),
            _("Figures of before 2017 cannot be compared with those of after."),
        ),
        source=_("Sportzaken, on the exercise guidelines 2017"),
        link="https://sportzaken.pro/gezondheidsadvies/beweegrichtlijnen-2017/",
        dated="2017-08",
    ),
    Shipped(
        key="food-basics",
        theme="eten",
        title=_("Food: what stays the same"),
        lines=(
            _("Every day vegetables and fruit, and plenty of them."),
            _("Bread, grains or potatoes; rather whole grain."),
            _("Beans, nuts, fish, eggs or dairy, and not much meat."),
            _("Soft fat for the bread and the pan. Drink enough: water, tea, coffee."),
        ),
        source=_("Health Council, guidelines for good food 2015; more at the Voedingscentrum"),
        link="https://www.voedingscentrum.nl/",
        dated="2015",
        valid_until=RENEWAL_OF_FOOD,
    ),
    Shipped(
        key="food-change-2025",
        theme="eten",
        title=_("Food: what changed in December 2025"),
        lines=(
            _("The Health Council advises more from plants: more beans and nuts, less red meat and cold cuts."),
            _("A renewed advice of the Voedingscentrum was announced for April 2026. Look there for what holds now."),
        ),
        source=_("Hart van Nederland, on the advice of the Health Council of 4 December 2025"),
        link="https://www.hartvannederland.nl/advies-en-tips/eten/artikelen/nieuwe-schijf-van-vijf-rood-vlees-peulvruchten",
        dated="2025-12-04",
        valid_until=RENEWAL_OF_FOOD,
    ),
    Shipped(
        key="home-safe",
        theme="wonen",
        title=_("A house in which you stay on your feet"),
        lines=(
            _("Light where you walk, at night on the way to the toilet too."),
            _("No loose rugs, and nothing lying about where you walk."),
            _("Something to hold on to: a second banister, grips at the toilet and the shower."),
            _("A floor in the bathroom that is not slippery; a chair in the shower."),
        ),
        source=_("Nieuw-Volendam, on living at home safely for longer"),
        link="https://www.nieuw-volendam.nl/nieuwvolendam/algemeen/van-gevaarlijke-situaties-naar-veilig-langer-thuis-wonen",
        dated="2020-06",
    ),
    Shipped(
        key="home-smoke-alarm",
        theme="wonen",
        title=_("A smoke alarm on every floor"),
        lines=(
            _("Since 1 July 2022 every house must have one on each floor where people live, old houses too."),
            _("Press the button now and then: do you hear it?"),
        ),
        source=_("Government of the Netherlands, on smoke alarms in existing houses"),
        link="https://www.rijksoverheid.nl/actueel/nieuws/2020/02/27/%E2%80%98rookmelders-straks-ook-verplicht-voor-bestaande-bouw%E2%80%99",
        dated="2020-02-27",
    ),
)
