"""activities: head counts, and lists to print"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_counted"
down_revision = "20261130_activities_online"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_headcount",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("people BETWEEN 0 AND 1000", name=op.f("ck_activities_headcount_people")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_headcount_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name=op.f("pk_activities_headcount")),
    )
    op.create_table(
        "activities_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_activities_paper_made_by_id")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_paper_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_paper")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_paper_public_id")),
    )
    op.create_index("ix_activities_paper_made_by_id", "activities_paper", ["made_by_id"])
    op.create_index("ix_activities_paper_occurrence_id", "activities_paper", ["occurrence_id"])
    op.create_index("ix_activities_paper_until", "activities_paper", ["until"])


def downgrade() -> None:
    op.drop_index("ix_activities_paper_until", table_name="activities_paper")
    op.drop_index("ix_activities_paper_occurrence_id", table_name="activities_paper")
    op.drop_index("ix_activities_paper_made_by_id", table_name="activities_paper")
    op.drop_table("activities_paper")
    op.drop_table("activities_headcount")
