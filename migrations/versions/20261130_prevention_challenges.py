"""prevention: challenges"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_prevention_challenges"
down_revision = "20261130_outreach_visitors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("start", sa.String(length=30), nullable=False),
        sa.Column("goal", sa.String(length=30), nullable=False),
        sa.Column("km", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("everyone", sa.Boolean(), nullable=False),
        sa.CheckConstraint("km >= 1", name=op.f("ck_prevention_challenge_km")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["people_group.id"], name=op.f("fk_prevention_challenge_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_prevention_challenge_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_challenge")),
        sa.UniqueConstraint("key", name=op.f("uq_prevention_challenge_key")),
    )
    for column in ("ends_on", "group_id", "house_id"):
        op.create_index(op.f(f"ix_prevention_challenge_{column}"), "prevention_challenge", [column])
    op.create_table(
        "prevention_challenge_distance",
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tenths", sa.Integer(), nullable=False),
        sa.CheckConstraint("tenths >= 1", name=op.f("ck_prevention_challenge_distance_tenths")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["prevention_challenge.id"],
            name=op.f("fk_prevention_challenge_distance_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_prevention_challenge_distance")),
        sqlite_with_rowid=False,  # rows lie in the order of their random key, not in that in which they were made
    )
    op.create_index(
        op.f("ix_prevention_challenge_distance_challenge_id"), "prevention_challenge_distance", ["challenge_id"]
    )


def downgrade() -> None:
    op.drop_table("prevention_challenge_distance")
    op.drop_table("prevention_challenge")
