"""Tell how a room was left, and say that it is solved. One function, one transaction."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app import events, journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.models import Space
from app.places.rights import HOST, require
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.rooms.after.models import FINE, LONGEST, STATES, Report
from plugins.rooms.booking import changeable
from plugins.rooms.models import CONFIRMED, Booking
from plugins.rooms.telling import place_name

ASKED_FOR: Final = timedelta(days=2)
"""So long after a use it is asked how the room was left."""

for _verb, _words in {
    "rooms.report.told": _("Told how a room was left"),
    "rooms.report.solved": _("Solved what was told of a room"),
    "rooms.report.reopened": _("Took back that it is solved"),
}.items():
    verbs.register(_verb, _words)


def is_asked(booking: Booking) -> bool:
    """Whether it is time to ask how the room was left."""
    return booking.status == CONFIRMED and booking.ends <= now() < booking.ends + ASKED_FOR


@transactional
def tell(actor: Actor, booking_key: str, state: str, words: str = "") -> None:
    """Tell how a room was left. Telling again changes what was told. Raises NotFound, Refusal beside its field."""
    booking = changeable(actor, booking_key)
    if not is_asked(booking):
        raise Refusal(_("We ask this until two days after the use. Tell the desk if something is the matter."))
    if state not in STATES:
        raise Refusal(_("Choose one of the answers."), field="state")
    words = words.strip()
    if len(words) > LONGEST:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=LONGEST), field="words")
    report = report_of(booking)
    if report is None:
        report = Report(
            public_id=new_public_id(), house_id=booking.house_id, space_id=booking.space_id, booking_id=booking.id
        )
        db.session.add(report)
    report.person_id, report.state, report.words = actor.subject, state, "" if state == FINE else words
    report.told_at, report.solved_at = now(), None
    db.session.flush()
    _changed(actor, "rooms.report.told", report, booking.space)


@transactional
def solve(actor: Actor, key: str) -> None:
    """It is in order again. For hosts of the house. Raises NotFound, NotAllowed."""
    report = _locked(actor, key)
    if report.solved_at is None:
        report.solved_at = now()
        _changed(actor, "rooms.report.solved", report, report.space)


@transactional
def reopen(actor: Actor, key: str) -> None:
    """It is not in order after all. For hosts of the house. Raises NotFound, NotAllowed."""
    report = _locked(actor, key)
    if report.solved_at is not None:
        report.solved_at = None
        _changed(actor, "rooms.report.reopened", report, report.space)


def report_of(booking: Booking) -> Report | None:
    """What was told after a booking."""
    return db.session.scalar(sa.select(Report).where(Report.booking_id == booking.id))


def open_reports(house_id: int) -> list[Report]:
    """What is not in order in a house, the oldest first. One query."""
    query = (
        sa.select(Report)
        .where(Report.house_id == house_id, Report.state != FINE, Report.solved_at.is_(None))
        .options(joinedload(Report.space, innerjoin=True).selectinload(Space.parts))
        .order_by(Report.told_at, Report.id)
    )
    return list(db.session.scalars(query))


def _locked(actor: Actor, key: str) -> Report:
    query = sa.select(Report).where(Report.public_id == key).options(joinedload(Report.space, innerjoin=True))
    report = db.session.scalar(query.with_for_update(of=Report).execution_options(populate_existing=True))
    if report is None:
        raise NotFound(_("There is no such report."))
    require(actor, report.house_id, HOST)
    return report


def _changed(actor: Actor, verb: str, report: Report, space: Space) -> None:
    """Write it down, without who or what, and let those hear who look after what things need."""
    journal.note(actor, verb, report.ref, place_name(space))
    events.say(events.NeedsChanged(ref=report.ref, house_id=report.house_id))
