"""prevention: going together for a first time"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_prevention_company"
down_revision = "20261130_prevention_intentions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("reach", sa.String(length=5), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("companion_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reach IN ('phone', 'mail', 'door')", name=op.f("ck_prevention_company_reach")),
        sa.CheckConstraint(
            "stage IN ('welcomers', 'organisers', 'hosts', 'nobody')", name=op.f("ck_prevention_company_stage")
        ),
        sa.ForeignKeyConstraint(["companion_id"], ["person.id"], name=op.f("fk_prevention_company_companion_id")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_prevention_company_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_prevention_company_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_company")),
        sa.UniqueConstraint("person_id", "ref", name=op.f("uq_prevention_company_person_id_ref")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_company_public_id")),
    )
    op.create_index(op.f("ix_prevention_company_companion_id"), "prevention_company", ["companion_id"])
    op.create_index(op.f("ix_prevention_company_ends"), "prevention_company", ["ends"])
    op.create_index(op.f("ix_prevention_company_house_id"), "prevention_company", ["house_id"])
    op.create_index(op.f("ix_prevention_company_next_at"), "prevention_company", ["next_at"])

    op.create_table(
        "prevention_company_asked",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["prevention_company.id"],
            name=op.f("fk_prevention_company_asked_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_prevention_company_asked_person_id")),
        sa.PrimaryKeyConstraint("company_id", "person_id", name=op.f("pk_prevention_company_asked")),
    )
    op.create_index(op.f("ix_prevention_company_asked_person_id"), "prevention_company_asked", ["person_id"])


def downgrade() -> None:
    op.drop_table("prevention_company_asked")
    op.drop_table("prevention_company")
