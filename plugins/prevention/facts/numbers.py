"""Numbers and addresses that ship. Of a doctor nearby only the house itself knows the number."""

from typing import Final

from flask_babel import lazy_gettext as _

from plugins.prevention.facts.norms import NORMS
from plugins.prevention.facts.shipped import Shipped, texts_of
from plugins.prevention.facts.words import ADDRESS, EMERGENCY

NUMBERS: Final = (
    Shipped(
        key="alarm-112",
        kind=EMERGENCY,
        title=_("Emergency number"),
        lines=(_("Police, fire brigade, ambulance: when every second counts."),),
        source=_("Police, on the day of the emergency number"),
        link="https://www.politie.nl/nieuws/2021/februari/11/08-als-elke-seconde-telt.html",
        phone="112",
        dated="2021-02-11",
    ),
    Shipped(
        key="doctor",
        kind=EMERGENCY,
        title=_("Your own doctor"),
        lines=(
            _("For what is not an emergency, on working days."),
            _("Everybody has a doctor of their own; the number is on a letter or on a box of pills."),
        ),
        source=_("The house fills this in"),
        link="",
        local=True,
    ),
    Shipped(
        key="doctor-out-of-hours",
        kind=EMERGENCY,
        title=_("Doctor in the evening, at night and at weekends"),
        lines=(_("For what cannot wait until your own doctor is there."),),
        source=_("The house fills this in"),
        link="",
        local=True,
    ),
    Shipped(
        key="veilig-thuis",
        kind=EMERGENCY,
        title=_("Veilig Thuis (Safe at Home)"),
        lines=(
            _("When it is not safe at home for somebody, or you fear so. They think along; you need not give a name."),
            _("Free, day and night."),
        ),
        source=_("Government of the Netherlands, on violence at home"),
        link="https://www.rijksoverheid.nl/onderwerpen/huiselijk-geweld/vraag-en-antwoord/wat-moet-ik-doen-bij-huiselijk-geweld",
        phone="0800-2000",
    ),
    Shipped(
        key="call-113",
        kind=EMERGENCY,
        title=_("113, for who thinks of suicide"),
        lines=(
            _("For yourself, or when you worry about somebody. Talking about it helps."),
            _("Free, day and night; 113 works too."),
        ),
        source=_("Hart van Nederland, on the number 113"),
        link="https://www.hartvannederland.nl/nieuws/2020/telefoonnummer-113-zelfmoordpreventie/",
        phone="0800-0113",
        dated="2020-07",
    ),
    Shipped(
        key="luisterlijn",
        kind=EMERGENCY,
        title=_("De Luisterlijn (somebody who listens)"),
        lines=(_("To tell your story to somebody who has time, day and night."),),
        source=_("Nieuws.nl, on De Luisterlijn"),
        link="https://nieuws.nl/algemeen/20220609/luisterlijn-voert-nog-heel-veel-gesprekken-en-zoekt-vrijwilligers/",
        phone="088 0767 000",
        dated="2022-06-09",
    ),
    Shipped(
        key="voedingscentrum",
        kind=ADDRESS,
        theme="eten",
        title="Voedingscentrum",
        lines=(_("Questions about food, answered without selling anything."),),
        source="Voedingscentrum",
        link="https://www.voedingscentrum.nl/",
    ),
)

SHIPPED: Final = (*NORMS, *NUMBERS)
"""Everything that ships."""


def ships(key: str) -> Shipped | None:
    """What ships under a key now."""
    return next(iter(texts_of(SHIPPED, key)), None)
