"""Begin a break, let a second host look at it, end it. Without a second host's yes it ends by itself after a week.

It stops new bookings in this house alone. What stands stays, and can be moved.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import from_wall, now, wall
from app.db import db, transactional
from app.people import roles
from app.people.groups import groups_spoken_for, speaks_for
from app.places.models import House
from app.places.rights import HOST, require
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import dates, verbs
from plugins.rooms.models import Booking
from plugins.rooms.pausing import telling
from plugins.rooms.pausing.models import UNSEEN, Pause

LONGEST: Final = timedelta(days=92)
LONGEST_REASON: Final = 500

for _verb, _words in {
    "rooms.pause.begun": _("Began a break: no new bookings for a while"),
    "rooms.pause.seen": _("Looked at a break as a second host"),
    "rooms.pause.ended": _("Ended a break"),
}.items():
    verbs.register(_verb, _words)


@transactional
def begin(actor: Actor, booking: Booking, reason: str, last_day: date) -> str:
    """A break for who made `booking`: its group, or else its person. Answers the public id.

    Raises Refusal (with its field), and NotAllowed for who is no host, or whom it would concern.
    """
    house = require(actor, booking.house_id, HOST)
    if booking.person_id is None and booking.group_id is None:
        raise NotFound(_("Nobody is known for this booking any more."))
    until = _until(house, reason, last_day)
    pause = Pause(
        public_id=new_public_id(),
        house=house,
        person_id=None if booking.group_id else booking.person_id,
        group_id=booking.group_id,
        reason=reason,
        until=until,
        begun_at=now(),
        host_id=actor.typist,
    )
    if _concerns(pause, actor):
        raise NotAllowed(_("Another host decides about your own bookings."))
    if db.session.scalar(_of(house.id, pause.person_id, {pause.group_id} - {None})) is not None:
        raise Refusal(_("There is a break already. You can end it on the list of breaks."))
    db.session.add(pause)
    db.session.flush()
    journal.note(actor, "rooms.pause.begun", pause.ref)
    telling.begun(pause)
    return pause.public_id


@transactional
def say_right(actor: Actor, key: str) -> None:
    """A second host looked at it, and finds it right. Raises NotFound, NotAllowed."""
    pause = _locked(actor, key)
    if pause.seen_at is not None:
        return
    if actor.typist == pause.host_id or actor.subject == pause.host_id or _concerns(pause, actor):
        raise NotAllowed(_("A second host looks at this: not who began it, and not whom it concerns."))
    pause.second_id, pause.seen_at = actor.typist, now()
    journal.note(actor, "rooms.pause.seen", pause.ref)


@transactional
def end(actor: Actor, key: str) -> None:
    """Let it end now; nothing stays of it. Raises NotFound, and NotAllowed for whom it concerns."""
    pause = _locked(actor, key)
    if _concerns(pause, actor):
        raise NotAllowed(_("Another host decides about your own bookings."))
    telling.ended(pause)
    journal.note(actor, "rooms.pause.ended", pause.ref)
    db.session.delete(pause)


@transactional
def expire() -> None:
    """Remove what is over."""
    db.session.execute(sa.delete(Pause).where(sa.not_(_in_force())))


def refuse_if_paused(actor: Actor, house_id: int, group_id: int | None) -> None:
    """Raises Refusal for who makes no new bookings for a while: why, until when, and with whom to talk."""
    found = db.session.scalar(_of(house_id, actor.subject, {group_id} - {None}))
    if found is None:
        return
    raise Refusal(
        _(
            "No new bookings until %(day)s. The reason: %(reason)s. What you booked stays. "
            "Come and talk about it at the desk, or call %(phone)s.",
            day=dates.day(found.last, found.house.zone),
            reason=found.reason,
            phone=found.house.phone or found.house.name,
        )
    )


def is_paused(actor: Actor, house_id: int, group_id: int | None) -> bool:
    """Whether the subject of `actor`, or their group, makes no new bookings in this house for a while."""
    return db.session.scalar(_of(house_id, actor.subject, {group_id} - {None})) is not None


def of_house(house_id: int) -> Sequence[Pause]:
    """The breaks of a house, the soonest over first; for its hosts."""
    return db.session.scalars(
        sa.select(Pause).where(Pause.house_id == house_id, _in_force()).order_by(Pause.until, Pause.id)
    ).all()


def of_person(person_id: int) -> Sequence[Pause]:
    """The breaks that concern somebody, or a group that they speak for; for themselves."""
    groups = [group.id for group in groups_spoken_for(person_id)]
    return db.session.scalars(
        sa.select(Pause)
        .where(sa.or_(Pause.person_id == person_id, Pause.group_id.in_(groups)), _in_force())
        .order_by(Pause.until, Pause.id)
    ).all()


def may_pause(actor: Actor, booking: Booking) -> bool:
    """Whether `actor` may begin a break for who made a booking: a host, and not whom it would concern."""
    if not roles.may(actor, booking.house_id, "host") or actor.on_behalf:
        return False
    if booking.person_id is None and booking.group_id is None:
        return False
    return not _concerns(
        Pause(person_id=None if booking.group_id else booking.person_id, group_id=booking.group_id), actor
    )


def _of(house_id: int, person_id: int | None, group_ids: set[int | None]) -> sa.Select[Pause]:
    whom = (
        sa.or_(Pause.person_id == person_id, Pause.group_id.in_(group_ids))
        if group_ids
        else Pause.person_id == person_id
    )
    return sa.select(Pause).where(Pause.house_id == house_id, whom, _in_force()).order_by(Pause.until.desc()).limit(1)


def _in_force() -> sa.ColumnElement[bool]:
    moment = now()
    return sa.and_(Pause.until > moment, sa.or_(Pause.seen_at.is_not(None), Pause.begun_at > moment - UNSEEN))


def _until(house: House, reason: str, last_day: date) -> datetime:
    if not reason.strip():
        raise Refusal(_("Write why. They read it too."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal(_("This is too long. Use at most %(max)s characters.", max=LONGEST_REASON), field="reason")
    today = wall(now(), house.zone).date()
    if last_day < today:
        raise Refusal(_("That day is past. Choose a later one."), field="until")
    if last_day > today + LONGEST:
        raise Refusal(_("A break lasts three months at most."), field="until")
    return from_wall(last_day + timedelta(days=1), time(0), house.zone)


def _concerns(pause: Pause, actor: Actor) -> bool:
    for person_id in {actor.typist, actor.subject} - {None}:
        if person_id is not None and (
            person_id == pause.person_id or (pause.group_id is not None and speaks_for(person_id, pause.group_id))
        ):
            return True
    return False


def _locked(actor: Actor, key: str) -> Pause:
    query = sa.select(Pause).where(Pause.public_id == key).with_for_update(of=Pause)
    pause = db.session.scalar(query.execution_options(populate_existing=True))
    if pause is None:
        raise NotFound(_("This break is over."))
    require(actor, pause.house_id, HOST)
    return pause
