"""activities: where an activity is online"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_online"
down_revision = "20261130_activities_idea_hidden"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_online",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_online_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_activities_online_by_id")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_online_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_online")),
        sa.UniqueConstraint("occurrence_id", name=op.f("uq_activities_online_occurrence_id")),
    )
    op.create_index(op.f("ix_activities_online_activity_id"), "activities_online", ["activity_id"])
    op.create_index(op.f("ix_activities_online_by_id"), "activities_online", ["by_id"])


def downgrade() -> None:
    op.drop_table("activities_online")
