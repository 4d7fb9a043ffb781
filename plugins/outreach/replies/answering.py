"""Answering the letter: by code, and by card or phone through a caller. "No" and "later" leave a count, and no more."""

from dataclasses import dataclass
from typing import Final, Literal

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.models import FORMS, HOME, Reply
from plugins.outreach.rounds.codes import LETTER, OWN, digest_of, new_code, plain
from plugins.outreach.rounds.keeping import locked
from plugins.outreach.rounds.models import ReplyCode, Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import require_sees

UNKNOWN_CODE: Final = _(
    "We don't know this code, or it was answered with already. Check it, or call the number in the letter."
)
Count = Literal["no", "later"]
"""Answers that are a count alone."""

verbs.register("outreach.answer.given", _("An answer to a letter came in"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody who said yes told: as in `models.Reply`."""

    name: str
    form: str
    address: str = ""
    phone: str = ""
    reach: str = ""
    moment: str = ""
    together: bool = False
    language: str = ""


def round_of(code: str) -> Round:
    """The open round of a letter's code. Raises NotFound for one that nobody can answer with."""
    found = db.session.get(ReplyCode, digest_of(code)) if len(plain(code)) == LETTER else None
    one = db.session.get(Round, found.round_id) if found else None
    if one is None or one.closed:
        raise NotFound(UNKNOWN_CODE)
    return one


@transactional
def say(code: str, answer: Count) -> None:
    """Count "no", and let go of the code; or count "later", and let the code be. By nobody: whoever is signed in too.

    Raises NotFound.
    """
    one = locked(round_of(code))
    if answer == "no":
        _use(code)
    _count(Actor.guest(), one, answer)


@transactional
def say_yes(code: str, wish: Wish) -> str:
    """The one record of a round, for a letter's code, which is used up; answers their own code, said this once.

    By nobody: an account of the house is not tied to it. Raises NotFound, Refusal beside its field.
    """
    one = locked(round_of(code))
    _use(code)
    return _record(Actor.guest(), one, wish)


@transactional
def enter(actor: Actor, key: str, code: str, answer: Count) -> None:
    """What came by card or phone; the code where it was at hand. Raises Refusal beside `code`, NotFound, NotAllowed."""
    one = _entering(actor, key, code)
    if code and answer == "no":
        _use(code)
    _count(actor, one, answer)


@transactional
def enter_yes(actor: Actor, key: str, code: str, wish: Wish) -> str:
    """A yes by card or phone; answers the code to give them. Raises Refusal beside its field, NotFound, NotAllowed."""
    one = _entering(actor, key, code)
    if code:
        _use(code)
    return _record(actor, one, wish)


def check(wish: Wish) -> None:
    """Raises Refusal beside its field: an address where the talk is at home, and one way to be reached."""
    if wish.form not in FORMS:
        raise Refusal(_("Choose one of these."), field="form")
    if wish.form == HOME and not wish.address:
        raise Refusal(_("Where do we come? Or choose another way to meet."), field="address")
    if not wish.phone and not wish.reach:
        raise Refusal(_("How can we reach you? One way is enough."), field="phone")


def _entering(actor: Actor, key: str, code: str) -> Round:
    one = round_with(key)
    require_sees(actor, one)
    if code and (len(plain(code)) != LETTER or _round_id(code) != one.id):
        raise Refusal(UNKNOWN_CODE, field="code")
    return locked(one)


def _round_id(code: str) -> int | None:
    return db.session.scalar(select(ReplyCode.round_id).where(ReplyCode.digest == digest_of(code)))


def _use(code: str) -> None:
    """Let go of a code. Raises NotFound for who comes second."""
    gone = db.session.execute(
        delete(ReplyCode).where(ReplyCode.digest == digest_of(code)).returning(ReplyCode.round_id)
    ).all()
    if not gone:
        raise NotFound(UNKNOWN_CODE)


def _record(actor: Actor, one: Round, wish: Wish) -> str:
    check(wish)
    own = new_code(OWN)
    reply = Reply(public_id=new_public_id(), round_id=one.id, digest=digest_of(own), answered=today())
    fill(reply, wish)
    db.session.add(reply)
    db.session.execute(update(Round).where(Round.id == one.id).values(yes=Round.yes + 1))
    note(actor, "outreach.answer.given", one.ref, one.district.name)
    return own


def fill(reply: Reply, wish: Wish) -> None:
    """Write down what was told; an address only where somebody comes to it."""
    reply.name, reply.form, reply.together = wish.name, wish.form, wish.together
    reply.address = wish.address if wish.form == HOME else ""
    reply.phone, reply.reach, reply.moment, reply.language = wish.phone, wish.reach, wish.moment, wish.language


def _count(actor: Actor, one: Round, answer: Count) -> None:
    column = Round.no if answer == "no" else Round.later
    db.session.execute(update(Round).where(Round.id == one.id).values({column.key: column + 1}))
    note(actor, "outreach.answer.given", one.ref, one.district.name)
