"""contributions: the work day and its jobs"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_workday"
down_revision = "20261126_heating"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributions_workday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("starts < ends", name=op.f("ck_contributions_workday_hours")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_workday_house_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_contributions_workday_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_workday")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_workday_public_id")),
    )
    op.create_index("ix_contributions_workday_house", "contributions_workday", ["house_id", "starts"], unique=False)
    op.create_index(op.f("ix_contributions_workday_made_by_id"), "contributions_workday", ["made_by_id"], unique=False)
    op.create_table(
        "contributions_workday_job",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("workday_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["contributions_task.id"], name=op.f("fk_contributions_workday_job_task_id")
        ),
        sa.ForeignKeyConstraint(
            ["workday_id"], ["contributions_workday.id"], name=op.f("fk_contributions_workday_job_workday_id")
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_contributions_workday_job")),
    )
    op.create_index(
        op.f("ix_contributions_workday_job_workday_id"), "contributions_workday_job", ["workday_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("contributions_workday_job")
    op.drop_table("contributions_workday")
