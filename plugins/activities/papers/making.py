"""Make a list to print, read it while it works, and let go of it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import from_wall, now, wall
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.activities import reading
from plugins.activities.dates import label_of
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.papers.models import PaperList
from plugins.activities.rights import occurrence_for
from plugins.activities.words import LIST_MADE, OVER

DISCREET = _("This is discreet: there are no names, so there is no list.")


@transactional
def make_list(actor: Actor, occurrence_id: int) -> str:
    """Make a list of who comes to a date; its public id. Raises Refusal, NotAllowed, NotFound. It stands in the log."""
    occurrence = occurrence_for(actor, occurrence_id)
    if occurrence.activity.sensitive:
        raise Refusal(DISCREET)
    until = works_until(occurrence.ends, occurrence.activity.zone)
    if until <= now():
        raise Refusal(OVER)
    made = PaperList(public_id=new_public_id(), occurrence_id=occurrence.id, made_by_id=actor.typist, until=until)
    db.session.add(made)
    db.session.flush()
    note(actor, LIST_MADE, occurrence.ref, label_of(occurrence))
    return made.public_id


def works_until(ends: datetime, zone: ZoneInfo) -> datetime:
    """Midnight on the wall after a date that ends at `ends`: one that ends at midnight has a day more."""
    return from_wall(wall(ends, zone).date() + timedelta(days=1), time(0), zone)


def working_list(occurrence: Occurrence, key: str) -> PaperList:
    """A list that works still. Raises NotFound when it stopped, or when the activity became discreet."""
    found = db.session.scalar(
        sa.select(PaperList).where(PaperList.public_id == key, PaperList.occurrence_id == occurrence.id)
    )
    if found is None or found.until <= now() or occurrence.activity.sensitive:
        raise NotFound(_("This list works no more. The paper may go through the shredder."))
    return found


def lines_of(occurrence_id: int) -> list[tuple[SignUp, str]]:
    """Who comes, each with a name that is short enough for paper that lies about: "Lieke M."."""
    return [(signup, short(name)) for signup, name in reading.guests_and_neighbours(occurrence_id)]


def short(name: str) -> str:
    """A first name, with the letter that the last part of the name begins with."""
    first, _space, rest = name.strip().partition(" ")
    last = rest.split()[-1:] if rest else []
    return f"{first} {last[0][0].upper()}." if last else first


@transactional
def expire() -> None:
    """Let go of lists that work no more."""
    db.session.execute(sa.delete(PaperList).where(PaperList.until <= now()))
