"""contributions: stories of a season, with a picture"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_stories"
down_revision = "20261126_thanks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributions_story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=True),
        sa.Column("etag", sa.String(length=64), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_story_house_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_contributions_story_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_story")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_story_public_id")),
    )
    op.create_index("ix_contributions_story_house", "contributions_story", ["house_id", "day"])
    op.create_index(op.f("ix_contributions_story_made_by_id"), "contributions_story", ["made_by_id"])


def downgrade() -> None:
    op.drop_table("contributions_story")
