"""outreach: visitors, where they like to go, and who go together"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_outreach_visitors"
down_revision = "20261130_outreach_wheel"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_pair",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name="fk_outreach_pair_one_id"),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_outreach_pair_other_id"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_outreach_pair"),
    )
    op.create_index("ix_outreach_pair_other_id", "outreach_pair", ["other_id"])

    op.create_table(
        "outreach_visitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("pass_number", sa.String(length=20), nullable=True),
        sa.Column("conduct_seen_on", sa.Date(), nullable=True),
        sa.Column("conduct_seen_by_id", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=80), nullable=False),
        sa.Column("talks", sa.Integer(), nullable=False),
        sa.Column("refresher_told_for", sa.Date(), nullable=True),
        sa.CheckConstraint("talks BETWEEN 0 AND 12", name="talks"),
        sa.ForeignKeyConstraint(["conduct_seen_by_id"], ["person.id"], name="fk_outreach_visitor_conduct_seen_by_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outreach_visitor_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_visitor"),
        sa.UniqueConstraint("pass_number", name="uq_outreach_visitor_pass_number"),
        sa.UniqueConstraint("person_id", name="uq_outreach_visitor_person_id"),
        sa.UniqueConstraint("public_id", name="uq_outreach_visitor_public_id"),
    )
    op.create_index("ix_outreach_visitor_conduct_seen_by_id", "outreach_visitor", ["conduct_seen_by_id"])

    op.create_table(
        "outreach_visitor_area",
        sa.Column("visitor_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["outreach_district.id"], name="fk_outreach_visitor_area_district_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visitor_id"], ["outreach_visitor.id"], name="fk_outreach_visitor_area_visitor_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visitor_id", "district_id", name="pk_outreach_visitor_area"),
    )
    op.create_index("ix_outreach_visitor_area_district_id", "outreach_visitor_area", ["district_id"])


def downgrade() -> None:
    op.drop_index("ix_outreach_visitor_area_district_id", table_name="outreach_visitor_area")

    op.drop_table("outreach_visitor_area")
    op.drop_index("ix_outreach_visitor_conduct_seen_by_id", table_name="outreach_visitor")

    op.drop_table("outreach_visitor")
    op.drop_index("ix_outreach_pair_other_id", table_name="outreach_pair")

    op.drop_table("outreach_pair")
