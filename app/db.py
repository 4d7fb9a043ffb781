"""The database: one `Base`, one `transaction()`, and what each column holds of a person.

SQLite (WAL) by default, PostgreSQL when a house outgrows it.
A use case runs in exactly one transaction, begun for writing.
"""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, ParamSpec, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, registry

from app.clock import UtcDateTime

P = ParamSpec("P")
R = TypeVar("R")

_WRITE: Final = "wij_write"
_OPEN: Final = "wij_open"
_BEFORE: Final = "wij_before_commit"
_AFTER: Final = "wij_after_commit"
_RETRIES: Final = 3
_WORTH_RETRYING: Final = {"40P01", "40001"}  # PostgreSQL: deadlock, serialization failure

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of the core and of the bundled plugins."""

    registry = registry(metadata=MetaData(naming_convention=_NAMES), type_annotation_map={datetime: UtcDateTime})


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class Forget(StrEnum):
    """What forgetting a person does to a column (and its row)."""

    KEEP = "keep"
    ROW = "row"  # the whole row goes
    EMPTY = "empty"  # NULL where the column may be NULL, otherwise an empty text


def nothing() -> dict[str, Any]:
    """`info=` of a column that says nothing about anybody."""
    return {"holds": "none", "forget": Forget.KEEP}


def person(forget: Forget) -> dict[str, Any]:
    """`info=` of a column that points at a person (their integer id)."""
    return {"holds": "person", "forget": forget}


def mark(salt: str) -> dict[str, Any]:
    """`info=` of a column with a mark in the place of a person (`app.pseudonyms`); forgetting takes the whole row.

    `salt` names the column that is mixed into it, so that two rows of one person do not look alike.
    """
    return {"holds": "mark", "forget": Forget.ROW, "salt": salt}


def contact(forget: Forget, of: str) -> dict[str, Any]:
    """`info=` of a column with a way to reach somebody; `of` names the column that says who (or "" for a guest)."""
    return {"holds": "contact", "forget": forget, "of": of}


def words(forget: Forget, of: str) -> dict[str, Any]:
    """`info=` of a column with a person's own words; `of` names the column that says whose (or "" for a guest's)."""
    return {"holds": "words of a person", "forget": forget, "of": of}


def unseen(info: dict[str, Any]) -> dict[str, Any]:
    """`info=` of a column that no page and no calendar for everybody is made of: writing it outdates nothing."""
    return {**info, "unseen": True}


UNSEEN: Final = {"info": {"unseen": True}}
"""`__table_args__`, or the last of them, of a table all of whose columns are so (see app/content.py)."""

STAYS_GONE: Final = {"info": {"unseen": True, "stays_gone": True}}
"""The last of `__table_args__` of an unseen table of guests: what was deleted of it, by `public_id` on the list beside
the database (`app.privacy.forgetting.remember`), a restore deletes again."""

MADE_AGAIN: Final = {"info": {"made_again": True}}
"""`__table_args__` of a table that only keeps what was made of others: not in a backup, emptied by each forgetting."""


@contextmanager
def transaction() -> Iterator[Session]:
    """One transaction for one use case: the outermost block commits once, or rolls back as a whole.

    It ends an earlier read first and begins for writing (`BEGIN IMMEDIATE` on SQLite: a stale read cannot be upgraded),
    so what was loaded before is loaded afresh: pass ids and values into services, not loaded objects.
    """
    session = db.session()
    if session.info.get(_OPEN):
        yield session
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside a transaction()")
    session.rollback()
    session.info[_OPEN] = True
    before: list[Callable[[], None]] = []
    after: list[Callable[[], None]] = []
    session.info |= {_BEFORE: before, _AFTER: after}
    try:
        session.connection(execution_options={_WRITE: True})
        yield session
        for act in before:
            act()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        for name in (_OPEN, _BEFORE, _AFTER):
            session.info.pop(name)
    for act in after:
        act()


def before_commit(act: Callable[[], None]) -> None:
    """Run `act` (once) as the last thing of the open transaction: for a row that everybody writes, locked shortly."""
    _once(_BEFORE, act)


def after_commit(act: Callable[[], None]) -> None:
    """Run `act` (once) when the open transaction has committed. Best effort: what must happen is a row, no callback."""
    _once(_AFTER, act)


def _once(when: str, act: Callable[[], None]) -> None:
    acts: list[Callable[[], None]] = db.session().info[when]
    if act not in acts:
        acts.append(act)


def transactional(use_case: Callable[P, R]) -> Callable[P, R]:
    """Make a service function one transaction, run again when PostgreSQL picked it to break a deadlock."""

    @functools.wraps(use_case)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if db.session().info.get(_OPEN):
            return use_case(*args, **kwargs)
        for attempt in range(_RETRIES):
            try:
                with transaction():
                    return use_case(*args, **kwargs)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) not in _WORTH_RETRYING or attempt == _RETRIES - 1:
                    raise
                time.sleep(0.05 * 2**attempt)
        raise AssertionError("unreachable")

    return run


def init_app(app: Flask) -> None:
    """Bind the database of `app`; teach SQLite to begin transactions, keep foreign keys, erase what is deleted."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _tune_sqlite(db.engine)


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in (
            "busy_timeout=15000",
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged booking survives a power cut as well
            "foreign_keys=ON",
            "secure_delete=ON",  # who is forgotten is gone from the file too
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        write = connection.get_execution_options().get(_WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
