"""Whether the database changed, and a way to put it back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.db import Base, db

Rows = Mapping[str, list[tuple[Any, ...]]]
READS = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")
ONE_TABLE = re.compile(r'(?:INSERT INTO|UPDATE) "?(\w+)')
"""What writes in this table alone. To delete may take rows of others along."""


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
        self.before = self._read(Base.metadata.tables)
        self._written: set[str] = set()

    def _notice(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(READS):
            found = ONE_TABLE.match(statement)
            self._written |= {found[1]} if found else set(Base.metadata.tables)

    def changed(self, besides: frozenset[str] = frozenset()) -> list[str]:
        """The tables that are not as they were, apart from `besides`. Quick when little was written."""
        found = self._read(self._written - besides)
        return sorted(name for name in found if found[name] != self.before[name])

    def restore(self) -> None:
        """Put every row back, if anything was written."""
        found = self._read(self._written)
        changed = {name for name, rows in found.items() if rows != self.before[name]}
        self._written.clear()
        if changed:
            self._put_back([table for table in Base.metadata.sorted_tables if table.name in changed])
            self._written.clear()

    def _put_back(self, tables: list[sa.Table]) -> None:
        with self._engine.connect() as connection, _loose(connection):
            for table in reversed(tables):
                connection.execute(sa.delete(table))
            for table in tables:
                rows = [dict(zip(table.columns.keys(), row, strict=True)) for row in self.before[table.name]]
                if rows:
                    connection.execute(sa.insert(table), rows)
            connection.commit()

    def _read(self, names: Iterable[str]) -> Rows:
        tables = [Base.metadata.tables[name] for name in names if name in Base.metadata.tables]
        if not tables:
            return {}
        with self._engine.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
                for table in tables
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
