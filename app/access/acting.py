"""Acting for somebody at the desk: for half an hour, by who is host of the house, and never above one's own rights."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from app.access.models import Session
from app.access.words import ACTING_STARTED, ACTING_STOPPED, HOSTS_ONLY, OUTRANKS, THAT_IS_YOU
from app.actors import Actor, Channel
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.people.roles import has_role, houses_with_role
from app.people.service import person_with_public_id, ref_of
from app.refusals import NotAllowed, Refusal

LASTS: Final = timedelta(minutes=30)
CHANNELS: Final = (Channel.DESK, Channel.PHONE)


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom somebody at the desk acts, in which house, by desk or phone, and until when (UTC)."""

    person: Person
    house_id: int
    channel: Channel
    until: datetime

    @property
    def name(self) -> str:
        """Of the one it is for."""
        return self.person.name

    @property
    def minutes_left(self) -> int:
        """Until it ends by itself; at least one."""
        return max(1, ceil((self.until - now()) / timedelta(minutes=1)))


@transactional
def start(actor: Actor, session_id: int, public_id: str, house_id: int, channel: Channel = Channel.DESK) -> None:
    """Begin to act for somebody in this session (and stop acting for another).

    Raises NotAllowed for who is no host there and for a subject with higher rights, Refusal for oneself, NotFound.
    """
    if channel not in CHANNELS:
        raise Refusal(HOSTS_ONLY)
    row = db.session.get_one(Session, session_id)
    if row.person_id != actor.typist or not has_role(actor.typist, house_id, "host"):
        raise NotAllowed(HOSTS_ONLY)
    person = person_with_public_id(public_id)
    if person.id == actor.typist:
        raise Refusal(THAT_IS_YOU)
    if _outranks(person.id, row.person_id):
        raise NotAllowed(OUTRANKS)
    _stop(row)
    row.behalf_id, row.behalf_house_id = person.id, house_id
    row.behalf_channel, row.behalf_since = str(channel), now()
    note(Actor(row.person_id, person.id, channel), ACTING_STARTED, ref_of(person))


@transactional
def stop(session_id: int) -> None:
    """Stop acting for somebody, by button or because time is up."""
    _stop(db.session.get_one(Session, session_id))


def behalf_of(row: Session) -> Behalf | None:
    """For whom a session acts now; None when it acts for nobody, time is up, or the typist is host no longer."""
    if row.behalf_id is None or row.behalf_house_id is None or row.behalf_channel is None or row.behalf_since is None:
        return None
    person, until = db.session.get(Person, row.behalf_id), row.behalf_since + LASTS
    if person is None or person.forgotten_at is not None or now() >= until:
        return None
    if not has_role(row.person_id, row.behalf_house_id, "host") or _outranks(person.id, row.person_id):
        return None
    return Behalf(person, row.behalf_house_id, Channel(row.behalf_channel), until)


def _stop(row: Session) -> None:
    if row.behalf_id is not None:
        person = db.session.get_one(Person, row.behalf_id)
        note(Actor(row.person_id, person.id, Channel(row.behalf_channel or "desk")), ACTING_STOPPED, ref_of(person))
    row.behalf_id = row.behalf_house_id = row.behalf_channel = row.behalf_since = None


def _outranks(person_id: int, typist_id: int) -> bool:
    """Whether somebody is administrator where the typist is not: then acting would be a way to more rights."""
    return not set(houses_with_role(person_id, "administrator")) <= set(houses_with_role(typist_id, "administrator"))
