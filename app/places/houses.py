"""Houses: make one, change what it tells of itself. For its administrators."""

from dataclasses import dataclass
from datetime import time
from typing import Final
from zoneinfo import available_timezones

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import SpaceUseChanged, say
from app.journal import note
from app.places import slugs, verbs
from app.places.models import House, Neighbourhood, OpeningHours
from app.places.rights import ADMINISTRATOR, require
from app.refs import Ref
from app.refusals import Refusal

LANGUAGES: Final = ("nl", "en")
COUNTRIES: Final = ("NL", "BE", "DE")
"""Countries whose public holidays the closures page offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseDetails:
    """What a house tells of itself. `zone_name` is an IANA name, `neighbourhood` the name of a part of town."""

    name: str
    slug: str
    kind: str
    address: str
    about: str
    neighbourhood: str
    language: str
    zone_name: str
    holiday_country: str
    is_partner: bool


def ref_of(house: House) -> Ref:
    """How the log points at a house."""
    return Ref("places", "house", house.slug)


@transactional
def add_house(actor: Actor, *, name: str, slug: str = "", neighbourhood: str, phone: str = "") -> int:
    """Make a house, open on weekdays from 9 to 22 until it says otherwise; answers its id.

    Without a slug it gets one from its name. Raises Refusal for a slug that is not one or is taken.
    """
    slugs.refuse_unfit(House, slug or (slug := slugs.free_slug(House, name)))
    house = House(
        slug=slug,
        name=name,
        neighbourhood_id=_neighbourhood(neighbourhood),
        phone=phone,
        created_at=now(),
        changed_at=now(),
    )
    db.session.add(house)
    db.session.flush()
    for weekday in range(5):
        db.session.add(OpeningHours(house_id=house.id, weekday=weekday, opens=time(9), closes=time(22)))
    note(actor, verbs.HOUSE_ADDED, ref_of(house), house.name)
    return house.id


@transactional
def change_house(actor: Actor, house_id: int, details: HouseDetails) -> None:
    """Change what a house tells of itself; its old address keeps working. Raises Refusal beside the field."""
    house = require(actor, house_id, ADMINISTRATOR)
    if not details.name:
        raise Refusal(_("Please fill this in."), field="name")
    if details.zone_name not in available_timezones():
        raise Refusal(_("Choose one of these."), field="zone_name")
    if details.language not in LANGUAGES:
        raise Refusal(_("Choose one of these."), field="language")
    if details.holiday_country not in COUNTRIES:
        raise Refusal(_("Choose one of these."), field="holiday_country")
    slugs.rename(house, details.slug)
    if (details.name, details.address, details.zone_name) != (house.name, house.address, house.zone_name):
        house.changed_at = now()  # calendars show these
    if details.zone_name != house.zone_name:
        say(SpaceUseChanged(ref=ref_of(house), house_id=house_id))  # its hours are other moments now
    house.name, house.kind, house.address, house.about = details.name, details.kind, details.address, details.about
    house.language, house.zone_name = details.language, details.zone_name
    house.holiday_country, house.is_partner = details.holiday_country, details.is_partner
    house.neighbourhood_id = _neighbourhood(details.neighbourhood)
    note(actor, verbs.HOUSE_CHANGED, ref_of(house), house.name)


@transactional
def change_contact(actor: Actor, house_id: int, *, names: str, phone: str, hours: str) -> None:
    """Change whom people can call, on which number, and when: what stands on every page."""
    house = require(actor, house_id, ADMINISTRATOR)
    house.contact_names, house.phone, house.phone_hours = names, phone, hours
    note(actor, verbs.CONTACT_CHANGED, ref_of(house), house.name)


def neighbourhood_names() -> list[str]:
    """Every neighbourhood that some house or person is in, by name."""
    return list(db.session.scalars(sa.select(Neighbourhood.name).order_by(Neighbourhood.name)))


def _neighbourhood(name: str) -> int:
    """The neighbourhood of that name; made when it is new."""
    if not name:
        raise Refusal(_("Please fill this in."), field="neighbourhood")
    known = db.session.scalar(sa.select(Neighbourhood.id).where(Neighbourhood.slug == slugs.slug_of(name)))
    if known is not None:
        return known
    made = Neighbourhood(slug=slugs.slug_of(name), name=name)
    db.session.add(made)
    db.session.flush()
    return made.id
