"""What pages ask about houses (`app.web.visitor.Houses`): which one, and what the frame of a page tells of it."""

from sqlalchemy import select

from app.db import db
from app.places.models import House, OpeningHours
from app.web.front import Front


def with_slug(slug: str) -> House | None:
    """The house of an address."""
    return db.session.scalar(select(House).where(House.slug == slug))


def first() -> House | None:
    """The house of a visitor who did not say which: the oldest of our own, a partner's if there is none."""
    return db.session.scalar(select(House).order_by(House.is_partner, House.id).limit(1))


def front_of(house: House) -> Front:
    """A house's name, phone, contact persons and hours; one query."""
    rows = db.session.execute(
        select(OpeningHours.weekday, OpeningHours.opens, OpeningHours.closes)
        .where(OpeningHours.house_id == house.id, OpeningHours.space_id.is_(None))
        .order_by(OpeningHours.weekday, OpeningHours.opens)
    )
    return Front(
        slug=house.slug,
        kind=house.kind,
        name=house.name,
        language=house.language,
        country=house.holiday_country,
        phone=house.phone,
        phone_hours=house.phone_hours,
        contact_names=house.contact_names,
        address=house.address,
        hours=tuple((weekday, opens, closes) for weekday, opens, closes in rows),
    )
