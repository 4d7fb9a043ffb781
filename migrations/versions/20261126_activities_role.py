"""activities: small roles at an activity"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_activities_role"
down_revision = "20261125_daysoff"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=6), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("moment IN ('before', 'during', 'after')", name=op.f("ck_activities_role_moment")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 480", name=op.f("ck_activities_role_minutes")),
        sa.CheckConstraint("places BETWEEN 1 AND 20", name=op.f("ck_activities_role_places")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities_activity.id"], name=op.f("fk_activities_role_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_role_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_role")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_role_public_id")),
    )
    for column in ("activity_id", "occurrence_id", "removed_at"):
        op.create_index(op.f(f"ix_activities_role_{column}"), "activities_role", [column], unique=False)
    op.add_column(
        "contributions_task", sa.Column("closed_with_need", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    with op.batch_alter_table("contributions_task") as batch:
        batch.drop_column("closed_with_need")
    op.drop_table("activities_role")
