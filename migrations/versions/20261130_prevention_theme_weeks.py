"""prevention: theme weeks"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_prevention_weeks"
down_revision = "20261130_prevention_circles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_theme_week",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_by_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_prevention_theme_week_order")),
        sa.ForeignKeyConstraint(["about_by_id"], ["person.id"], name=op.f("fk_prevention_theme_week_about_by_id")),
        sa.ForeignKeyConstraint(
            ["circle_id"], ["prevention_circle.id"], name=op.f("fk_prevention_theme_week_circle_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_theme_week")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_theme_week_public_id")),
    )
    op.create_index(op.f("ix_prevention_theme_week_about_by_id"), "prevention_theme_week", ["about_by_id"])
    op.create_index(op.f("ix_prevention_theme_week_circle_id"), "prevention_theme_week", ["circle_id"])
    op.create_index(op.f("ix_prevention_theme_week_first_day"), "prevention_theme_week", ["first_day"])
    op.create_index(op.f("ix_prevention_theme_week_last_day"), "prevention_theme_week", ["last_day"])


def downgrade() -> None:
    op.drop_table("prevention_theme_week")
