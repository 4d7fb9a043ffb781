"""Do what somebody asked for: give it to who does it, who sees whom to call. Done or taken back, it is gone at once."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.privacy.forgetting import clear_log
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.outreach.after import telling
from plugins.outreach.after.held import delete_followup
from plugins.outreach.after.models import Followup
from plugins.outreach.after.reading import UNKNOWN, followup_with
from plugins.outreach.after.rights import coordinates, has_taken, require_coordinates, takes_for
from plugins.outreach.figures.counting import count
from plugins.outreach.figures.models import FOLLOWUP
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.keeping import own_reply
from plugins.outreach.replies.models import Look
from plugins.outreach.rounds.keeping import locked

for _verb, _words in {
    "outreach.followup.given": _("Gave what somebody asked for to who does it"),
    "outreach.followup.handled": _("Did what somebody asked for"),
    "outreach.followup.withdrawn": _("Took back what somebody asked for"),
}.items():
    verbs.register(_verb, _words)


@transactional
def give(actor: Actor, key: str, who: str) -> None:
    """Let somebody (public id) do it: of the organisation that the person said yes to, or who passes it on to it.

    Raises Refusal beside `who`, NotFound, NotAllowed.
    """
    one = _still_open(key)
    require_coordinates(actor, one.talk.reply.round)
    known = select(Person).where(Person.public_id == who, Person.forgotten_at.is_(None))
    found = db.session.scalar(known) if who.isalnum() else None
    if found is None or takes_for(found.id, one) is None:
        raise Refusal(_("Choose somebody from the list."), field="who")
    if one.taken_by_id == found.id:
        return
    notices.withdraw(one.ref)
    one.taken_by_id = found.id
    if found.id != actor.typist:
        telling.tell(one, found.id)
    note(actor, "outreach.followup.given", one.ref)


@transactional
def look(actor: Actor, key: str) -> Followup:
    """What one took on, with whom to call. That it was looked at is written down. Raises NotFound, NotAllowed."""
    one = _still_open(key)
    if not has_taken(actor, one):
        raise NotAllowed(_("Only who took this on sees whom to call."))
    reply = one.talk.reply
    partner_id = takes_for(actor.typist or 0, one)
    db.session.add(Look(reply_id=reply.id, person_id=actor.typist, partner_id=partner_id, at=now()))
    db.session.flush()
    return one


def done(actor: Actor, key: str) -> None:
    """It was done: counted by kind, and gone, from the file too. Raises NotFound, NotAllowed."""
    _done(actor, key)
    clear_log()


def withdraw_own(code: str, key: str) -> None:
    """The person takes it back, with their own code: gone at once, from the file too. Raises NotFound."""
    _withdraw_own(code, key)
    clear_log()


def withdraw_for(actor: Actor, key: str) -> None:
    """They took it back by phone. Raises NotFound, NotAllowed."""
    _withdraw_for(actor, key)
    clear_log()


@transactional
def _done(actor: Actor, key: str) -> None:
    one = _still_open(key)
    if not (has_taken(actor, one) or coordinates(actor, one.talk.reply.round)):
        raise NotAllowed(_("Only who took this on says that it is done, or a coordinator."))
    handled(actor, one)


def handled(actor: Actor, one: Followup) -> None:
    """The same in the open transaction, for who may."""
    count(one.talk.reply.round_id, FOLLOWUP, one.kind)
    one.talk.handled_on = today()
    note(actor, "outreach.followup.handled", one.ref)
    delete_followup(one)


@transactional
def _withdraw_own(code: str, key: str) -> None:
    reply = own_reply(code)
    one = _still_open(key)
    if one.talk.reply_id != reply.id:
        raise NotFound(UNKNOWN)
    _withdraw(Actor.guest(), one)


@transactional
def _withdraw_for(actor: Actor, key: str) -> None:
    one = _still_open(key)
    require_coordinates(actor, one.talk.reply.round)
    _withdraw(actor, one)


def _withdraw(actor: Actor, one: Followup) -> None:
    note(actor, "outreach.followup.withdrawn", one.ref)
    delete_followup(one)


def _still_open(key: str) -> Followup:
    one = followup_with(key)
    locked(one.talk.reply.round)
    db.session.refresh(one)
    return one
