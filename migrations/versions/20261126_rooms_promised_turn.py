"""rooms: a turn that was promised among the tasks; contributions: roles that a task asks for"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_promised_turn"
down_revision = "20261126_activities_role"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms_turn", sa.Column("promised", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("contributions_task", sa.Column("roles", sa.String(length=100), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("contributions_task") as batch:
        batch.drop_column("roles")
    with op.batch_alter_table("rooms_turn") as batch:
        batch.drop_column("promised")
