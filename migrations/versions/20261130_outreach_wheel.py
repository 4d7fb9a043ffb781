"""outreach: partners and parts, the wheel with its districts and letters"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_outreach_wheel"
down_revision = "20261130_contributions_asks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_district",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("letters BETWEEN 1 AND 20000", name="letters"),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_district"),
        sa.UniqueConstraint("name", name="uq_outreach_district_name"),
        sa.UniqueConstraint("public_id", name="uq_outreach_district_public_id"),
    )
    op.create_table(
        "outreach_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_partner"),
        sa.UniqueConstraint("name", name="uq_outreach_partner_name"),
        sa.UniqueConstraint("public_id", name="uq_outreach_partner_public_id"),
    )
    op.create_table(
        "outreach_wheel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("quiet", sa.String(length=40), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=False),
        sa.Column("talks", sa.Integer(), nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.Column("one_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("every IN (1, 2, 3, 6)", name="every"),
        sa.CheckConstraint("together BETWEEN 1 AND 3 AND one_in BETWEEN 1 AND 10", name="talk"),
        sa.CheckConstraint("visitors BETWEEN 0 AND 999 AND talks BETWEEN 1 AND 60", name="team"),
        sa.CheckConstraint("years BETWEEN 1 AND 20", name="years"),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_wheel"),
    )
    op.create_table(
        "outreach_letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=True),
        sa.CheckConstraint("planned >= 0 AND (sent IS NULL OR sent BETWEEN 0 AND 20000)", name="numbers"),
        sa.ForeignKeyConstraint(
            ["district_id"], ["outreach_district.id"], name="fk_outreach_letters_district_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_letters"),
        sa.UniqueConstraint("district_id", "month", name="uq_outreach_letters_district_id_month"),
    )
    op.create_index("ix_outreach_letters_month", "outreach_letters", ["month"])

    op.create_table(
        "outreach_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('coordinator', 'visitor', 'caller')", name="kind"),
        sa.CheckConstraint("until >= since", name="order"),
        sa.ForeignKeyConstraint(["partner_id"], ["outreach_partner.id"], name="fk_outreach_part_partner_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outreach_part_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_part"),
        sa.UniqueConstraint("person_id", "partner_id", "kind", name="uq_outreach_part_person_id_partner_id_kind"),
        sa.UniqueConstraint("public_id", name="uq_outreach_part_public_id"),
    )
    op.create_index("ix_outreach_part_partner_id", "outreach_part", ["partner_id"])
    op.create_index("ix_outreach_part_person_id", "outreach_part", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_outreach_part_person_id", table_name="outreach_part")
    op.drop_index("ix_outreach_part_partner_id", table_name="outreach_part")

    op.drop_table("outreach_part")
    op.drop_index("ix_outreach_letters_month", table_name="outreach_letters")

    op.drop_table("outreach_letters")
    op.drop_table("outreach_wheel")
    op.drop_table("outreach_partner")
    op.drop_table("outreach_district")
