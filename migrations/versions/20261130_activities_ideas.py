"""activities: the idea box"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_ideas"
down_revision = "20261130_core_calendar_reader"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("became_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_idea_activity_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_activities_idea_by_id")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_activities_idea_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_idea")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_idea_public_id")),
    )
    for column in ("activity_id", "alive_at", "by_id"):
        op.create_index(op.f(f"ix_activities_idea_{column}"), "activities_idea", [column], unique=False)
    op.create_index("ix_activities_idea_house", "activities_idea", ["house_id", "written_at"], unique=False)
    op.create_table(
        "activities_idea_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organises", sa.Boolean(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["activities_idea.id"], name=op.f("fk_activities_idea_voice_idea_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activities_idea_voice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_idea_voice")),
        sa.UniqueConstraint("idea_id", "person_id", name=op.f("uq_activities_idea_voice_idea_id_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_idea_voice_public_id")),
    )
    op.create_index(op.f("ix_activities_idea_voice_person_id"), "activities_idea_voice", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("activities_idea_voice")
    op.drop_table("activities_idea")
