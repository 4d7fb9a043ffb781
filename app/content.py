"""The content version: a number that every change of the house moves on. What was made of an older one may be outdated.

Nobody has to remember it. Each statement that reaches the database is looked at: whoever inserts, updates or deletes
rows, by an object, by a statement or in plain SQL, moves the version on with the commit. Left out is what is marked
as seen by nobody: the log, the outbox, sessions, when a calendar was fetched (`UNSEEN` and `unseen` in app/db.py).
"""

import functools
import re
from typing import Any, Final

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import Connection, event
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import UNSEEN, Base, db, nothing

_CHANGED: Final = "wij_content_changed"
_WRITES: Final = re.compile(
    r"\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+\"?(?P<table>\w+)\"?(?:\s+SET\s+(?P<set>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_COLUMN: Final = re.compile(r"(?:^|,\s*)\"?(\w+)\"?\s*=")
_END_OF_SET: Final = re.compile(r"\s(?:FROM|WHERE|RETURNING)\s")
_WRITES_WITH: Final = re.compile(
    r"\s*WITH\b.*(?:\bINSERT INTO\b|\bDELETE FROM\b|\bUPDATE\s+\S+\s+SET\b)", re.IGNORECASE | re.DOTALL
)


class ContentVersion(Base):
    """One row: the number."""

    __tablename__ = "content_version"
    __table_args__ = UNSEEN

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    version: Mapped[int] = mapped_column(info=nothing())


def init_app(app: Flask) -> None:
    """Look at what is written to the database of `app`."""
    with app.app_context():
        event.listen(db.engine, "begin", _begin)
        event.listen(db.engine, "before_cursor_execute", _look)


def content_changed() -> None:
    """What pages and calendars show changed, and no table did: a plugin that reads it elsewhere says so."""
    db.session.connection().info[_CHANGED] = True


def move_on() -> None:
    """Move the version on now, where something must happen after that. Else the commit does it, as its last thing."""
    db.session.flush()
    connection = db.session.connection()
    connection.info.pop(_CHANGED, None)
    connection.execute(sa.update(ContentVersion).values(version=ContentVersion.version + 1))


def outdates(statement: str) -> bool:
    """Whether an SQL statement writes what a page or a calendar is made of."""
    return not statement.startswith("SELECT") and _outdates(statement)


@functools.lru_cache(maxsize=256)
def _outdates(statement: str) -> bool:
    """A few hundred at most: those that write many rows at once are long."""
    found = _WRITES.match(statement)
    if found is None:
        return _WRITES_WITH.match(statement) is not None
    table = Base.metadata.tables.get(found["table"])
    if table is None:
        return True
    if table.info.get("unseen") or table.info.get("made_again"):
        return False
    columns = _COLUMN.findall(_END_OF_SET.split(found["set"])[0]) if found["set"] else []
    return not columns or not all(name in table.columns and table.columns[name].info.get("unseen") for name in columns)


def _begin(connection: Connection) -> None:
    connection.info.pop(_CHANGED, None)


def _look(connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
    if outdates(statement):
        connection.info[_CHANGED] = True


@event.listens_for(db.session, "before_commit")
def _before_commit(session: Session) -> None:
    """The version is a row that everybody writes: last, so that it is locked shortly."""
    if session.in_nested_transaction() or not session.in_transaction():
        return
    session.flush()
    if session.connection().info.get(_CHANGED):
        move_on()
