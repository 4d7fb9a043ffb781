"""activities: versions of the words"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_versions"
down_revision = "20261130_core_late_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("words_by_id", sa.Integer(), nullable=True),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_version_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_activities_version_by_id")),
        sa.ForeignKeyConstraint(["words_by_id"], ["person.id"], name=op.f("fk_activities_version_words_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_version_public_id")),
    )
    for column in ("activity_id", "at", "by_id", "words_by_id"):
        op.create_index(op.f(f"ix_activities_version_{column}"), "activities_version", [column], unique=False)


def downgrade() -> None:
    op.drop_table("activities_version")
