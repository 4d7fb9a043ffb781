"""prevention: versions of theme weeks, and what is left out of them"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_prevention_weeks_kept"
down_revision = "20261201_outreach_looks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_theme_week_left_out",
        sa.Column("week_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["week_id"],
            ["prevention_theme_week.id"],
            name=op.f("fk_prevention_theme_week_left_out_week_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("week_id", "ref", name=op.f("pk_prevention_theme_week_left_out")),
    )
    op.create_table(
        "prevention_theme_week_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("week_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["about_by_id"], ["person.id"], name=op.f("fk_prevention_theme_week_version_about_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["week_id"],
            ["prevention_theme_week.id"],
            name=op.f("fk_prevention_theme_week_version_week_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_theme_week_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_theme_week_version_public_id")),
    )
    for column in ("about_by_id", "week_id"):
        op.create_index(op.f(f"ix_prevention_theme_week_version_{column}"), "prevention_theme_week_version", [column])


def downgrade() -> None:
    op.drop_table("prevention_theme_week_version")
    op.drop_table("prevention_theme_week_left_out")
