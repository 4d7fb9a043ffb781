"""activities: what an activity is like, in ready words"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_labels"
down_revision = "20261130_activities_ideas"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_labels",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.String(length=300), nullable=False),
        sa.Column("pace", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_labels_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_activities_labels")),
    )
    # who wrote "gratis" where the price was asked said that it is free
    free = "lower(costs) IN ('gratis', 'free')"
    op.execute(f"INSERT INTO activities_labels SELECT id, 'gratis', '' FROM activities_activity WHERE {free}")  # noqa: S608  # words of ours, no input
    op.execute(f"UPDATE activities_activity SET costs = '' WHERE {free}")  # noqa: S608  # words of ours, no input


def downgrade() -> None:
    free = "SELECT activity_id FROM activities_labels WHERE chosen LIKE '%gratis%'"
    op.execute(f"UPDATE activities_activity SET costs = 'gratis' WHERE costs = '' AND id IN ({free})")  # noqa: S608  # words of ours, no input
    op.drop_table("activities_labels")
