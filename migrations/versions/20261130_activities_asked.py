"""activities: deadlines and questions"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_asked"
down_revision = "20261130_activities_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_deadline",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 14", name=op.f("ck_activities_deadline_days")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_deadline_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_activities_deadline")),
    )
    op.create_table(
        "activities_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_question_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_question")),
    )
    op.create_index("ix_activities_question_activity_id", "activities_question", ["activity_id"])
    op.create_table(
        "activities_answer",
        sa.Column("signup_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["activities_question.id"],
            name=op.f("fk_activities_answer_question_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["signup_id"], ["activities_signup.id"], name=op.f("fk_activities_answer_signup_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("signup_id", "question_id", name=op.f("pk_activities_answer")),
    )
    op.create_index("ix_activities_answer_question_id", "activities_answer", ["question_id"])


def downgrade() -> None:
    op.drop_index("ix_activities_answer_question_id", table_name="activities_answer")
    op.drop_table("activities_answer")
    op.drop_index("ix_activities_question_activity_id", table_name="activities_question")
    op.drop_table("activities_question")
    op.drop_table("activities_deadline")
