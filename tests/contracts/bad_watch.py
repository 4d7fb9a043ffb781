"""Whether the database changed, and a way to put it back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.db import Base, db

Rows = Mapping[str, list[tuple[Any, ...]]]


class Watch:
    """Remembers every row of every table as it was when the watch began."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        with app.app_context():
            self._engine = db.engine
        sa.event.listen(self._engine, "before_cursor_execute", self._notice)
        self.begin()

    def begin(self) -> None:
        """Watch from now on."""
        self.before = self._read()
        self._wrote = False

    def _notice(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            self._wrote = True

    def changed(self, besides: frozenset[str] = frozenset()) -> list[str]:
        """The tables that are not as they were, apart from `besides`. Quick when nothing was written."""
        if not self._wrote:
            return []
        found = self._read()
        return sorted(name for name in found if name not in besides and found[name] != self.before[name])

    def restore(self) -> None:
        """Put every row back, if anything was written."""
        if not self._wrote:
            return
        found = self._read()
        other = [table for table in Base.metadata.sorted_tables if found[table.name] != self.before[table.name]]
        with self._engine.connect() as connection, _loose(connection):
            for table in reversed(other):
                connection.execute(sa.delete(table))
            for table in other:
                rows = [dict(zip(table.columns.keys(), row, strict=True)) for row in self.before[table.name]]
                if rows:
                    connection.execute(sa.insert(table), rows)
            connection.commit()
        self._wrote = False

    def _read(self) -> Rows:
        with self._engine.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
            }


@contextmanager
def _loose(connection: sa.Connection) -> Iterator[None]:
    """Keys and triggers do not look: what is put back was right as it was."""
    if connection.dialect.name == "sqlite":
        connection.connection.execute("PRAGMA foreign_keys=OFF")
        yield
        connection.connection.execute("PRAGMA foreign_keys=ON")
    else:
        connection.execute(sa.text("SET session_replication_role = replica"))
        yield
        connection.execute(sa.text("SET session_replication_role = origin"))
