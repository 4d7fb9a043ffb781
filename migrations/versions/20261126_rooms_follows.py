"""rooms: which series a series goes on with"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_follows"
down_revision = "20261126_lastmove"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rooms_series") as batch_op:
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_rooms_series_follows_id"), ["follows_id"])
        batch_op.create_foreign_key(batch_op.f("fk_rooms_series_follows_id"), "rooms_series", ["follows_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("rooms_series") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rooms_series_follows_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_rooms_series_follows_id"))
        batch_op.drop_column("follows_id")
