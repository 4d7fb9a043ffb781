"""outreach: counts of a round"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_counts"
down_revision = "20261201_prevention_weeks_kept"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_count",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name="number"),
        sa.CheckConstraint("what IN ('talk', 'followup', 'again')", name="what"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["outreach_round.id"], name="fk_outreach_count_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "what", "kind", name="pk_outreach_count"),
    )


def downgrade() -> None:
    op.drop_table("outreach_count")
