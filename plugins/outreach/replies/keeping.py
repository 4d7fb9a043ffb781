"""What somebody told, kept by themselves with their code, or by a caller for them; and every look at it."""

from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.actors import Actor
from app.clock import now
from app.db import after_commit, db, transactional
from app.journal import note
from app.privacy.forgetting import clear_log, remember
from app.refusals import NotFound
from app.web import verbs
from plugins.outreach.handover.leaving import let_go_of_all
from plugins.outreach.replies.answering import Wish, check, fill
from plugins.outreach.replies.going import tell_changed, tell_gone
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.codes import OWN, digest_of, new_code, plain
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import require_sees, sees_for
from plugins.outreach.talks.models import Talk

GONE: Final = _("Nothing of you is here: the code is not right, or what you told has been deleted.")
UNKNOWN: Final = _("Nothing of this person is here any more.")

for _verb, _words in {
    "outreach.reply.changed": _("Changed what somebody told who would like a talk"),
    "outreach.reply.gone": _("Deleted what somebody told who would like a talk"),
    "outreach.reply.coded": _("Gave a new code to somebody who would like a talk"),
}.items():
    verbs.register(_verb, _words)


def own_reply(code: str) -> Reply:
    """What somebody told, by their own code. Raises NotFound."""
    digest = digest_of(code)
    found = db.session.scalar(select(Reply).where(Reply.digest == digest)) if len(plain(code)) == OWN else None
    if found is None or found.round.closed:
        raise NotFound(GONE)
    return found


def looks_at(reply: Reply) -> Sequence[Look]:
    """Who looked, the last one first."""
    return db.session.scalars(
        select(Look).where(Look.reply_id == reply.id).order_by(Look.at.desc(), Look.id.desc())
    ).all()


@transactional
def change_own(code: str, wish: Wish) -> None:
    """Change what one told. Raises NotFound, Refusal beside its field."""
    _change(Actor.guest(), own_reply(code), wish)


def leave(code: str) -> None:
    """Not after all: it is gone at once, from the file too. Raises NotFound."""
    _leave(Actor.guest(), code)
    clear_log()


def replies_to(actor: Actor, one: Round) -> Sequence[tuple[str, str, str, bool]]:
    """Who would like a talk: (public id, name, form, together), in the order of the answers. Raises NotAllowed."""
    require_sees(actor, one)
    return names_in(one)


def names_in(one: Round) -> Sequence[tuple[str, str, str, bool]]:
    """The same, whoever asks: the caller has looked at who may."""
    rows = select(Reply.public_id, Reply.name, Reply.form, Reply.together).where(Reply.round_id == one.id)
    return [
        (key, name, form, both) for key, name, form, both in db.session.execute(rows.order_by(Reply.answered, Reply.id))
    ]


@transactional
def look(actor: Actor, key: str, reply_key: str) -> Reply:
    """What somebody told. That it was looked at is written down, for them to see. Raises NotFound, NotAllowed."""
    reply = _seen(actor, key, reply_key)
    write_look(actor, reply, sees_for(actor.typist or 0, reply.round))
    return reply


def write_look(actor: Actor, reply: Reply, partner_id: int | None) -> None:
    """Write down, in the open transaction, that `actor` looks now; for no organisation: as administrator of a house."""
    db.session.add(Look(reply_id=reply.id, person_id=actor.typist, partner_id=partner_id, at=now()))
    db.session.flush()


@transactional
def change(actor: Actor, key: str, reply_key: str, wish: Wish) -> None:
    """Change it for them. Raises NotFound, NotAllowed, Refusal beside its field."""
    _change(actor, _seen(actor, key, reply_key), wish)


@transactional
def give_code(actor: Actor, key: str, reply_key: str) -> str:
    """A new code for who lost theirs, said this once; the old one is good no more. Raises NotFound, NotAllowed."""
    reply, code = _seen(actor, key, reply_key), new_code(OWN)
    reply.digest = digest_of(code)
    note(actor, "outreach.reply.coded", reply.ref)
    return code


def let_go(actor: Actor, key: str, reply_key: str) -> None:
    """They said: not after all. It is gone at once, from the file too. Raises NotFound, NotAllowed."""
    _let_go(actor, key, reply_key)
    clear_log()


def delete_reply(reply: Reply) -> None:
    """Delete it, with who looked, in the open transaction; a restore of a backup does not bring it back."""
    public_id = reply.public_id
    let_go_of_all(reply)  # before its talk goes
    tell_gone(reply)
    db.session.delete(reply)
    after_commit(lambda: remember(public_id))


@transactional
def _leave(actor: Actor, code: str) -> None:
    _withdraw(actor, own_reply(code))


@transactional
def _let_go(actor: Actor, key: str, reply_key: str) -> None:
    _withdraw(actor, _seen(actor, key, reply_key))


def _withdraw(actor: Actor, reply: Reply) -> None:
    one = Round.id == reply.round_id
    had_talk = select(Talk.id).where(Talk.reply_id == reply.id, Talk.held_on.is_not(None))
    if db.session.scalar(had_talk) is None:  # else it was a yes, and there was a talk
        db.session.execute(update(Round).where(one, Round.yes > 0).values(yes=Round.yes - 1, no=Round.no + 1))
    note(actor, "outreach.reply.gone", reply.ref)
    delete_reply(reply)


def _change(actor: Actor, reply: Reply, wish: Wish) -> None:
    check(wish)
    fill(reply, wish)
    tell_changed(reply)
    note(actor, "outreach.reply.changed", reply.ref)


def _seen(actor: Actor, key: str, reply_key: str) -> Reply:
    one = round_with(key)
    require_sees(actor, one)
    known = select(Reply).where(Reply.public_id == reply_key, Reply.round_id == one.id)
    found = db.session.scalar(known) if reply_key.isalnum() else None
    if found is None:
        raise NotFound(UNKNOWN)
    return found
