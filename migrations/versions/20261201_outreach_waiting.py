"""outreach: what has been open for long"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_waiting"
down_revision = "20261201_outreach_along"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outreach_followup") as batch:
        batch.add_column(sa.Column("waiting_told", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outreach_followup") as batch:
        batch.drop_column("waiting_told")
