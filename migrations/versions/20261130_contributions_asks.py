"""contributions: questions for a hand at home"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_contributions_asks"
down_revision = "20261130_prevention_company"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributions_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_ask_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contributions_ask_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_ask")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_ask_public_id")),
    )
    op.create_index("ix_contributions_ask_house", "contributions_ask", ["house_id", "settled_at"])
    op.create_index(op.f("ix_contributions_ask_person_id"), "contributions_ask", ["person_id"])


def downgrade() -> None:
    op.drop_table("contributions_ask")
