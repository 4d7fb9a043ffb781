"""Bring a file, look at it, and take all of it or nothing. For hosts. One function, one transaction."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import events, journal
from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.places.holding import hold_agreed
from app.places.models import House
from app.places.rights import HOST, require
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.rooms.booking import request_for, row
from plugins.rooms.models import BUSY, Booking
from plugins.rooms.moving.checking import FINE, SKIPPED, Checked, check, uid_of
from plugins.rooms.moving.models import MoveIn
from plugins.rooms.moving.rows import Unreadable, read
from plugins.rooms.use import Use

MOST_BYTES: Final = 2_000_000
KEPT: Final = timedelta(days=1)
AT_ONCE: Final = 300
PROBLEMS: Final = {
    "empty": _("There is nothing in it."),
    "columns": _("We miss columns: day, start and end. Look at the example."),
    "calendar": _("We cannot read this calendar."),
    "many": _("This is more than we can take at once. Split it."),
}

verbs.register("rooms.moved_in", _("Moved bookings in from a file"))


@transactional
def bring(actor: Actor, house_id: int, content: bytes, space_id: int | None) -> str:
    """Keep a file for a day, to be looked at. Answers its key. Raises Refusal (field `file`), NotAllowed."""
    house = require(actor, house_id, HOST)
    if len(content) > MOST_BYTES:
        raise Refusal(PROBLEMS["many"], field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # what spreadsheets of old write
    text = text.replace("\x00", "")
    try:
        read(text, house.zone, _today(house))
    except Unreadable as problem:
        raise Refusal(PROBLEMS[str(problem)], field="file") from problem
    brought = MoveIn(
        public_id=new_public_id(),
        house_id=house_id,
        space_id=space_id,
        maker_id=actor.typist,
        content=text,
        made_at=now(),
    )
    db.session.add(brought)
    db.session.flush()
    return brought.public_id


@transactional
def take(actor: Actor, key: str, left_out: Collection[int]) -> int:
    """Book every row that is not in `left_out` (numbers of rows), or nothing. Answers how many.

    What is here already, or over, is left out by itself: the same file twice takes nothing twice. House rules are not
    asked: a host moves in what was agreed before. Raises Refusal when a row cannot be, Taken, Closed, NotFound.
    """
    brought = brought_with(actor, key)
    house = db.session.get_one(House, brought.house_id)
    wanted = [one for one in check(house, brought) if one.row.number not in left_out and one.state not in SKIPPED]
    if any(one.state != FINE for one in wanted):
        raise Refusal(_("Some rows cannot be. Leave those out, then take the others."))
    bookings = [_booking(actor, house, one) for one in wanted]
    db.session.add_all(bookings)
    db.session.flush()
    for _space, group in groupby(sorted(bookings, key=_by_space), key=_by_space):
        ours = list(group)
        for start in range(0, len(ours), AT_ONCE):
            hold_agreed(request_for(actor, ours[start : start + AT_ONCE]))
    for booking in bookings:
        events.say(events.BookingConfirmed(ref=booking.ref, house_id=house.id, person_id=booking.person_id))
    journal.note(actor, "rooms.moved_in", Ref("rooms", "movein", brought.public_id), str(len(bookings)))
    db.session.delete(brought)
    return len(bookings)


@transactional
def expire() -> None:
    """What nobody took is gone after a day."""
    db.session.execute(sa.delete(MoveIn).where(MoveIn.made_at < now() - KEPT))


def brought_with(actor: Actor, key: str) -> MoveIn:
    """What was brought, for hosts of its house. Raises NotFound, NotAllowed."""
    brought = db.session.scalar(sa.select(MoveIn).where(MoveIn.public_id == key))
    if brought is None:
        raise NotFound(_("This file is not here any more. Bring it again."))
    require(actor, brought.house_id, HOST)
    return brought


def looked_at(brought: MoveIn) -> Sequence[Checked]:
    """Every row with what would become of it."""
    return check(db.session.get_one(House, brought.house_id), brought)


def _booking(actor: Actor, house: House, one: Checked) -> Booking:
    if one.space is None or one.row.span is None:
        raise ValueError("a row that is fine has a room and a time")
    use = Use(purpose="other", people=one.row.people, title=one.row.title, visibility=BUSY)
    booking = row(actor, one.space, one.row.span, use)
    booking.uid = uid_of(house, one.row)
    return booking


def _by_space(booking: Booking) -> int:
    return booking.space.id


def _today(_house: House) -> Span:
    return Span(now(), now() + timedelta(days=1))
