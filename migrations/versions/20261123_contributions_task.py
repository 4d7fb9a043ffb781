"""contributions: tasks, promises, thanks"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_07"
down_revision = "20261123_06"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributions_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("takes", sa.String(length=100), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ref", sa.String(length=100), nullable=True),
        sa.Column("mark", sa.String(length=12), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends IS NULL OR starts < ends", name=op.f("ck_contributions_task_window")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_contributions_task_minutes")),
        sa.CheckConstraint("places BETWEEN 1 AND 50", name=op.f("ck_contributions_task_places")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_task_house_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_contributions_task_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_task")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_task_public_id")),
        sa.UniqueConstraint("ref", "mark", name=op.f("uq_contributions_task_ref_mark")),
    )
    op.create_index("ix_contributions_task_house", "contributions_task", ["house_id", "closed_at", "starts"])
    op.create_index(op.f("ix_contributions_task_made_by_id"), "contributions_task", ["made_by_id"])
    op.create_table(
        "contributions_promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("guest_name", sa.String(length=60), nullable=False),
        sa.Column("guest_contact", sa.String(length=120), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_promise_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contributions_promise_person_id")),
        sa.ForeignKeyConstraint(["task_id"], ["contributions_task.id"], name=op.f("fk_contributions_promise_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_promise")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_promise_public_id")),
    )
    op.create_index(op.f("ix_contributions_promise_house_id"), "contributions_promise", ["house_id"])
    op.create_index(op.f("ix_contributions_promise_person_id"), "contributions_promise", ["person_id"])
    op.create_index(op.f("ix_contributions_promise_ref"), "contributions_promise", ["ref"])
    op.create_index(op.f("ix_contributions_promise_task_id"), "contributions_promise", ["task_id"])
    op.create_index(
        "uq_contributions_promise_once",
        "contributions_promise",
        ["task_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "contributions_thanks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("from_person_id", sa.Integer(), nullable=True),
        sa.Column("to_person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["from_person_id"], ["person.id"], name=op.f("fk_contributions_thanks_from_person_id")),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["contributions_promise.id"],
            name=op.f("fk_contributions_thanks_promise_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["to_person_id"], ["person.id"], name=op.f("fk_contributions_thanks_to_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_thanks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_thanks_public_id")),
    )
    op.create_index(op.f("ix_contributions_thanks_from_person_id"), "contributions_thanks", ["from_person_id"])
    op.create_index(op.f("ix_contributions_thanks_promise_id"), "contributions_thanks", ["promise_id"])
    op.create_index(op.f("ix_contributions_thanks_to_person_id"), "contributions_thanks", ["to_person_id"])
    op.create_table(
        "contributions_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("season", sa.String(length=9), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["people_group.id"], name=op.f("fk_contributions_agreement_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_agreement_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_agreement")),
        sa.UniqueConstraint(
            "group_id", "house_id", "season", name=op.f("uq_contributions_agreement_group_id_house_id_season")
        ),
    )
    op.create_index(op.f("ix_contributions_agreement_house_id"), "contributions_agreement", ["house_id"])


def downgrade() -> None:
    op.drop_table("contributions_agreement")
    op.drop_table("contributions_thanks")
    op.drop_table("contributions_promise")
    op.drop_table("contributions_task")
