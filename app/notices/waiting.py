"""What waits for the desk: calls to make, and slips to print. One call or slip holds all that somebody is to hear."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from jinja2 import TemplateNotFound
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.actors import Actor
from app.clock import now
from app.db import db
from app.notices.kinds import UnknownKind
from app.notices.models import Channel, Notice, State
from app.notices.wording import Reader, Words, closing_words, reader_of, spoken_words
from app.people.contact import digits_of
from app.people.models import Person
from app.people.roles import may
from app.refusals import NotAllowed

log = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=15)
"""How long a host has a call that they took."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that one person is to hear, as one call or on one slip."""

    public_id: str
    """Of the oldest notice in it."""
    reader: Reader
    messages: tuple[Words, ...]
    closing: str
    """How to reach the house, in the reader's language."""
    since: datetime
    before: datetime | None
    """Until when it helps them, of a late change; None for what can wait."""
    tries: int
    taken_by: str
    """First name of the host who is calling, "" for nobody."""
    mine: bool
    """Whether the one who looks is calling."""


def calls(actor: Actor, house_id: int) -> list[Told]:
    """Calls to make now: about what begins soonest, then the longest waiting. Raises NotAllowed for who is no host."""
    check(actor, house_id)
    return _told(due(house_id, Channel.CALL), actor)


def slips(actor: Actor, house_id: int) -> list[Told]:
    """Slips to print now, the longest waiting first. Raises NotAllowed."""
    check(actor, house_id)
    return _told(due(house_id, Channel.SLIP), actor)


def at_the_desk(house_id: int) -> dict[Channel, int]:
    """How many notices wait for the desk of a house now, by channel: for the desk's own page."""
    rows = db.session.execute(
        select(Notice.channel, func.count().label("waiting"))
        .where(Notice.house_id == house_id, Notice.state == State.WAITING, Notice.next_try_at <= now())
        .group_by(Notice.channel)
    )
    counts = {Channel(row.channel): row.waiting for row in rows}
    return {channel: counts.get(channel, 0) for channel in (Channel.CALL, Channel.SLIP)}


def due(house_id: int, channel: Channel) -> Select[Notice]:
    """The notices that the desk of a house can tell now, the longest waiting first."""
    return (
        select(Notice)
        .where(
            Notice.house_id == house_id,
            Notice.channel == channel,
            Notice.state == State.WAITING,
            Notice.next_try_at <= now(),
        )
        .order_by(Notice.created_at, Notice.id)
    )


def one_reader(notice: Notice) -> object:
    """The same for all that one person hears: a guest is known by name and number."""
    if notice.person_id is not None:
        return notice.person_id
    return notice.guest_name.casefold(), digits_of(notice.guest_phone)


def is_taken(notice: Notice) -> bool:
    """Whether a host is calling about it."""
    return notice.taken_by_id is not None and notice.taken_at is not None and notice.taken_at > now() - LEASE


def first_names(ids: Iterable[int | None]) -> dict[int, str]:
    """What hosts are called, by id."""
    wanted = {one for one in ids if one is not None}
    return {host.id: host.first_name for host in db.session.scalars(select(Person).where(Person.id.in_(wanted)))}


def check(actor: Actor, house_id: int) -> None:
    """Let only hosts of the house through, and not while they help somebody. Raises NotAllowed."""
    if actor.on_behalf:
        raise NotAllowed(_("You are doing this for somebody else. Press “Done, stop” first."))
    if not may(actor, house_id, "host"):
        raise NotAllowed(_("This page is for the hosts of this house."))


def _told(found: Select[Notice], actor: Actor) -> list[Told]:
    notices = db.session.scalars(found.options(joinedload(Notice.reader), joinedload(Notice.house)))
    groups: dict[object, list[Notice]] = {}
    for notice in notices:
        groups.setdefault(one_reader(notice), []).append(notice)
    hosts = first_names(one.taken_by_id for group in groups.values() for one in group)
    made = (_one(group, actor, hosts) for group in groups.values())
    return sorted((told for told in made if told.messages), key=_soonest)


def _soonest(told: Told) -> tuple[bool, datetime]:
    """First who must hear it before something begins, then who waits longest."""
    return (told.before is None, told.before or told.since)


def _one(group: Sequence[Notice], actor: Actor, hosts: dict[int, str]) -> Told:
    holder = next((one.taken_by_id for one in group if is_taken(one)), None)
    said = [one for one in group if holder is None or one.taken_by_id == holder]
    return Told(
        public_id=said[0].public_id,
        reader=reader_of(said[0]),
        messages=tuple(words for words in map(_words, said) if words is not None),
        closing=closing_words(said[0].house, reader_of(said[0])),
        since=group[0].created_at,
        before=min((one.begins_at for one in said if one.begins_at is not None), default=None),
        tries=max(one.tries for one in group),
        taken_by=hosts.get(holder, "") if holder is not None else "",
        mine=holder is not None and holder == actor.typist,
    )


def _words(notice: Notice) -> Words | None:
    """What to say; None when it is no longer true, or while its plugin is off."""
    try:
        return spoken_words(notice, reader_of(notice))
    except (UnknownKind, TemplateNotFound):
        log.warning("notice %s (%s) waits: nobody knows its words; is a plugin off?", notice.public_id, notice.kind)
        return None
