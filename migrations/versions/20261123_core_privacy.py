"""privacy: who asked to be forgotten"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_05"
down_revision = "20261123_04"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "privacy_forgotten",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("public_id", name=op.f("pk_privacy_forgotten")),
    )


def downgrade() -> None:
    op.drop_table("privacy_forgotten")
