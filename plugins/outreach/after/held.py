"""A talk took place, or it did not: one tap by who visited, or by who plans for them; and taken back shortly after."""

from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import after_commit, db, transactional
from app.journal import note
from app.privacy.forgetting import remember
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.outreach.after.models import NONE, OPEN, Followup, Held
from plugins.outreach.after.reading import followups_of
from plugins.outreach.after.rights import may_tell, may_write
from plugins.outreach.figures.counting import count
from plugins.outreach.figures.models import FOLLOWUP, TALK
from plugins.outreach.handover.leaving import along_of, let_go
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.models import FORMS
from plugins.outreach.rounds.keeping import locked
from plugins.outreach.talks.ending import clear
from plugins.outreach.talks.held import held_still
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.reading import talk_with

TOO_EARLY: Final = _("You tell this once the talk has begun, and only of a talk of your own.")
NOT_HELD: Final = _("Nobody told yet that this talk took place.")

for _verb, _words in {
    "outreach.talk.held": _("Told that a talk took place"),
    "outreach.talk.unheld": _("Took back that a talk took place"),
    "outreach.talk.not_held": _("Told that a talk did not take place"),
}.items():
    verbs.register(_verb, _words)


@transactional
def took_place(actor: Actor, key: str, form: str) -> None:
    """It took place, in a form of `FORMS`; from now on the visitors see nothing of the person.

    Raises Refusal beside `form`, NotFound, NotAllowed.
    """
    talk = _begun(actor, key)
    if form not in FORMS:
        raise Refusal(_("Choose one of these."), field="form")
    talk.held_on = today()
    db.session.add(Held(talk_id=talk.id, form=form, told_at=now(), told_by_id=actor.typist, asked=OPEN))
    count(talk.reply.round_id, TALK, form)
    notices.withdraw(talk.ref)
    note(actor, "outreach.talk.held", talk.ref)


@transactional
def did_not(actor: Actor, key: str) -> None:
    """It did not take place: it is to be planned again, and nobody asks why. Raises NotFound, NotAllowed."""
    talk = _begun(actor, key)
    clear(talk)
    note(actor, "outreach.talk.not_held", talk.ref)
    db.session.delete(talk)


@transactional
def take_back(actor: Actor, key: str) -> None:
    """A mistake: it did not take place yet; what was written down goes, and the counts with it.

    Raises Refusal once something was done already, NotFound, NotAllowed.
    """
    talk, held = held_talk(actor, key)
    if talk.handled_on is not None:
        raise Refusal(_("Something they asked for was done already."))
    count(talk.reply.round_id, TALK, held.form, -1)
    if held.asked == NONE:
        count(talk.reply.round_id, FOLLOWUP, NONE, -1)
    for one in followups_of(talk):
        delete_followup(one)
    db.session.execute(delete(Held).where(Held.talk_id == talk.id))
    talk.held_on = None
    note(actor, "outreach.talk.unheld", talk.ref)


def held_talk(actor: Actor, key: str) -> tuple[Talk, Held]:
    """A talk that took place, for who may write down what was asked for, in the open transaction.

    Raises Refusal, NotFound, NotAllowed.
    """
    talk = talk_with(key)
    locked(talk.reply.round)
    db.session.refresh(talk)
    held = db.session.get(Held, talk.id)
    if held is None:
        raise NotFound(NOT_HELD)
    if not may_write(actor, held, talk):
        raise NotAllowed(_("This is over for you. Is there something still? Tell a coordinator."))
    return talk, held


def delete_followup(one: Followup) -> None:
    """Delete what was asked for, in the open transaction; a restore of a backup does not bring it back."""
    public_id, along = one.public_id, along_of(one)
    notices.withdraw(one.ref)
    if along is not None:
        let_go(along)
    db.session.delete(one)
    after_commit(lambda: remember(public_id))


def _begun(actor: Actor, key: str) -> Talk:
    talk = held_still(talk_with(key))
    if not may_tell(actor, talk):
        raise NotAllowed(TOO_EARLY)
    return talk
