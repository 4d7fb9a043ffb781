"""contributions: a code for who helps without an account"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_guests"
down_revision = "20261126_talents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contributions_promise", sa.Column("guest_code", sa.String(length=16), nullable=True))
    op.create_index(op.f("ix_contributions_promise_guest_code"), "contributions_promise", ["guest_code"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_contributions_promise_guest_code"), table_name="contributions_promise")
    op.drop_column("contributions_promise", "guest_code")
