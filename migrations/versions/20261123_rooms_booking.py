"""rooms: bookings"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_06"
down_revision = "20261123_05"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
