"""outreach: access with a reason, and looks by an administrator"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_access"
down_revision = "20261201_outreach_inside"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until >= opened", name="order"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outreach_access_person_id"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["outreach_round.id"], name="fk_outreach_access_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_access"),
        sa.UniqueConstraint("public_id", name="uq_outreach_access_public_id"),
    )
    op.create_index("ix_outreach_access_person_id", "outreach_access", ["person_id"])
    op.create_index("ix_outreach_access_round_id", "outreach_access", ["round_id"])
    with op.batch_alter_table("outreach_look") as batch_op:
        batch_op.alter_column("partner_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM outreach_look WHERE partner_id IS NULL")
    with op.batch_alter_table("outreach_look") as batch_op:
        batch_op.alter_column("partner_id", existing_type=sa.Integer(), nullable=False)
    op.drop_index("ix_outreach_access_round_id", table_name="outreach_access")
    op.drop_index("ix_outreach_access_person_id", table_name="outreach_access")
    op.drop_table("outreach_access")
