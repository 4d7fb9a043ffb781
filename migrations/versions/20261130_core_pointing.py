"""core: pointing at what should not stand there; activities: what is hidden"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_pointing"
down_revision = "20261130_open_question"
branch_labels = None
depends_on = None

HIDDEN = {"activities_activity": ("hidden",), "activities_open_question": ("hidden", "answer_hidden")}


def upgrade() -> None:
    op.create_table(
        "pointing_ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=2), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_pointing_ruling_answered_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_pointing_ruling_decided_by_id")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_pointing_ruling_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pointing_ruling")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pointing_ruling_public_id")),
    )
    for column in ("answered_by_id", "decided_by_id", "house_id"):
        op.create_index(op.f(f"ix_pointing_ruling_{column}"), "pointing_ruling", [column], unique=False)
    op.create_index("ix_pointing_ruling_thing", "pointing_ruling", ["owner", "kind", "key"], unique=False)
    op.create_table(
        "pointing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ruling_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_pointing_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pointing_person_id")),
        sa.ForeignKeyConstraint(
            ["ruling_id"], ["pointing_ruling.id"], name=op.f("fk_pointing_ruling_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pointing")),
    )
    for column in ("house_id", "person_id", "ruling_id"):
        op.create_index(op.f(f"ix_pointing_{column}"), "pointing", [column], unique=False)
    op.create_index("ix_pointing_thing", "pointing", ["owner", "kind", "key"], unique=False)
    for table, columns in HIDDEN.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for table, columns in HIDDEN.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
    op.drop_table("pointing")
    op.drop_table("pointing_ruling")
