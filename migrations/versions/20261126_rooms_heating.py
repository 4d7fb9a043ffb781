"""rooms: how long before a use the heating of a room goes on"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_heating"
down_revision = "20261126_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_heating",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 0 AND 720", name=op.f("ck_rooms_heating_minutes")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_rooms_heating_space_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("space_id", name=op.f("pk_rooms_heating")),
    )


def downgrade() -> None:
    op.drop_table("rooms_heating")
