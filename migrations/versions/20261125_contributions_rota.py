"""contributions: what comes back, with fixed places, stand-ins and changing dates"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_rota"
down_revision = "20261125_keys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributions_rota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("takes", sa.String(length=100), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("newcomers", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("first_start", sa.DateTime(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_contributions_rota_minutes")),
        sa.CheckConstraint("newcomers >= 0 AND newcomers <= places", name=op.f("ck_contributions_rota_newcomers")),
        sa.CheckConstraint("places BETWEEN 1 AND 50", name=op.f("ck_contributions_rota_places")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_rota_house_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_contributions_rota_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_rota")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_rota_public_id")),
    )
    op.create_index(op.f("ix_contributions_rota_house_id"), "contributions_rota", ["house_id"])
    op.create_index(op.f("ix_contributions_rota_made_by_id"), "contributions_rota", ["made_by_id"])

    op.create_table(
        "contributions_rota_cover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contributions_rota_cover_person_id")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["contributions_task.id"], name=op.f("fk_contributions_rota_cover_task_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_rota_cover")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_rota_cover_public_id")),
        sa.UniqueConstraint("task_id", "person_id", name=op.f("uq_contributions_rota_cover_task_id_person_id")),
    )
    op.create_index(op.f("ix_contributions_rota_cover_person_id"), "contributions_rota_cover", ["person_id"])
    op.create_index(op.f("ix_contributions_rota_cover_until"), "contributions_rota_cover", ["until"])

    op.create_table(
        "contributions_rota_date",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("rota_id", sa.Integer(), nullable=False),
        sa.Column("original_start", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rota_id"], ["contributions_rota.id"], name=op.f("fk_contributions_rota_date_rota_id")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["contributions_task.id"], name=op.f("fk_contributions_rota_date_task_id")
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_contributions_rota_date")),
        sa.UniqueConstraint(
            "rota_id", "original_start", name=op.f("uq_contributions_rota_date_rota_id_original_start")
        ),
    )
    op.create_table(
        "contributions_rota_fixed",
        sa.Column("rota_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contributions_rota_fixed_person_id")),
        sa.ForeignKeyConstraint(
            ["rota_id"], ["contributions_rota.id"], name=op.f("fk_contributions_rota_fixed_rota_id")
        ),
        sa.PrimaryKeyConstraint("rota_id", "person_id", name=op.f("pk_contributions_rota_fixed")),
    )
    op.create_index(op.f("ix_contributions_rota_fixed_person_id"), "contributions_rota_fixed", ["person_id"])

    op.create_table(
        "contributions_rota_standin",
        sa.Column("rota_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contributions_rota_standin_person_id")),
        sa.ForeignKeyConstraint(
            ["rota_id"], ["contributions_rota.id"], name=op.f("fk_contributions_rota_standin_rota_id")
        ),
        sa.PrimaryKeyConstraint("rota_id", "person_id", name=op.f("pk_contributions_rota_standin")),
    )
    op.create_index(op.f("ix_contributions_rota_standin_person_id"), "contributions_rota_standin", ["person_id"])

    op.create_table(
        "contributions_rota_swap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("offered_id", sa.Integer(), nullable=False),
        sa.Column("wanted_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["offered_id"],
            ["contributions_promise.id"],
            name=op.f("fk_contributions_rota_swap_offered_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wanted_id"],
            ["contributions_promise.id"],
            name=op.f("fk_contributions_rota_swap_wanted_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_rota_swap")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_rota_swap_public_id")),
    )
    op.create_index(op.f("ix_contributions_rota_swap_offered_id"), "contributions_rota_swap", ["offered_id"])
    op.create_index(op.f("ix_contributions_rota_swap_wanted_id"), "contributions_rota_swap", ["wanted_id"])


def downgrade() -> None:
    for name in ("swap", "standin", "fixed", "date", "cover"):
        op.drop_table(f"contributions_rota_{name}")
    op.drop_table("contributions_rota")
