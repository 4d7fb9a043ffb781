"""activities: who waits for a place"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_wait"
down_revision = "20261130_school_break"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("first_time", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'offered', 'ended')", name=op.f("ck_activities_wait_state")),
        sa.CheckConstraint("party BETWEEN 1 AND 10", name=op.f("ck_activities_wait_party")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_wait_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activities_wait_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_wait")),
        sa.UniqueConstraint("code", name=op.f("uq_activities_wait_code")),
        sa.UniqueConstraint("occurrence_id", "person_id", name=op.f("uq_activities_wait_occurrence_id_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_wait_public_id")),
    )
    op.create_index("ix_activities_wait_line", "activities_wait", ["occurrence_id", "state", "since"])
    op.create_index("ix_activities_wait_person_id", "activities_wait", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_activities_wait_person_id", table_name="activities_wait")
    op.drop_index("ix_activities_wait_line", table_name="activities_wait")
    op.drop_table("activities_wait")
