"""core: what somebody else gets to see with a link to a calendar"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_core_calendar_reader"
down_revision = "20261130_activities_coming"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feed_token") as batch:
        batch.add_column(sa.Column("lets_see", sa.String(length=5), server_default="", nullable=False))
        batch.create_check_constraint(op.f("ck_feed_token_lets_see"), "lets_see IN ('', 'all', 'times')")


def downgrade() -> None:
    with op.batch_alter_table("feed_token") as batch:
        batch.drop_constraint(op.f("ck_feed_token_lets_see"), type_="check")
        batch.drop_column("lets_see")
