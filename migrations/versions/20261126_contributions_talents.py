"""contributions: what people like to do, and whom a host asked"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_talents"
down_revision = "20261126_workday"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributions_talent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(length=20), nullable=False),
        sa.Column("parts", sa.String(length=40), nullable=False),
        sa.Column("takes", sa.String(length=100), nullable=False),
        sa.Column("words", sa.String(length=100), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("audience IN ('me', 'hosts', 'neighbours')", name=op.f("ck_contributions_talent_audience")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_talent_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contributions_talent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_talent")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_talent_public_id")),
    )
    op.create_index("ix_contributions_talent_house", "contributions_talent", ["house_id", "audience"])
    op.create_index(op.f("ix_contributions_talent_person_id"), "contributions_talent", ["person_id"])

    op.create_table(
        "contributions_talent_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contributions_talent_invitation_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["contributions_task.id"], name=op.f("fk_contributions_talent_invitation_task_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_talent_invitation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_talent_invitation_public_id")),
        sa.UniqueConstraint("task_id", "person_id", name=op.f("uq_contributions_talent_invitation_task_id_person_id")),
    )
    op.create_index(
        op.f("ix_contributions_talent_invitation_person_id"), "contributions_talent_invitation", ["person_id"]
    )


def downgrade() -> None:
    op.drop_table("contributions_talent_invitation")
    op.drop_table("contributions_talent")
