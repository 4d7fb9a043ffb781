"""Both say yes: who is asked to go along, then the person. Then it is done together, and told in one tap."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.privacy.forgetting import clear_log
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.outreach.after.handling import handled
from plugins.outreach.figures.counting import count
from plugins.outreach.figures.models import AGAIN
from plugins.outreach.handover import telling
from plugins.outreach.handover.choosing import to_arrange
from plugins.outreach.handover.leaving import along_of, let_go
from plugins.outreach.handover.models import Again, Along
from plugins.outreach.handover.things import date_of, day_here, day_of
from plugins.outreach.replies.keeping import own_reply
from plugins.outreach.replies.models import Look
from plugins.outreach.rounds.keeping import locked

ASKED_FOR: Final = timedelta(weeks=6)
"""So long it is asked whether they came a second time."""
UNKNOWN: Final = _("This is not there any more. Thank you for wanting to go along.")

for _verb, _words in {
    "outreach.along.answered": _("Said whether they go along"),
    "outreach.along.agreed": _("Said yes to who goes along"),
    "outreach.along.other": _("Would rather go with somebody else"),
    "outreach.along.been": _("Went along to an activity"),
    "outreach.along.not_been": _("Told that they did not go together"),
    "outreach.along.again": _("Told that somebody came a second time"),
}.items():
    verbs.register(_verb, _words)


def own_along(actor: Actor, key: str) -> Along:
    """What `actor` was asked to go along to. Raises NotFound."""
    known = select(Along).where(Along.public_id == key, Along.companion_id == actor.subject)
    found = db.session.scalar(known) if key.isalnum() and actor.subject is not None else None
    if found is None or found.followup.talk.reply.round.closed:
        raise NotFound(UNKNOWN)
    return found


def goes_on_day(along: Along) -> bool:
    """Whether it is still to come, or today: where its date moved, the day that it has now."""
    entry = date_of(along.ref) if along.ref else None
    return day_here() <= max(along.day, day_of(entry) if entry else along.day)


def has_begun(along: Along) -> bool:
    """Whether its day has come."""
    entry = date_of(along.ref) if along.ref else None
    return day_here() >= (day_of(entry) if entry else along.day)


@transactional
def answer(actor: Actor, key: str, yes: bool) -> None:
    """Who is asked goes along, or not; no needs no reason, and may come later too. Raises NotFound."""
    along = _own(actor, key)
    notices.withdraw(along.thing)
    note(actor, "outreach.along.answered", along.thing)
    if yes:
        along.yes_on = along.yes_on or day_here()
    else:
        along.companion_id = along.partner_id = along.yes_on = along.agreed_on = None
    taker = along.followup.taken_by_id
    if taker is not None and taker != actor.subject:
        telling.tell(along, taker, telling.ANSWERED)


@transactional
def agree_own(code: str, key: str, yes: bool) -> None:
    """The person, with their own code: yes to this companion, or rather somebody else. Raises NotFound."""
    reply, along = own_reply(code), _of(key)
    if along.followup.talk.reply_id != reply.id:
        raise NotFound(UNKNOWN)
    _agree(Actor.guest(), along, yes)


@transactional
def agree_for(actor: Actor, key: str, yes: bool) -> None:
    """They said so by phone, to who arranges it. Raises NotFound, NotAllowed, Refusal."""
    along = along_of(to_arrange(actor, key))
    if along is None:
        raise NotFound(UNKNOWN)
    _agree(actor, _of(along.public_id), yes)


@transactional
def look(actor: Actor, key: str) -> Along:
    """With whom one goes, once both said yes, until it has been. It is written down. Raises NotFound, NotAllowed."""
    along = _own(actor, key)
    if not (along.goes and goes_on_day(along) and actor.subject == actor.typist):
        raise NotAllowed(_("You see with whom you go once both said yes, until it has been."))
    reply = along.followup.talk.reply
    db.session.add(Look(reply_id=reply.id, person_id=actor.typist, partner_id=along.partner_id, at=now()))
    db.session.flush()
    return along


def been(actor: Actor, key: str) -> None:
    """They went together: counted, and all of it gone, from the file too. Raises NotFound, Refusal."""
    _been(actor, key)
    clear_log()


@transactional
def not_been(actor: Actor, key: str) -> None:
    """They did not: another activity or another day is looked for. Raises NotFound."""
    along = _own(actor, key)
    notices.withdraw(along.thing)
    note(actor, "outreach.along.not_been", along.thing)
    db.session.delete(along)


@transactional
def again(actor: Actor, key: str, yes: bool) -> None:
    """Somebody came a second time: counted, and that is all; or one does not know. Raises NotFound."""
    known = select(Again).where(Again.public_id == key, Again.person_id == actor.subject)
    found = db.session.scalar(known) if key.isalnum() else None
    if found is None:
        raise NotFound(UNKNOWN)
    if yes:
        count(found.round_id, AGAIN, "once")
        note(actor, "outreach.along.again", found.thing)
    db.session.delete(found)


def expire() -> None:
    """In the open transaction: what is asked no longer."""
    db.session.execute(delete(Again).where(Again.until < day_here()))


def _own(actor: Actor, key: str) -> Along:
    along = own_along(actor, key)
    locked(along.followup.talk.reply.round)
    db.session.refresh(along)
    return own_along(actor, key)


def _of(key: str) -> Along:
    found = db.session.scalar(select(Along).where(Along.public_id == key)) if key.isalnum() else None
    if found is None:
        raise NotFound(UNKNOWN)
    locked(found.followup.talk.reply.round)
    db.session.refresh(found)
    return found


def _agree(actor: Actor, along: Along, yes: bool) -> None:
    if along.companion_id is None or along.yes_on is None:
        raise Refusal(_("Nobody said yes yet to going along."))
    if yes:
        if along.agreed_on is None:
            along.agreed_on = day_here()
            telling.tell(along, along.companion_id, telling.BOTH)
        note(actor, "outreach.along.agreed", along.thing)
    else:
        let_go(along)
        note(actor, "outreach.along.other", along.thing)


@transactional
def _been(actor: Actor, key: str) -> None:
    along = _own(actor, key)
    if not along.goes or not has_begun(along):
        raise Refusal(_("Tell it once you have been together."))
    notices.withdraw(along.thing)
    note(actor, "outreach.along.been", along.thing)
    db.session.add(
        Again(
            public_id=new_public_id(),
            round_id=along.followup.talk.reply.round_id,
            person_id=along.companion_id,
            title=along.title,
            until=day_here() + ASKED_FOR,
        )
    )
    followup = along.followup
    db.session.delete(along)
    db.session.flush()
    handled(actor, followup)
