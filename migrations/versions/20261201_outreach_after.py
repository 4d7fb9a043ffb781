"""outreach: after a talk"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_after"
down_revision = "20261201_prevention_hidden"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_followup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=11), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('activity', 'information', 'contact')", name="kind"),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name="fk_outreach_followup_taken_by_id"),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["outreach_talk.id"], name="fk_outreach_followup_talk_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_followup"),
        sa.UniqueConstraint("public_id", name="uq_outreach_followup_public_id"),
    )
    op.create_index("ix_outreach_followup_taken_by_id", "outreach_followup", ["taken_by_id"])
    op.create_index("ix_outreach_followup_talk_id", "outreach_followup", ["talk_id"])
    op.create_table(
        "outreach_held",
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=5), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("asked", sa.String(length=4), nullable=False),
        sa.CheckConstraint("form IN ('home', 'walk', 'house', 'phone')", name="form"),
        sa.CheckConstraint("asked IN ('open', 'some', 'none')", name="asked"),
        sa.ForeignKeyConstraint(["talk_id"], ["outreach_talk.id"], name="fk_outreach_held_talk_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["told_by_id"], ["person.id"], name="fk_outreach_held_told_by_id"),
        sa.PrimaryKeyConstraint("talk_id", name="pk_outreach_held"),
    )
    op.create_index("ix_outreach_held_told_by_id", "outreach_held", ["told_by_id"])


def downgrade() -> None:
    op.drop_index("ix_outreach_held_told_by_id", table_name="outreach_held")
    op.drop_table("outreach_held")
    op.drop_index("ix_outreach_followup_talk_id", table_name="outreach_followup")
    op.drop_index("ix_outreach_followup_taken_by_id", table_name="outreach_followup")
    op.drop_table("outreach_followup")
