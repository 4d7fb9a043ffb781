"""Opened with a reason, for an hour, and told at once to who coordinates the round; each look is written down."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, delete, select, update

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.outreach.partners.rights import require_administrator, today
from plugins.outreach.reasons.models import Access
from plugins.outreach.reasons.rights import coordinates, coordinators_of, require_access
from plugins.outreach.reasons.telling import tell
from plugins.outreach.reasons.wording import is_a_sentence, leads_to_somebody
from plugins.outreach.replies.deadlines import looks_before
from plugins.outreach.replies.keeping import names_in, write_look
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.keeping import locked
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import sees
from plugins.outreach.talks.planning import reply_in

LASTS: Final = timedelta(hours=1)

for _verb, _words in {
    "outreach.access.opened": _("Looks with a reason at who would like a talk"),
    "outreach.access.ended": _("Ended a look with a reason"),
}.items():
    verbs.register(_verb, _words)


@transactional
def open_with(actor: Actor, key: str, reason: str) -> None:
    """An administrator may look at a round for an hour, and all who coordinate there hear it now, with the reason.

    Opened again, the hour before is over. Raises Refusal, NotFound, NotAllowed.
    """
    require_administrator(actor)
    if actor.subject != actor.typist:
        raise NotAllowed(_("This is done by oneself."))
    one = locked(round_with(key))
    if sees(actor, one):
        raise Refusal(_("You see this round already: you have a part in it."), field="round")
    _check(reason)
    told = coordinators_of(one)
    if not told:
        raise Refusal(_("Nobody coordinates this round, so nobody can hear it. Name somebody first."), field="round")
    _end(select(Access.id).where(Access.round_id == one.id, Access.person_id == actor.subject))
    access = Access(
        public_id=new_public_id(),
        round_id=one.id,
        person_id=actor.subject,
        reason=reason,
        opened=now(),
        until=now() + LASTS,
    )
    db.session.add(access)
    db.session.flush()
    note(actor, "outreach.access.opened", one.ref, one.district.name)
    tell(access, told)


@transactional
def end(actor: Actor, access_key: str) -> str:
    """It is over now; answers of which round, by public id. By who coordinates it, and who opened it.

    Raises NotFound, NotAllowed.
    """
    found = db.session.scalar(select(Access).where(Access.public_id == access_key)) if access_key.isalnum() else None
    if found is None:
        raise NotFound(_("This is over already."))
    if not (coordinates(actor, found.round) or (actor.subject == actor.typist == found.person_id)):
        raise NotAllowed(_("Only who coordinates this round can end it."))
    if found.until > now():
        _end(select(Access.id).where(Access.id == found.id))
        note(actor, "outreach.access.ended", found.round.ref, found.round.district.name)
    return found.round.public_id


def names(actor: Actor, one: Round) -> Sequence[tuple[str, str, str, bool]]:
    """Who would like a talk, as `replies.keeping.replies_to`. Raises NotAllowed without a reason."""
    require_access(actor, one)
    return names_in(one)


@transactional
def look(actor: Actor, key: str, reply_key: str) -> Reply:
    """What somebody told. They see that an administrator looked. Raises NotFound, NotAllowed without a reason."""
    one = round_with(key)
    require_access(actor, one)
    reply = reply_in(one, reply_key)
    write_look(actor, reply, None)
    return reply


@transactional
def expire() -> None:
    """Reasons are kept as long as looks."""
    db.session.execute(delete(Access).where(Access.until < datetime.combine(looks_before(today()), time(), UTC)))


def _check(reason: str) -> None:
    """Raises Refusal beside `reason`: mails and slips with it lie about elsewhere."""
    if not is_a_sentence(reason):
        raise Refusal(_("Say in a sentence why: the coordinators read it."), field="reason")
    if leads_to_somebody(reason):
        raise Refusal(_("Leave out addresses and phone numbers. Just say why."), field="reason")


def _end(which: Select[int]) -> None:
    db.session.execute(update(Access).where(Access.id.in_(which), Access.until > now()).values(until=now()))
