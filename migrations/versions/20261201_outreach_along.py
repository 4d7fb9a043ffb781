"""outreach: going along"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_along"
down_revision = "20261201_outreach_access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_again",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outreach_again_person_id"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["outreach_round.id"], name="fk_outreach_again_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_again"),
        sa.UniqueConstraint("public_id", name="uq_outreach_again_public_id"),
    )
    op.create_index("ix_outreach_again_person_id", "outreach_again", ["person_id"])
    op.create_index("ix_outreach_again_round_id", "outreach_again", ["round_id"])
    op.create_index("ix_outreach_again_until", "outreach_again", ["until"])
    op.create_table(
        "outreach_along",
        sa.Column("followup_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("companion_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("yes_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("companion_id IS NULL OR partner_id IS NOT NULL", name="partner"),
        sa.CheckConstraint("agreed_on IS NULL OR yes_on IS NOT NULL", name="both"),
        sa.ForeignKeyConstraint(["companion_id"], ["person.id"], name="fk_outreach_along_companion_id"),
        sa.ForeignKeyConstraint(
            ["followup_id"], ["outreach_followup.id"], name="fk_outreach_along_followup_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["outreach_partner.id"], name="fk_outreach_along_partner_id"),
        sa.PrimaryKeyConstraint("followup_id", name="pk_outreach_along"),
        sa.UniqueConstraint("public_id", name="uq_outreach_along_public_id"),
    )
    op.create_index("ix_outreach_along_companion_id", "outreach_along", ["companion_id"])


def downgrade() -> None:
    op.drop_index("ix_outreach_along_companion_id", table_name="outreach_along")
    op.drop_table("outreach_along")
    op.drop_index("ix_outreach_again_until", table_name="outreach_again")
    op.drop_index("ix_outreach_again_round_id", table_name="outreach_again")
    op.drop_index("ix_outreach_again_person_id", table_name="outreach_again")
    op.drop_table("outreach_again")
