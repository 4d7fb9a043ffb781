"""Forget a person: one walk over every column of every table, of plugins that are off too.

Each column says in its `info=` what it holds and what forgetting does to it (`app.db`), so nothing here knows a table
by name but the person's own. Rows with a mark in the place of a person are found by working that out again.
"""

from pathlib import Path

import sqlalchemy as sa
from flask import current_app

from app.actors import Actor
from app.clock import now
from app.config import ROOT
from app.content import move_on
from app.db import Base, Forget, before_commit, db, transactional
from app.journal import note
from app.people.models import Person
from app.plugins.manager import load_models
from app.privacy.models import Forgotten
from app.pseudonyms import marks_of
from app.refs import Ref
from app.refusals import NotFound


def forget(actor: Actor, person_id: int) -> None:
    """Remove a person from every table, and from the file itself. What stays (a booking took place) stays without them.

    Raises NotFound for somebody who is not there (any more).
    """
    public_id = _walk(actor, person_id)
    remember(public_id)
    clear_log()


@transactional
def _walk(actor: Actor, person_id: int) -> str:
    person = db.session.get(Person, person_id)
    if person is None or person.forgotten_at:
        raise NotFound("There is no such person.")
    load_models()
    for table in reversed(Base.metadata.sorted_tables):
        for column in table.columns:
            if column.info["holds"] == "person" and column.foreign_keys:
                _let_go(table, column, person_id)
            elif column.info["holds"] == "mark":
                db.session.execute(sa.delete(table).where(column.in_(marks_of(column, person.public_id))))
    db.session.execute(
        sa.update(Person)
        .where(Person.id == person_id)
        .values({**_emptied(Base.metadata.tables["person"], "id"), "forgotten_at": now()})
    )
    db.session.add(Forgotten(public_id=person.public_id, at=now()))
    note(Actor(None, None, actor.channel), "privacy.person.forgotten", Ref("people", "person", person.public_id))
    before_commit(_empty_what_can_be_made_again)
    return person.public_id


def _empty_what_can_be_made_again() -> None:
    """It may hold their words still. The version moves on first: nobody can put back what was made before."""
    move_on()
    for table in Base.metadata.tables.values():
        if table.info.get("made_again"):
            db.session.execute(sa.delete(table))


def _let_go(table: sa.Table, column: sa.Column[int], person_id: int) -> None:
    """Do to the rows of one person column what it says."""
    mine = column == person_id
    if column.info["forget"] is Forget.ROW:
        db.session.execute(sa.delete(table).where(mine))
    else:
        db.session.execute(sa.update(table).where(mine).values({**_emptied(table, column.name), column.name: None}))


def _emptied(table: sa.Table, of: str) -> dict[str, object]:
    """New values for the columns of `table` that hold words of, or ways to reach, the person in column `of`."""
    return {
        column.name: None if column.nullable else ""
        for column in table.columns
        if column.info.get("of") == of and column.info["forget"] is Forget.EMPTY
    }


def clear_log() -> None:
    """Bring SQLite's log home and cut it off: what was erased is gone from the files, too.

    PostgreSQL does this in its own time (VACUUM); docs/running-a-house.md says how to hurry it.
    """
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()
        with db.engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def list_path() -> Path:
    """Where the list of the forgotten lies beside the database, so that a restore can forget them again."""
    database = db.engine.url.database
    if db.engine.dialect.name == "sqlite" and database:
        return Path(database).with_suffix(".forgotten")
    return ROOT / "instance" / f"{database}.forgotten"


def remember(public_id: str) -> None:
    """Write a random id on the list beside the database."""
    path = list_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(f"{public_id}\n")


def forgotten_ids() -> set[str]:
    """Everybody who asked to be forgotten: by the database, and by the list beside it."""
    path = list_path()
    listed = set(path.read_text().split()) if path.exists() else set()
    return listed | set(db.session.scalars(sa.select(Forgotten.public_id)))


def forget_again(public_ids: set[str]) -> int:
    """After a restore: forget those who had asked, once more. Returns how many came back and are gone again."""
    _delete_again(public_ids)
    back = db.session.scalars(
        sa.select(Person.id).where(Person.public_id.in_(sorted(public_ids)), Person.forgotten_at.is_(None))
    ).all()
    for person_id in back:
        forget(Actor.job(), person_id)
    current_app.logger.info("%d persons forgotten again after a restore", len(back))
    return len(back)


@transactional
def _delete_again(public_ids: set[str]) -> None:
    """Rows of guests that were deleted, and came back with the backup."""
    load_models()
    for table in Base.metadata.tables.values():
        if table.info.get("stays_gone"):
            db.session.execute(sa.delete(table).where(table.c.public_id.in_(sorted(public_ids))))
