"""activities: ideas that a host hid"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_activities_idea_hidden"
down_revision = "20261130_activities_after"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activities_idea", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("activities_idea") as batch:
        batch.drop_column("hidden")
