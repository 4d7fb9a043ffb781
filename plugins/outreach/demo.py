"""The demo's part of Stronger together: three organisations, and five districts in five years, some months on."""

from datetime import date, timedelta
from typing import Any, Final

from app import clock
from app.clock import now
from app.db import db
from app.people.models import Person
from plugins.outreach.after.demo import load as load_after
from plugins.outreach.calling.demo import load as load_calls
from plugins.outreach.door.demo import load as load_day
from plugins.outreach.figures.demo import load as load_figures
from plugins.outreach.partners.keeping import add_partner, begin, change_partner, give_part, partners
from plugins.outreach.partners.models import CALLER, COORDINATOR, VISITOR
from plugins.outreach.replies.demo import load as load_round
from plugins.outreach.talks.demo import load as load_talks
from plugins.outreach.visitors.keeping import PaperValues, WishValues, pair, tell_papers, tell_wishes
from plugins.outreach.wheel.keeping import DistrictValues, Turning, add_district, set_wheel, take_proposal, tell_sent
from plugins.outreach.wheel.months import first_of, month_at
from plugins.outreach.wheel.reading import districts

HOUSE: Final = "Buurthuis De Kleine Dommelaar"
DISTRICTS: Final = (("Klaverveld", 64), ("Molenrand", 112), ("Vinkenbroek", 85), ("Oude Lint", 140), ("Zandkamp", 49))
"""The demo's districts, with the letters of each."""
VISITORS: Final = (
    "Ria Klokman",
    "Wout Tegelveld",
    "Anneke Zilverberk",
    "Malika Sterrenburg",
    "Rachida Maanlicht",
    "Sjef Bruggeman-Vos",
    "Petra Windekind",
    "Omar Hazelnoot",
)
"""Each two of them go together."""
SINCE: Final = timedelta(days=130)
"""So long the wheel has turned."""
SOON: Final = 3
"""Within so many months there is one in which letters go out."""


def load(demo: Any) -> None:
    """Name the partners and who does what; let the wheel have turned for some months, and a round be open."""
    with clock.at(now() - SINCE):
        _begin(demo, demo.today + timedelta(days=150))
        _turn(demo)
    _train(demo)
    by_name = {one.name: one for one in districts()}
    load_figures(demo, by_name["Klaverveld"], by_name["Oude Lint"], by_name["Zandkamp"])
    key = load_round(demo, _send(demo))
    load_talks(demo, key)
    load_day(demo)
    load_after(demo, key)
    load_calls(demo)


def _begin(demo: Any, until: date) -> None:
    """Who does what, some months ago already."""
    begin(demo.actor("Ibrahim Duinhart"), HOUSE, _key(demo, "Toos Kestelaar"))
    first = demo.actor("Toos Kestelaar")
    (house,) = (one.public_id for one in partners())
    change_partner(first, house, HOUSE, "076-000 00 01")
    union = add_partner(first, "Ouderenbond Klaverveld", "076-000 00 71")
    add_partner(first, "Welzijn Onder Ons", "076-000 00 72")
    for key, name, kind in (
        (house, "Chantal Veerdonk", COORDINATOR),
        (house, "Mirjam Winterloo", CALLER),
    ):
        give_part(first, key, _key(demo, name), kind, until)
    for name in VISITORS:
        give_part(first, union, _key(demo, name), VISITOR, until)


def _train(demo: Any) -> None:
    """Eight who visit, in pairs of two; one of them still waits for the pass."""
    first = demo.actor("Toos Kestelaar")
    for number, name in enumerate(VISITORS):
        values = PaperValues(
            trained_on=demo.today - timedelta(days=200 + 60 * number),
            pass_number=f"K{number + 1:02}" if number else "",
            conduct_seen_on=demo.today - timedelta(days=150 + 20 * number),
        )
        tell_papers(first, _key(demo, name), values)
        area = next(one.public_id for one in districts() if one.name == DISTRICTS[number % 5][0])
        languages = ("taal-nl", "taal-tr") if number == 3 else ("taal-nl",)
        tell_wishes(demo.actor(name), WishValues(languages=languages, areas=(area,) if number % 2 else (), talks=2))
    for one, other in zip(VISITORS[::2], VISITORS[1::2], strict=True):
        pair(first, _key(demo, one), _key(demo, other))


def _turn(demo: Any) -> None:
    """Klaverveld comes first: its letters go out at once."""
    first, begins = demo.actor("Toos Kestelaar"), first_of(demo.today - SINCE)
    set_wheel(
        first,
        Turning(first=begins, years=5, every=3, quiet=(7, 8, 12), visitors=8, talks=2, together=2, one_in=3),
    )
    for name, letters in DISTRICTS:
        latest = month_at(SOON, begins) if name == DISTRICTS[0][0] else None
        add_district(first, DistrictValues(name=name, letters=letters, source="Gemeente Breda", latest=latest))
    take_proposal(first)


def _send(demo: Any) -> str:
    """The letters of Klaverveld went out; its public id."""
    first = demo.actor("Toos Kestelaar")
    district = next(one for one in districts() if one.name == DISTRICTS[0][0])
    for batch in list(district.batches):
        tell_sent(first, district.public_id, batch.month, batch.planned)
    take_proposal(first)
    return district.public_id


def _key(demo: Any, name: str) -> str:
    return db.session.get_one(Person, demo.person(name)).public_id
