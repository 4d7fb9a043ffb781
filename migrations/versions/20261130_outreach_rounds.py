"""outreach: rounds with their letters, codes and answers"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_outreach_rounds"
down_revision = "20261130_prevention_challenges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("letter_nl", sa.Text(), nullable=False),
        sa.Column("letter_en", sa.Text(), nullable=False),
        sa.Column("reminds", sa.Boolean(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("undeliverable", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("later", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=True),
        sa.CheckConstraint("undeliverable >= 0 AND reminded >= 0", name="letters"),
        sa.CheckConstraint("yes >= 0 AND no >= 0 AND later >= 0", name="answers"),
        sa.ForeignKeyConstraint(["district_id"], ["outreach_district.id"], name="fk_outreach_round_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_round"),
        sa.UniqueConstraint("district_id", "month", name="uq_outreach_round_district_id_month"),
        sa.UniqueConstraint("public_id", name="uq_outreach_round_public_id"),
    )
    op.create_index("ix_outreach_round_district_id", "outreach_round", ["district_id"])

    op.create_table(
        "outreach_code",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["outreach_round.id"], name="fk_outreach_code_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_outreach_code"),
    )
    op.create_index("ix_outreach_code_round_id", "outreach_code", ["round_id"])

    op.create_table(
        "outreach_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("answered", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("reach", sa.String(length=120), nullable=False),
        sa.Column("moment", sa.String(length=120), nullable=False),
        sa.Column("form", sa.String(length=5), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.CheckConstraint("form IN ('home', 'walk', 'house', 'phone')", name="form"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["outreach_round.id"], name="fk_outreach_reply_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_reply"),
        sa.UniqueConstraint("digest", name="uq_outreach_reply_digest"),
        sa.UniqueConstraint("public_id", name="uq_outreach_reply_public_id"),
    )
    op.create_index("ix_outreach_reply_round_id", "outreach_reply", ["round_id"])

    op.create_table(
        "outreach_round_role",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.CheckConstraint("kind IN ('invites', 'visits', 'phones')", name="kind"),
        sa.ForeignKeyConstraint(["partner_id"], ["outreach_partner.id"], name="fk_outreach_round_role_partner_id"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["outreach_round.id"], name="fk_outreach_round_role_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "partner_id", "kind", name="pk_outreach_round_role"),
    )
    op.create_table(
        "outreach_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["outreach_partner.id"], name="fk_outreach_look_partner_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outreach_look_person_id"),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["outreach_reply.id"], name="fk_outreach_look_reply_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_look"),
    )
    op.create_index("ix_outreach_look_at", "outreach_look", ["at"])
    op.create_index("ix_outreach_look_person_id", "outreach_look", ["person_id"])
    op.create_index("ix_outreach_look_reply_id", "outreach_look", ["reply_id"])


def downgrade() -> None:
    op.drop_index("ix_outreach_look_reply_id", table_name="outreach_look")
    op.drop_index("ix_outreach_look_person_id", table_name="outreach_look")
    op.drop_index("ix_outreach_look_at", table_name="outreach_look")
    op.drop_table("outreach_look")
    op.drop_table("outreach_round_role")
    op.drop_index("ix_outreach_reply_round_id", table_name="outreach_reply")
    op.drop_table("outreach_reply")
    op.drop_index("ix_outreach_code_round_id", table_name="outreach_code")
    op.drop_table("outreach_code")
    op.drop_index("ix_outreach_round_district_id", table_name="outreach_round")
    op.drop_table("outreach_round")
