"""rooms: rules for a kind of use or a room"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_kinds"
down_revision = "20261125_preparing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_kind_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("per", sa.String(length=6), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("per IN ('', 'week', 'month', 'season')", name=op.f("ck_rooms_kind_rule_per")),
        sa.CheckConstraint(
            "what IN ('longest', 'notice', 'horizon', 'approval', 'hours', 'times', 'neighbours')",
            name=op.f("ck_rooms_kind_rule_what"),
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_kind_rule_house_id")),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_rooms_kind_rule_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_kind_rule")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_kind_rule_public_id")),
    )
    op.create_index(op.f("ix_rooms_kind_rule_house_id"), "rooms_kind_rule", ["house_id"])
    op.create_index(op.f("ix_rooms_kind_rule_space_id"), "rooms_kind_rule", ["space_id"])


def downgrade() -> None:
    op.drop_table("rooms_kind_rule")
