"""core: when what changed begins, so that who cannot know in time is called"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_core_late_changes"
down_revision = "20261130_activities_labels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_index("ix_notice_begins_at", ["begins_at"])


def downgrade() -> None:
    with op.batch_alter_table("notice") as batch:
        batch.drop_index("ix_notice_begins_at")
        batch.drop_column("begins_at")
