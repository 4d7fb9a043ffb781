"""outreach: how somebody looked"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_looks"
down_revision = "20261201_outreach_talks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outreach_look") as batch:
        batch.add_column(sa.Column("kind", sa.String(length=7), server_default="seen", nullable=False))
        batch.create_check_constraint(op.f("ck_outreach_look_kind"), "kind IN ('seen', 'printed', 'taken')")


def downgrade() -> None:
    with op.batch_alter_table("outreach_look") as batch:
        batch.drop_constraint(op.f("ck_outreach_look_kind"), type_="check")
        batch.drop_column("kind")
