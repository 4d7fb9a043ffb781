"""activities: questions, each with its answer"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_open_question"
down_revision = "20261130_activities_following"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_open_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("with_name", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=2), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_open_question_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_activities_open_question_answered_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activities_open_question_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_open_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_open_question_public_id")),
    )
    op.create_index(
        op.f("ix_activities_open_question_activity_id"), "activities_open_question", ["activity_id"], unique=False
    )
    op.create_index(
        op.f("ix_activities_open_question_answered_by_id"), "activities_open_question", ["answered_by_id"], unique=False
    )
    op.create_index(
        "ix_activities_open_question_open", "activities_open_question", ["answered_at", "asked_at"], unique=False
    )
    op.create_index(
        op.f("ix_activities_open_question_person_id"), "activities_open_question", ["person_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("activities_open_question")
