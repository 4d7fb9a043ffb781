"""prevention: intentions"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_prevention_intentions"
down_revision = "20261130_prevention_facts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_intention",
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("sentence", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=100), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("goes_on", sa.Date(), nullable=False),
        sa.Column("leaving_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_prevention_intention_house_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_prevention_intention")),
        sa.UniqueConstraint("owner", name=op.f("uq_prevention_intention_owner")),
        sqlite_with_rowid=False,  # rows lie in the order of their random key, not in that in which they were made
    )
    for column in ("goes_on", "leaving_at", "remind_at"):
        op.create_index(op.f(f"ix_prevention_intention_{column}"), "prevention_intention", [column])


def downgrade() -> None:
    op.drop_table("prevention_intention")
