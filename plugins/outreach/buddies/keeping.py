"""The buddy call, kept by who visits, by their buddy who taps for them, and by who plans the round."""

from datetime import datetime, time, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from app import notices
from app.actors import Actor
from app.clock import from_wall, now, wall
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.refusals import NotAllowed, Refusal
from app.web import verbs
from plugins.outreach.buddies.models import Inside
from plugins.outreach.buddies.reading import buddy_of, may_be_buddy, row_of
from plugins.outreach.place import the_house
from plugins.outreach.rounds.rights import sees
from plugins.outreach.talks.models import LENGTH, Stage, Talk
from plugins.outreach.talks.reading import talk_with
from plugins.outreach.talks.rights import visits

LATE: Final = "outreach.buddy.late"
LONGER: Final = timedelta(minutes=30)
BEFORE, AFTER = timedelta(hours=2), timedelta(hours=6)
"""So long around its beginning one goes in to a talk."""
NOT_YOURS: Final = _("This is for who visits, for their buddy and for who plans the talk.")

for _verb, _words in {
    "outreach.buddy.chosen": _("Chose a buddy for a talk"),
    "outreach.buddy.inside": _("Said: we go inside"),
    "outreach.buddy.longer": _("Said: it takes longer"),
    "outreach.buddy.outside": _("Said: we are outside again"),
}.items():
    verbs.register(_verb, _words)


@transactional
def choose(actor: Actor, key: str, buddy: str) -> None:
    """Who visits chooses a buddy (public id) with a part too. Raises Refusal beside `buddy`, NotFound, NotAllowed."""
    talk = _agreed(key)
    if not visits(actor, talk):
        raise NotAllowed(NOT_YOURS)
    found = next((one for one in may_be_buddy(talk) if one.public_id == buddy), None)
    if found is None:
        raise Refusal(_("Choose one of these."), field="buddy")
    _row(talk).buddy_id = found.id
    note(actor, "outreach.buddy.chosen", talk.ref)


@transactional
def go_in(actor: Actor, key: str) -> None:
    """They go inside now, for about an hour. Raises Refusal, NotFound, NotAllowed."""
    talk = _tapped(actor, key)
    if not is_time(talk):
        raise Refusal(_("Say this at the door, around the time of the talk."))
    row = _row(talk)
    if not row.is_inside:
        row.since, row.until, row.outside, row.warned = now(), now() + LENGTH, None, None
        note(actor, "outreach.buddy.inside", talk.ref)


@transactional
def stay(actor: Actor, key: str) -> None:
    """Half an hour longer, from now or from when they thought to be outside. Raises Refusal, NotFound, NotAllowed."""
    talk = _tapped(actor, key)
    row = _inside(talk)
    row.until, row.warned = max(row.until or now(), now()) + LONGER, None
    notices.withdraw(talk.ref, LATE)
    note(actor, "outreach.buddy.longer", talk.ref)


@transactional
def go_out(actor: Actor, key: str) -> None:
    """They are outside again; a call that was still to be made is not needed any more. Raises as `stay` does."""
    talk = _tapped(actor, key)
    _inside(talk).outside = now()
    notices.withdraw(talk.ref, LATE)
    note(actor, "outreach.buddy.outside", talk.ref)


@transactional
def expire() -> None:
    """The day after nothing of it is left."""
    zone = the_house().zone
    today = from_wall(wall(now(), zone).date(), time(), zone)
    over = select(Talk.id).where(Talk.starts < today)
    db.session.execute(delete(Inside).where(Inside.talk_id.in_(over)))


def is_time(talk: Talk) -> bool:
    """Whether one goes in about now."""
    return talk.starts is not None and talk.starts - BEFORE <= now() <= talk.starts + AFTER


def is_buddy(actor: Actor, talk: Talk) -> bool:
    """Whether `actor`, typing themselves, is the buddy of a talk."""
    found: Person | None = buddy_of(talk)
    return found is not None and actor.subject == actor.typist == found.id


def _agreed(key: str) -> Talk:
    talk = talk_with(key)
    if talk.stage is not Stage.AGREED:
        raise Refusal(_("No moment is agreed on yet."))
    return talk


def _tapped(actor: Actor, key: str) -> Talk:
    talk = _agreed(key)
    if not (visits(actor, talk) or is_buddy(actor, talk) or sees(actor, talk.reply.round)):
        raise NotAllowed(NOT_YOURS)
    return talk


def _row(talk: Talk) -> Inside:
    found = row_of(talk)
    if found is None:
        found = Inside(talk_id=talk.id, talk=talk)
        db.session.add(found)
    return found


def _inside(talk: Talk) -> Inside:
    found = row_of(talk)
    if found is None or not found.is_inside:
        raise Refusal(_("They are not inside."))
    return found


def is_late(row: Inside, moment: datetime) -> bool:
    """Whether it is time to call: half an hour after they thought to be outside."""
    return row.is_inside and row.warned is None and row.until is not None and row.until + LONGER <= moment
