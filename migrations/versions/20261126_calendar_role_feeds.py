"""calendar: links to the calendar of a role"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_role_feeds"
down_revision = "20261126_stories"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feed_token") as table:
        table.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default=""))
        table.add_column(sa.Column("slug", sa.String(length=60), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("feed_token") as table:
        table.drop_column("slug")
        table.drop_column("kind")
