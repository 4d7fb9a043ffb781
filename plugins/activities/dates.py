"""Change one date of an activity: move it, call it off, bring it back, add one. The others stay as they are."""

from app import notices, places
from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.events import ActivityChanged, say
from app.journal import note
from app.refs import new_public_id, new_uid
from app.refusals import Refusal
from plugins.activities import telling
from plugins.activities.holding import hold_all, spaces_of
from plugins.activities.lost.possible import take_marks_off
from plugins.activities.models import Activity, Occurrence, Series
from plugins.activities.planning import OneDate
from plugins.activities.rights import activity_for, occurrence_for
from plugins.activities.words import ADDED, CANCELLED, MOVED, OVER, RESTORED


@transactional
def change_date(actor: Actor, occurrence_id: int, plan: OneDate) -> None:
    """Give one date another time, place or title. Who comes is told of another time or place.

    Raises Clashes when its room cannot be had then, or another Refusal with its field.
    """
    occurrence = _to_come(actor, occurrence_id)
    activity = occurrence.activity
    span, spaces = (
        plan.span(activity.zone, now()),
        spaces_of(actor, plan.where, activity.house_id, kept=occurrence.spaces),
    )
    was = (occurrence.span, occurrence.place_words)
    stays = (occurrence.span, {one.id for one in occurrence.spaces}) == (span, {one.id for one in spaces})
    occurrence.title = plan.title
    occurrence.starts, occurrence.ends = span.start, span.end
    occurrence.place, occurrence.spaces = plan.where.place, list(spaces)
    if not occurrence.is_cancelled and not stays:  # other words need no room, also where the room is lost
        places.release(occurrence.ref)
        hold_all(actor, activity, [occurrence])
    take_marks_off([occurrence])
    touch(occurrence)
    if (occurrence.span, occurrence.place_words) != was:
        _announce(actor, occurrence)
        if not occurrence.is_cancelled:
            with notices.changing(actor, was[0].start, occurrence.starts):
                telling.tell_coming(occurrence, telling.CHANGED)
    note(actor, MOVED, occurrence.ref, label_of(occurrence))


@transactional
def cancel_date(actor: Actor, occurrence_id: int, reason: str) -> None:
    """Call off one date, with a word why. It lets go of its rooms; who comes is told. Twice is once."""
    occurrence = _to_come(actor, occurrence_id)
    if not occurrence.is_cancelled:
        call_off(actor, occurrence, reason)
        note(actor, CANCELLED, occurrence.ref, label_of(occurrence))


def call_off(actor: Actor, occurrence: Occurrence, reason: str) -> None:
    """Mark a date as cancelled, let go of its rooms, tell who comes. Call it in a transaction."""
    occurrence.cancelled_at = now()
    occurrence.reason = reason.strip()
    occurrence.words_by_id = actor.subject
    occurrence.room_lost = False
    touch(occurrence)
    places.release(occurrence.ref)
    with notices.changing(actor, occurrence.starts):
        telling.tell_coming(occurrence, telling.CANCELLED)
    _announce(actor, occurrence)


@transactional
def restore_date(actor: Actor, occurrence_id: int) -> None:
    """Bring a cancelled date back, if its rooms are still free. Who signed up comes again, and is told.

    Raises Clashes when its room was taken in the meantime.
    """
    occurrence = _to_come(actor, occurrence_id)
    if not occurrence.is_cancelled:
        return
    occurrence.cancelled_at, occurrence.reason, occurrence.words_by_id = None, "", None
    hold_all(actor, occurrence.activity, [occurrence])
    touch(occurrence)
    with notices.changing(actor, occurrence.starts):
        telling.withdraw_coming(occurrence, telling.CANCELLED)
    _announce(actor, occurrence)
    note(actor, RESTORED, occurrence.ref, label_of(occurrence))


@transactional
def add_date(actor: Actor, activity_id: int, plan: OneDate) -> str:
    """Add a date outside the rule. Answers its public id. Raises Clashes, or another Refusal with its field."""
    activity = activity_for(actor, activity_id)
    span = plan.span(activity.zone, now())
    occurrence = Occurrence(
        public_id=new_public_id(),
        activity_id=activity.id,
        activity=activity,
        uid=new_uid(),
        original_start=wall(span.start, activity.zone),
        starts=span.start,
        ends=span.end,
        title=plan.title,
        place=plan.where.place,
        sequence=0,
        created_at=now(),
        changed_at=now(),
        spaces=spaces_of(actor, plan.where, activity.house_id),
    )
    db.session.add(occurrence)
    db.session.flush()
    hold_all(actor, activity, [occurrence])
    _announce(actor, occurrence)
    note(actor, ADDED, occurrence.ref, label_of(occurrence))
    return occurrence.public_id


def touch(occurrence: Occurrence) -> None:
    """Let calendars notice that a date changed: its own mark moves on, and that of its series."""
    occurrence.sequence += 1
    occurrence.changed_at = now()
    if occurrence.series_id is not None:
        db.session.get_one(Series, occurrence.series_id).changed_at = now()


def label_of(occurrence: Occurrence) -> str:
    """What stands in the log: title and date, or the date alone of what is sensitive."""
    activity: Activity = occurrence.activity
    when = f"{wall(occurrence.starts, activity.zone):%d-%m-%Y %H:%M}"
    return when if activity.sensitive else f"{activity.title}, {when}"


def _to_come(actor: Actor, occurrence_id: int) -> Occurrence:
    occurrence = occurrence_for(actor, occurrence_id)
    if occurrence.ends <= now():
        raise Refusal(OVER)
    return occurrence


def _announce(actor: Actor, occurrence: Occurrence) -> None:
    house_id = occurrence.activity.house_id
    say(ActivityChanged(ref=occurrence.ref, house_id=house_id, person_id=actor.subject))
