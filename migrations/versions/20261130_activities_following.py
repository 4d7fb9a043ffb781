"""activities: calendars that are followed"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_following"
down_revision = "20261130_activities_asked"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("page", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("themes", sa.String(length=60), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("etag", sa.String(length=200), nullable=False),
        sa.Column("modified", sa.String(length=200), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("good_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=12), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["people_group.id"], name=op.f("fk_activities_source_group_id")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_activities_source_house_id")),
        sa.ForeignKeyConstraint(["kept_by_id"], ["person.id"], name=op.f("fk_activities_source_kept_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_source")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_source_public_id")),
    )
    op.create_index(op.f("ix_activities_source_due_at"), "activities_source", ["due_at"])
    op.create_index(op.f("ix_activities_source_ended_at"), "activities_source", ["ended_at"])
    op.create_index(op.f("ix_activities_source_group_id"), "activities_source", ["group_id"])
    op.create_index(op.f("ix_activities_source_house_id"), "activities_source", ["house_id"])
    op.create_index(op.f("ix_activities_source_kept_by_id"), "activities_source", ["kept_by_id"])

    op.create_table(
        "activities_followed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("tentative", sa.Boolean(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_activities_followed_order")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["activities_source.id"], name=op.f("fk_activities_followed_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_followed")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_followed_public_id")),
        sa.UniqueConstraint("source_id", "key", name=op.f("uq_activities_followed_source_id_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_activities_followed_uid")),
    )
    op.create_index("ix_activities_followed_window", "activities_followed", ["starts", "ends"])


def downgrade() -> None:
    op.drop_table("activities_followed")
    op.drop_table("activities_source")
