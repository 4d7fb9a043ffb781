"""How Alembic reaches the database: the application's engine, and the tables of core and all bundled plugins."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection, text

from app.db import Base, db
from app.plugins.manager import load_models

load_models()


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write a moment as a plain column type: revisions import nothing of the app."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the queue's own tables alone: on PostgreSQL huey keeps them beside ours."""
    return kind != "table" or not str(name).startswith("huey_")


def migrate(connection: Connection) -> None:
    """Run the revisions in one transaction each. SQLite rebuilds tables: foreign keys are off while it does."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.commit()
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # a connection that is open has one
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        include_name=include_name,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        connection.commit()
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]  # as above
        if broken:
            raise RuntimeError(f"rows point at nothing after the migration: {broken[:5]}")


if context.is_offline_mode():
    raise SystemExit("Wij migrates a database that it can reach; there is no offline mode.")
with current_app.app_context(), db.engine.connect() as reached:
    migrate(reached)
