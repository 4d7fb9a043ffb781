"""Choose an activity for who asked for one, and ask somebody to go along. By who took it on, and coordinators."""

from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.outreach.after.models import ACTIVITY, Followup
from plugins.outreach.after.reading import UNKNOWN, followup_with
from plugins.outreach.after.rights import coordinates, has_taken, takes_for
from plugins.outreach.handover import telling
from plugins.outreach.handover.leaving import along_of, let_go
from plugins.outreach.handover.models import Along
from plugins.outreach.handover.things import date_of, day_here, day_of
from plugins.outreach.rounds.keeping import locked

FARTHEST: Final = timedelta(days=70)

for _verb, _words in {
    "outreach.along.chosen": _("Chose an activity for somebody who asked for one"),
    "outreach.along.asked": _("Asked somebody to go along"),
}.items():
    verbs.register(_verb, _words)


def may_arrange(actor: Actor, one: Followup) -> bool:
    """Whether `actor` may choose, and ask somebody: who took it on, or a coordinator of the round."""
    return one.kind == ACTIVITY and (has_taken(actor, one) or coordinates(actor, one.talk.reply.round))


def to_arrange(actor: Actor, key: str) -> Followup:
    """Something asked for, for who may arrange it. Raises NotFound, NotAllowed."""
    one = followup_with(key)
    if one.kind != ACTIVITY:
        raise NotFound(UNKNOWN)
    if not may_arrange(actor, one):
        raise NotAllowed(_("Only who took this on arranges it, or a coordinator."))
    return one


@transactional
def choose(actor: Actor, key: str, ref: str) -> None:
    """Choose a date of the agenda. Raises Refusal beside `ref`, NotFound, NotAllowed."""
    one, entry = _locked(actor, key), date_of(ref)
    if entry is None or day_of(entry) < day_here():
        raise Refusal(_("Choose one of these."), field="ref")
    _choose(actor, one, ref, entry.title[:100], day_of(entry))


@transactional
def choose_other(actor: Actor, key: str, title: str, day: date) -> None:
    """Choose something that is not in the agenda. Raises Refusal beside `day`, NotFound, NotAllowed."""
    one = _locked(actor, key)
    if not day_here() <= day <= day_here() + FARTHEST:
        raise Refusal(_("Choose a day within ten weeks."), field="day")
    _choose(actor, one, "", title, day)


@transactional
def ask(actor: Actor, key: str, who: str) -> None:
    """Ask somebody (public id) to go along; they hear to what, not with whom.

    Raises Refusal beside `who`, NotFound, NotAllowed.
    """
    one = _locked(actor, key)
    along = along_of(one)
    if along is None:
        raise Refusal(_("Choose an activity first."))
    known = select(Person).where(Person.public_id == who, Person.forgotten_at.is_(None))
    found = db.session.scalar(known) if who.isalnum() else None
    if found is None:
        raise Refusal(_("Choose somebody from the list."), field="who")
    if found.id == along.companion_id:
        return
    let_go(along)
    along.companion_id, along.partner_id = found.id, takes_for(actor.typist or 0, one)
    db.session.flush()
    telling.tell(along, found.id, telling.QUESTION)
    note(actor, "outreach.along.asked", along.thing)


def _choose(actor: Actor, one: Followup, ref: str, title: str, day: date) -> None:
    along = along_of(one)
    if along is None:
        along = Along(followup_id=one.id, public_id=new_public_id())
        db.session.add(along)
    else:
        let_go(along)
    along.ref, along.title, along.day = ref, title, day
    note(actor, "outreach.along.chosen", along.thing)


def _locked(actor: Actor, key: str) -> Followup:
    one = to_arrange(actor, key)
    locked(one.talk.reply.round)
    db.session.refresh(one)
    return one
