"""Talks in calendars: one's own under a neutral title and without an address; in a room's, that it is taken."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, or_, select

from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.clock import Span
from app.db import db
from app.plugins import Description
from app.refs import Ref
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import HOUSE, Reply
from plugins.outreach.rounds.models import Round
from plugins.outreach.talks.models import LENGTH, Talk
from plugins.outreach.talks.room import KIND, refs_of


def entries(query: EntryQuery) -> list[Entry]:
    """The own talks of a person that are agreed on; or when a room is held for one."""
    if query.group_id or query.theme or query.organiser or query.ref:
        return []
    if query.person_id is not None:
        return _own(query, query.person_id) if query.space_id is None else []
    return _rooms(query)


def describe(refs: Sequence[Ref]) -> Mapping[Ref, Description]:
    """What holds a room: that it is taken, and no more."""
    return {ref: Description(title=_("Taken")) for ref in refs if (ref.owner, ref.kind) == ("outreach", KIND)}


def _own(query: EntryQuery, person_id: int) -> list[Entry]:
    mine = or_(Talk.one_id == person_id, Talk.other_id == person_id)
    rows = select(Talk).where(mine, Talk.starts > query.window.start - LENGTH, Talk.starts < query.window.end)
    return [
        _entry(talk, talk.ref, talk.starts, Visibility.HIDDEN, url=f"/outreach/visiting/{talk.public_id}")
        for talk in db.session.scalars(_open(rows).order_by(Talk.starts, Talk.id))
        if talk.starts is not None and query.house_id in (None, the_house().id)
    ]


def _rooms(query: EntryQuery) -> list[Entry]:
    rows = select(Talk).where(Talk.space_id.is_not(None), Reply.form == HOUSE, Talk.first.is_not(None))
    if query.space_id is not None:
        rows = rows.where(Talk.space_id == query.space_id)
    found = []
    for talk in db.session.scalars(_open(rows).order_by(Talk.first, Talk.id)):
        for ref, moment in zip(refs_of(talk), (talk.first, talk.second), strict=True):
            if moment is None or talk.starts not in (None, moment):
                continue
            if Span(moment, moment + LENGTH).overlaps(query.window):
                found.append(_entry(talk, ref, moment, Visibility.BUSY))
    return [one for one in found if query.house_id in (None, one.house_id)]


def _open(rows: Select[Talk]) -> Select[Talk]:
    return rows.join(Reply, Reply.id == Talk.reply_id).join(Round).where(Round.closed.is_(None))


def _entry(talk: Talk, ref: Ref, starts: datetime, visibility: Visibility, *, url: str | None = None) -> Entry:
    """`url` is for who visits; without it the entry is the room's."""
    house, changed = the_house(), talk.agreed_at or starts
    return Entry(
        ref=ref,
        uid=f"{ref.kind}-{ref.key}@wij",
        span=Span(starts, starts + LENGTH),
        zone=house.zone,
        title=_("Talk, Stronger together") if url else _("Taken"),
        status=Status.CONFIRMED if talk.starts else Status.TENTATIVE,
        visibility=visibility,
        sequence=talk.times,
        created=changed,
        modified=changed,
        house_id=house.id,
        space_ids=(talk.space_id,) if talk.space_id and not url else (),
        url=url,
        mine=url is not None,
    )
