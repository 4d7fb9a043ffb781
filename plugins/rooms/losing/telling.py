"""What is said when a room is lost, or is there again: to who booked, and to the hosts. A private room is not named."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.db import db
from app.notices import Recipient
from app.people import roles
from app.places.models import House
from app.refs import Ref
from plugins.rooms import telling
from plugins.rooms.losing.hits import lost_of
from plugins.rooms.models import Booking

LOST: Final = "booking.lost"
BACK: Final = "booking.lost_back"
HOSTS: Final = "booking.lost_hosts"


def lost(bookings: Sequence[Booking]) -> None:
    """Tell who booked which of their dates cannot go on as they are; they are of one series, or one booking."""
    _send(LOST, bookings)


def back(bookings: Sequence[Booking]) -> None:
    """Tell who heard that they lost their room that it is theirs after all."""
    _send(BACK, bookings)


def take_back(bookings: Sequence[Booking]) -> bool:
    """Take back what has not gone out about these dates. Whether there was such a thing."""
    return bool(notices.withdraw(_subject(bookings), LOST))


def tell_hosts(house_id: int, count: int, *, more: bool) -> None:
    """Tell the hosts who have mail of how many bookings it is; the others see it at the desk."""
    house = db.session.get_one(House, house_id)
    ref = Ref("places", "house", house.slug)
    waited = notices.withdraw(ref, HOSTS)
    if not count or not (more or waited):
        return
    for host in roles.hosts_of(house_id):
        if host.email:
            facts = {"count": count, "house": house.slug, "house_name": house.name}
            notices.send(Recipient(person_id=host.id), HOSTS, facts, ref=ref, house_id=house_id)


def _send(kind: str, bookings: Sequence[Booking]) -> None:
    first = bookings[0]
    if first.person_id is not None:
        facts = {**telling.facts(bookings), "keys": [one.public_id for one in bookings]}
        notices.send(Recipient(person_id=first.person_id), kind, facts, ref=_subject(bookings), house_id=first.house_id)


def _subject(bookings: Sequence[Booking]) -> Ref:
    series = bookings[0].series
    return Ref("rooms", "series", series.public_id) if series is not None else bookings[0].ref


def _prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Only what is lost still: who chose something else meanwhile is not told of that date any more."""
    found = list(db.session.scalars(sa.select(Booking).where(Booking.public_id.in_(params["keys"]))))
    still = lost_of(found)
    left = [one for one in found if one.id in still]
    if not left:
        return None
    left.sort(key=lambda one: one.starts)
    days = {"days": [one.span for one in left], "keys": [one.public_id for one in left], "span": left[0].span}
    return telling.with_words({**params, **days})


for _kind, _subject_words, _template, _prepared in (
    (LOST, _("%(where)s cannot be used: %(when)s"), "lost", _prepare),
    (BACK, _("%(where)s is yours after all: %(when)s"), "lost_back", telling.with_words),
    (HOSTS, _("Bookings that cannot go on as they are: %(count)s"), "lost_hosts", None),
):
    notices.kinds.register(
        _kind,
        subject=_subject_words,
        template=f"rooms/mail/{_template}.txt",
        spoken=f"rooms/mail/{_template}_spoken.txt",
        prepare=_prepared,
    )
