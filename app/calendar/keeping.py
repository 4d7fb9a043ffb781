"""What was sent last of each feed: its hash, since when it is so, and of which state of the house it was made.

A calendar program asks again and again. While no change was made in the house, the day is the same and so are the
settings, the answer is the same too, and nothing has to be read to know it. Of feeds for everybody the bytes are kept
as well: for who asks without a hash, and so that only what changed is made anew.
"""

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import IntegrityError

from app.calendar import files, pieces
from app.calendar.files import END, Built
from app.calendar.models import FeedBytes, FeedState
from app.calendar.pieces import Known
from app.clock import now
from app.content import ContentVersion
from app.db import Base, db, transactional
from app.plugins import current_hooks

_VERSION: Final = sa.select(ContentVersion.version)
_STATE: Final = sa.select(
    FeedState.hash, FeedState.became_at, FeedState.stamp, _VERSION.scalar_subquery().label("version")
).where(FeedState.key == sa.bindparam("wanted"))
"""Written out once: calendars ask again and again, and making the statement took longer than asking it."""
_WHOLE: Final = _STATE.add_columns(FeedBytes.body).join(FeedBytes, FeedBytes.key == FeedState.key)
_PIECES: Final = sa.select(FeedBytes.pieces, FeedBytes.body).where(FeedBytes.key == sa.bindparam("wanted"))
_WAS: Final = (
    sa.select(FeedState.hash, FeedState.became_at).where(FeedState.key == sa.bindparam("wanted")).with_for_update()
)
_LOCKED_VERSION: Final = _VERSION.with_for_update(read=True)


def _written_under_key(table: sa.Table, *columns: str) -> sa.Update:
    """An update of these columns of the row with the key `wanted`."""
    values: dict[str, sa.BindParameter[object]] = {name: sa.bindparam(name) for name in columns}
    return sa.update(table).where(table.c.key == sa.bindparam("wanted")).values(values)


_PUT_STATE: Final = _written_under_key(Base.metadata.tables["calendar_feed"], "hash", "became_at", "stamp")
_PUT_BYTES: Final = _written_under_key(
    Base.metadata.tables["calendar_bytes"], "made_at", "cut_at", "size", "pieces", "body"
)

MOST: Final = 100
"""Feeds of which the bytes are kept; those that were made longest ago go first."""
DAYS: Final = timedelta(days=2)
"""How long bytes are kept that nobody asks for. What is asked for is made each day."""
CHOICES_KEPT: Final = timedelta(days=60)
"""How long the state is kept of a choice in the agenda that nobody asks for any more."""
STATES_KEPT: Final = timedelta(days=396)
"""Thirteen months: of any other feed. Its activity is over, its group or its token is gone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The hash of a feed's bytes (SHA-256, hexadecimal), and since when they are so."""

    hash: str
    became_at: datetime


def stamp() -> str:
    """The state of the house that a feed is made of: read it before the entries, so that it is never too new.

    The day is in it, since windows and cancelled things end with a day.
    """
    return _stamp(db.session.connection().scalar(_VERSION))


def still_true(key: str) -> Kept | None:
    """What was sent last under `key`, where that is what would be sent now. One query."""
    row = db.session.connection().execute(_STATE, {"wanted": key}).one_or_none()
    return Kept(row.hash, row.became_at) if row is not None and row.stamp == _stamp(row.version) else None


def whole(key: str) -> tuple[Kept, bytes] | None:
    """The bytes under `key` as well, where they are kept and are what would be sent now. One query."""
    row = db.session.connection().execute(_WHOLE, {"wanted": key}).one_or_none()
    return (Kept(row.hash, row.became_at), row.body) if row is not None and row.stamp == _stamp(row.version) else None


def known(key: str) -> Known:
    """The components of the feed under `key` as they were last, true or not. One query."""
    row = db.session.connection().execute(_PIECES, {"wanted": key}).one_or_none()
    return pieces.unpack(row.pieces, row.body, END) if row is not None else Known()


@transactional
def keep_whole(key: str, built: Built, made_of: str) -> Kept:
    """Write down what a feed is now, and keep its bytes: unless the house changed since they were made.

    Then they may hold what somebody asked to forget, and stood in the database for longer than that took.
    """
    kept = keep(key, hashlib.sha256(built.body).hexdigest(), made_of)
    if made_of == _stamp(db.session.connection().scalar(_LOCKED_VERSION)):
        values = {"made_at": now(), "cut_at": built.cut_at, "size": built.size, "body": built.body}
        _put(key, {**values, "pieces": pieces.pack(built.pieces)})
    return kept


def _put(key: str, values: Mapping[str, object]) -> None:
    """In place of what was kept under `key`; or as one more, and then those that were made longest ago go."""
    if not db.session.connection().execute(_PUT_BYTES, {"wanted": key, **values}).rowcount:
        db.session.execute(sa.insert(FeedBytes).values({"key": key, **values}))
        late = sa.select(FeedBytes.key).order_by(FeedBytes.made_at.desc(), FeedBytes.key).offset(MOST)
        db.session.execute(sa.delete(FeedBytes).where(FeedBytes.key.in_(late)))


def expire() -> None:
    """Let go of bytes that nobody asks for any more. Every night, in a transaction of the caller's.

    The state of what nobody asked for in thirteen months goes too; of a choice in the agenda after two months, since
    there is no end to what can be chosen. Asked for again it is as new, which no program takes for older.
    """
    db.session.execute(sa.delete(FeedBytes).where(FeedBytes.made_at < now() - DAYS))
    states = sa.select(FeedState.key, FeedState.stamp, FeedState.became_at)
    old = db.session.execute(states.where(FeedState.became_at < now() - CHOICES_KEPT))
    gone = [key for key, stamp, became_at in old if _last_asked(stamp, became_at) < now() - _kept(key)]
    for start in range(0, len(gone), 500):
        db.session.execute(sa.delete(FeedState).where(FeedState.key.in_(gone[start : start + 500])))


def _kept(key: str) -> timedelta:
    return CHOICES_KEPT if key.startswith("view/") else STATES_KEPT


def _last_asked(stamp: str, became_at: datetime) -> datetime:
    """The day on which a feed was asked for last: its stamp is of that day (see `_stamp`)."""
    try:
        return max(became_at, datetime.fromisoformat(stamp.split(" ")[1]).replace(tzinfo=UTC))
    except (IndexError, ValueError):  # from before stamps had a day
        return became_at


@dataclass(frozen=True, slots=True)
class Large:
    """A feed that is large: how many bytes it takes, and since when its past is not in it (None: all of it is)."""

    key: str
    size: int
    cut_at: datetime | None


def large() -> list[Large]:
    """The kept feeds of which the past was shortened, or that are too large even without it."""
    rows = sa.select(FeedBytes.key, FeedBytes.size, FeedBytes.cut_at).where(
        sa.or_(FeedBytes.size > files.MOST_BYTES, FeedBytes.cut_at.is_not(None))
    )
    return [Large(*row) for row in db.session.execute(rows.order_by(FeedBytes.key))]


@transactional
def keep(key: str, digest: str, made_of: str) -> Kept:
    """Write down what a feed is now. Its moment moves on with every change of the bytes, also twice in a second.

    A program that asks by date would otherwise never hear of the second change.
    """
    was = _was(key)
    if was is None:
        values = {"key": key, "hash": digest, "became_at": now(), "stamp": made_of}
        try:
            with db.session.begin_nested():
                db.session.execute(sa.insert(FeedState).values(values))
            return Kept(digest, now())
        except IntegrityError:  # somebody asked for it for the first time in the same moment
            was = _was(key) or Kept(digest, now())
    became_at = was.became_at if was.hash == digest else max(now(), was.became_at + timedelta(seconds=1))
    values = {"wanted": key, "hash": digest, "became_at": became_at, "stamp": made_of}
    db.session.connection().execute(_PUT_STATE, values)
    return Kept(digest, became_at)


def _was(key: str) -> Kept | None:
    """What was written down of a feed, locked until this transaction ends."""
    found = db.session.connection().execute(_WAS, {"wanted": key}).one_or_none()
    return Kept(*found) if found else None


def _stamp(version: int | None) -> str:
    config = current_app.config
    return f"{version} {now():%Y-%m-%d} {_mark(config['WIJ_BASE_URL'], current_hooks().names, config['SECRET_KEY'])}"


@functools.lru_cache(maxsize=8)
def _mark(base_url: str, plugins: tuple[str, ...], secret: str) -> str:
    """The settings that a feed depends on, in a few letters."""
    return hashlib.sha256(f"{base_url} {plugins} {secret}".encode()).hexdigest()[:16]
