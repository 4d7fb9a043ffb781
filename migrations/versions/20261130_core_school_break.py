"""core: school holidays are facts of a house, for every plugin

The rows of rooms' table move along, with what the log says of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_school_break"
down_revision = "20261126_rooms_calendars"
branch_labels = None
depends_on = None

NEW, OLD = "school_break", "rooms_school_break"
COLUMNS = "id, public_id, house_id, name, first_day, last_day"


def upgrade() -> None:
    _move(OLD, NEW)
    _rename("rooms", "places")


def downgrade() -> None:
    _rename("places", "rooms")
    _move(NEW, OLD)


def _move(source: str, target: str) -> None:
    op.create_table(
        target,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f(f"ck_{target}_order")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f(f"fk_{target}_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{target}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{target}_public_id")),
    )
    op.create_index(op.f(f"ix_{target}_house_id"), target, ["house_id"])
    op.execute(f"INSERT INTO {target} ({COLUMNS}) SELECT {COLUMNS} FROM {source}")  # noqa: S608  # our own names
    if op.get_bind().dialect.name == "postgresql":  # its numbers went along, so the next one comes after them
        op.execute(
            f"SELECT setval(pg_get_serial_sequence('{target}', 'id'), (SELECT max(id) FROM {target}))"  # noqa: S608  # names of ours
        )
    op.drop_table(source)


def _rename(old: str, new: str) -> None:
    log = sa.table("log_line", sa.column("verb", sa.String), sa.column("ref", sa.String))
    for done in ("added", "removed"):
        op.execute(
            log.update()
            .where(log.c.verb == f"{old}.school_break.{done}")
            .values(verb=f"{new}.school_break.{done}", ref=sa.func.replace(log.c.ref, f"{old}/", f"{new}/"))
        )
