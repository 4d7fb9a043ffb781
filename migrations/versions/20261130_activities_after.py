"""activities: what was said after a date"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_after"
down_revision = "20261130_pointing"
branch_labels = None
depends_on = None

COUNTS = ("fine", "better", "paper_fine", "paper_better", "shown_fine", "shown_better")


def upgrade() -> None:
    op.create_table(
        "activities_after",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_after_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name=op.f("pk_activities_after")),
    )
    op.create_table(
        "activities_remark",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_remark_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_remark")),
    )
    op.create_index(op.f("ix_activities_remark_occurrence_id"), "activities_remark", ["occurrence_id"], unique=False)


def downgrade() -> None:
    op.drop_table("activities_remark")
    op.drop_table("activities_after")
