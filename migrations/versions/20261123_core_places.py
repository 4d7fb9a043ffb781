"""places: houses, spaces, hours, closures, occupancy, house rules"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_01"
down_revision = None
branch_labels = None
depends_on = None


NEIGHBOUR = """
SELECT 1 FROM (
    SELECT ends FROM occupancy WHERE space_id = NEW.space_id AND starts < NEW.ends {others}
    ORDER BY starts DESC LIMIT 1
) WHERE ends > NEW.starts
"""
"""Rows of a space never overlap, so only the last one that starts before the new end can clash with it."""


def forbid_overlap() -> None:
    """Let the database refuse two rows of one space that overlap. Batch mode drops triggers: call this after it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE occupancy ADD CONSTRAINT occupancy_no_overlap EXCLUDE USING gist"
            " (int4range(space_id, space_id, '[]') WITH &&, tstzrange(starts, ends) WITH &&)"
        )
        return
    for name, moment, others in (
        ("insert", "INSERT", ""),
        ("update", "UPDATE OF space_id, starts, ends", "AND id <> NEW.id"),
    ):
        op.execute(
            f"CREATE TRIGGER occupancy_no_overlap_{name} BEFORE {moment} ON occupancy"
            f" WHEN EXISTS ({NEIGHBOUR.format(others=others)})"
            " BEGIN SELECT RAISE(ABORT, 'occupancy_no_overlap'); END"
        )


def upgrade() -> None:
    op.create_table(
        "neighbourhood",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood")),
        sa.UniqueConstraint("slug", name=op.f("uq_neighbourhood_slug")),
    )
    op.create_table(
        "old_slug",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", name=op.f("pk_old_slug")),
    )
    op.create_table(
        "house",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("zone_name", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("phone_hours", sa.String(length=60), nullable=False),
        sa.Column("contact_names", sa.String(length=120), nullable=False),
        sa.Column("is_partner", sa.Boolean(), nullable=False),
        sa.Column("holiday_country", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhood.id"], name=op.f("fk_house_neighbourhood_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house")),
        sa.UniqueConstraint("slug", name=op.f("uq_house_slug")),
    )
    op.create_table(
        "house_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_house_rule_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_rule")),
    )
    op.create_index(op.f("ix_house_rule_house_id"), "house_rule", ["house_id"], unique=False)
    op.create_table(
        "space",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("condition", sa.String(length=200), nullable=False),
        sa.Column("seated", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("facts", sa.String(length=300), nullable=False),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("bookable", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_space_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space")),
        sa.UniqueConstraint("slug", name=op.f("uq_space_slug")),
    )
    op.create_index(op.f("ix_space_house_id"), "space", ["house_id"], unique=False)
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("holiday", sa.Date(), nullable=True),
        sa.CheckConstraint("ends > starts", name=op.f("ck_closure_order")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_closure_house_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_closure_space_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sa.UniqueConstraint("house_id", "holiday", name=op.f("uq_closure_house_id_holiday")),
        sa.UniqueConstraint("public_id", name=op.f("uq_closure_public_id")),
    )
    op.create_index(op.f("ix_closure_ends"), "closure", ["ends"], unique=False)
    op.create_index(op.f("ix_closure_house_id"), "closure", ["house_id"], unique=False)
    op.create_table(
        "occupancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends > starts", name=op.f("ck_occupancy_order")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_occupancy_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupancy")),
    )
    op.create_index("ix_occupancy_expires", "occupancy", ["expires_at"], unique=False)
    op.create_index("ix_occupancy_neighbour", "occupancy", ["space_id", "starts", "ends"], unique=False)
    op.create_index(op.f("ix_occupancy_ref"), "occupancy", ["ref"], unique=False)
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_opening_hours_house_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_opening_hours_space_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    op.create_index(op.f("ix_opening_hours_house_id"), "opening_hours", ["house_id"], unique=False)
    op.create_table(
        "space_part",
        sa.Column("whole_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["space.id"], name=op.f("fk_space_part_part_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["whole_id"], ["space.id"], name=op.f("fk_space_part_whole_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("whole_id", "part_id", name=op.f("pk_space_part")),
    )
    op.create_table(
        "space_photo",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=64), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_space_photo_space_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("space_id", name=op.f("pk_space_photo")),
    )
    forbid_overlap()


def downgrade() -> None:
    op.drop_table("space_photo")
    op.drop_table("space_part")
    op.drop_index(op.f("ix_opening_hours_house_id"), table_name="opening_hours")
    op.drop_table("opening_hours")
    op.drop_index(op.f("ix_occupancy_ref"), table_name="occupancy")
    op.drop_index("ix_occupancy_neighbour", table_name="occupancy")
    op.drop_index("ix_occupancy_expires", table_name="occupancy")
    op.drop_table("occupancy")
    op.drop_index(op.f("ix_closure_house_id"), table_name="closure")
    op.drop_index(op.f("ix_closure_ends"), table_name="closure")
    op.drop_table("closure")
    op.drop_index(op.f("ix_space_house_id"), table_name="space")
    op.drop_table("space")
    op.drop_index(op.f("ix_house_rule_house_id"), table_name="house_rule")
    op.drop_table("house_rule")
    op.drop_table("house")
    op.drop_table("old_slug")
    op.drop_table("neighbourhood")
