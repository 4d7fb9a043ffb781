"""prevention: facts as versions, and who checked them"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_prevention_facts"
down_revision = "20261130_prevention_weeks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_fact_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("based_on", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('norm', 'address', 'emergency')", name=op.f("ck_prevention_fact_version_kind")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_prevention_fact_version_house_id")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_prevention_fact_version_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_fact_version")),
    )
    op.create_index("ix_prevention_fact_version_house", "prevention_fact_version", ["house_id", "key"])
    for column in ("ended_at", "written_by_id"):
        op.create_index(op.f(f"ix_prevention_fact_version_{column}"), "prevention_fact_version", [column])
    op.create_table(
        "prevention_fact_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("show_name", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_prevention_fact_check_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_prevention_fact_check_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_fact_check")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_fact_check_public_id")),
    )
    op.create_index("ix_prevention_fact_check_house", "prevention_fact_check", ["house_id", "key"])
    for column in ("checked_on", "person_id"):
        op.create_index(op.f(f"ix_prevention_fact_check_{column}"), "prevention_fact_check", [column])


def downgrade() -> None:
    op.drop_table("prevention_fact_check")
    op.drop_table("prevention_fact_version")
