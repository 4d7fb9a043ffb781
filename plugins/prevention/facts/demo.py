"""The demo house's facts: some checked, one too long ago, one in the house's own words, addresses nearby."""

from datetime import timedelta
from typing import Any, Final

from app.clock import at, now
from app.db import transaction
from app.people.models import Role
from plugins.prevention.facts.checking import sign_off
from plugins.prevention.facts.reading import fact_with
from plugins.prevention.facts.rights import CHECKER
from plugins.prevention.facts.rows import house_with
from plugins.prevention.facts.words import ADDRESS
from plugins.prevention.facts.writing import Values, add_address, write

HOUSE: Final = "de-kleine-dommelaar"
CHECKED: Final = (
    ("moving-adults", 40, "Anneke Zilverberk", True),
    ("moving-children", 40, "Anneke Zilverberk", True),
    ("home-smoke-alarm", 12, "Toos Kestelaar", False),
    ("alarm-112", 12, "Toos Kestelaar", False),
    ("veilig-thuis", 12, "Toos Kestelaar", False),
    ("home-safe", 390, "Anneke Zilverberk", True),
)
"""(fact, days ago, who, with their first name); the last one so long ago that it is time to look again."""
OLDER: Final = (
    (200, "Voor ouderen geldt hetzelfde, met twee keer per week iets voor de balans."),
    (30, "Voor ouderen geldt hetzelfde als voor iedereen vanaf 18.\nTwee keer per week ook iets voor de balans."),
)
NEARBY: Final = (
    (
        "Woonwijzer Klaverveld",
        "Denkt mee over een leuning, een drempel of een andere woning.",
        "076-000 00 91",
        "wonen",
    ),
    ("Ontmoetbank", "Weet wie er met wie wil wandelen, kaarten of koffie drinken.", "076-000 00 92", "ontmoeten"),
)


def load(demo: Any) -> None:
    """Write, add and check, each on its day."""
    house_id, anneke = demo.house(HOUSE), demo.actor("Anneke Zilverberk")
    moment = now()
    _had_the_role_before(demo, anneke.subject, house_id)
    for ago, words in OLDER:
        with at(moment - timedelta(days=ago)):
            write(anneke, house_id, "moving-older", _about_older(words), "nl")
    with at(moment - timedelta(days=20)):
        write(anneke, house_id, "doctor-out-of-hours", _out_of_hours(), "nl")
        for title, body, phone, theme in NEARBY:
            values = Values(title=title, body=body, phone=phone, theme=theme, source="Zij zelf, aan de telefoon")
            add_address(anneke, house_id, ADDRESS, values, "nl")
    for key, ago, name, named in (*CHECKED, ("moving-older", 10, "Toos Kestelaar", True)):
        with at(moment - timedelta(days=ago)):
            mark = fact_with(house_with(house_id), key).digest
            sign_off(demo.actor(name), house_id, key, mark, has_read=True, show_name=named)


def _had_the_role_before(demo: Any, person_id: int | None, house_id: int) -> None:
    """Anneke did this last year too."""
    with transaction() as session:
        since = demo.started
        until = since + timedelta(days=364)
        session.add(Role(person_id=person_id, house_id=house_id, kind=CHECKER, since=since, until=until))


def _about_older(body: str) -> Values:
    return Values(
        title="Bewegen als je ouder bent",
        body=body,
        source="CBS, over de Beweegrichtlijnen 2017 van de Gezondheidsraad",
        link="https://www.cbs.nl/nl-nl/nieuws/2020/17/helft-nederlanders-voldeed-in-2019-aan-beweegrichtlijnen/beweegrichtlijnen",
        dated="2017-08-22",
    )


def _out_of_hours() -> Values:
    return Values(
        title="Huisartsenpost",
        body="Voor wat niet kan wachten tot je eigen huisarts er is.",
        phone="076-000 00 90",
        source="Bordje bij de huisartsenpraktijk",
    )
