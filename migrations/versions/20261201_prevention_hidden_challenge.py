"""prevention: a challenge that a host hides"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_prevention_hidden"
down_revision = "20261201_outreach_counts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("prevention_challenge", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("prevention_challenge") as batch:
        batch.drop_column("hidden")
