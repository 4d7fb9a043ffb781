"""outreach: a room, a buddy and a place in calendars for a talk"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_inside"
down_revision = "20261201_outreach_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_inside",
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("buddy_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outside", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(since IS NULL) = (until IS NULL)", name="inside"),
        sa.CheckConstraint("outside IS NULL OR since IS NOT NULL", name="outside"),
        sa.ForeignKeyConstraint(["buddy_id"], ["person.id"], name="fk_outreach_inside_buddy_id"),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["outreach_talk.id"], name="fk_outreach_inside_talk_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("talk_id", name="pk_outreach_inside"),
    )
    op.create_index("ix_outreach_inside_buddy_id", "outreach_inside", ["buddy_id"])
    op.create_index("ix_outreach_inside_until", "outreach_inside", ["until"])
    with op.batch_alter_table("outreach_talk") as table:
        table.add_column(sa.Column("space_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("planned_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("times", sa.Integer(), nullable=False, server_default="0"))
        table.create_index("ix_outreach_talk_planned_by_id", ["planned_by_id"])
        table.create_foreign_key("fk_outreach_talk_planned_by_id", "person", ["planned_by_id"], ["id"])
        table.create_foreign_key("fk_outreach_talk_space_id", "space", ["space_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("outreach_talk") as table:
        table.drop_constraint("fk_outreach_talk_space_id", type_="foreignkey")
        table.drop_constraint("fk_outreach_talk_planned_by_id", type_="foreignkey")
        table.drop_index("ix_outreach_talk_planned_by_id")
        table.drop_column("times")
        table.drop_column("agreed_at")
        table.drop_column("planned_by_id")
        table.drop_column("space_id")
    op.drop_table("outreach_inside")
