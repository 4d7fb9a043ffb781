"""outreach: calls"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_calls"
down_revision = "20261201_outreach_after"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.DateTime(timezone=True), nullable=False),
        sa.Column("caller_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("caller_id IS NULL OR claimed_at IS NOT NULL", name="claim"),
        sa.CheckConstraint("tries >= 0", name="tries"),
        sa.ForeignKeyConstraint(["caller_id"], ["person.id"], name="fk_outreach_call_caller_id"),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["outreach_reply.id"], name="fk_outreach_call_reply_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_call"),
        sa.UniqueConstraint("reply_id", name="uq_outreach_call_reply_id"),
    )
    op.create_index("ix_outreach_call_caller_id", "outreach_call", ["caller_id"])


def downgrade() -> None:
    op.drop_index("ix_outreach_call_caller_id", table_name="outreach_call")
    op.drop_table("outreach_call")
