"""activities: reminders, and who welcomes newcomers"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_coming"
down_revision = "20261130_calendar_bytes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_welcomer",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_welcomer_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activities_welcomer_person_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "person_id", name=op.f("pk_activities_welcomer")),
    )
    op.create_index("ix_activities_welcomer_person_id", "activities_welcomer", ["person_id"])
    op.create_table(
        "activities_reminder",
        sa.Column("signup_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["signup_id"], ["activities_signup.id"], name=op.f("fk_activities_reminder_signup_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("signup_id", name=op.f("pk_activities_reminder")),
    )
    op.create_index("ix_activities_reminder_starts", "activities_reminder", ["starts"])
    op.add_column("activities_role", sa.Column("welcomes", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("activities_role") as batch:
        batch.drop_column("welcomes")
    op.drop_index("ix_activities_reminder_starts", table_name="activities_reminder")
    op.drop_table("activities_reminder")
    op.drop_index("ix_activities_welcomer_person_id", table_name="activities_welcomer")
    op.drop_table("activities_welcomer")
