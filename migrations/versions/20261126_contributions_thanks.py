"""contributions: a drawn cup of coffee with a thank-you"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_thanks"
down_revision = "20261126_follows"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contributions_thanks") as table:
        table.add_column(sa.Column("drawing", sa.String(length=10), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("contributions_thanks") as table:
        table.drop_column("drawing")
