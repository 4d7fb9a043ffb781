"""prevention: theme circles"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_prevention_circles"
down_revision = "20261130_rooms_lost"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prevention_circle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_by_id", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("contact_by_id", sa.Integer(), nullable=True),
        sa.Column("whole_theme", sa.Boolean(), nullable=False),
        sa.Column("group_ids", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["about_by_id"], ["person.id"], name=op.f("fk_prevention_circle_about_by_id")),
        sa.ForeignKeyConstraint(["contact_by_id"], ["person.id"], name=op.f("fk_prevention_circle_contact_by_id")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_prevention_circle_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_circle")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_circle_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_prevention_circle_slug")),
    )
    op.create_index(op.f("ix_prevention_circle_about_by_id"), "prevention_circle", ["about_by_id"])
    op.create_index(op.f("ix_prevention_circle_alive_at"), "prevention_circle", ["alive_at"])
    op.create_index(op.f("ix_prevention_circle_contact_by_id"), "prevention_circle", ["contact_by_id"])
    op.create_index(op.f("ix_prevention_circle_house_id"), "prevention_circle", ["house_id"])

    op.create_table(
        "prevention_circle_material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("put_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["prevention_circle.id"],
            name=op.f("fk_prevention_circle_material_circle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["put_by_id"], ["person.id"], name=op.f("fk_prevention_circle_material_put_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_circle_material")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_circle_material_public_id")),
    )
    op.create_index(op.f("ix_prevention_circle_material_circle_id"), "prevention_circle_material", ["circle_id"])
    op.create_index(op.f("ix_prevention_circle_material_put_by_id"), "prevention_circle_material", ["put_by_id"])

    op.create_table(
        "prevention_circle_member",
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("show_name", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["prevention_circle.id"],
            name=op.f("fk_prevention_circle_member_circle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_prevention_circle_member_person_id")),
        sa.PrimaryKeyConstraint("circle_id", "person_id", name=op.f("pk_prevention_circle_member")),
    )
    op.create_index(op.f("ix_prevention_circle_member_person_id"), "prevention_circle_member", ["person_id"])

    op.create_table(
        "prevention_circle_organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("put_by_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["prevention_circle.id"],
            name=op.f("fk_prevention_circle_organisation_circle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["put_by_id"], ["person.id"], name=op.f("fk_prevention_circle_organisation_put_by_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["prevention_circle_organisation.id"],
            name=op.f("fk_prevention_circle_organisation_replaces_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_circle_organisation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_circle_organisation_public_id")),
    )
    op.create_index(
        op.f("ix_prevention_circle_organisation_circle_id"), "prevention_circle_organisation", ["circle_id"]
    )
    op.create_index(
        op.f("ix_prevention_circle_organisation_put_by_id"), "prevention_circle_organisation", ["put_by_id"]
    )
    op.create_index(
        op.f("ix_prevention_circle_organisation_replaces_id"), "prevention_circle_organisation", ["replaces_id"]
    )

    op.create_table(
        "prevention_circle_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_by_id", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("contact_by_id", sa.Integer(), nullable=True),
        sa.Column("whole_theme", sa.Boolean(), nullable=False),
        sa.Column("group_ids", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["about_by_id"], ["person.id"], name=op.f("fk_prevention_circle_version_about_by_id")),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["prevention_circle.id"],
            name=op.f("fk_prevention_circle_version_circle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_by_id"], ["person.id"], name=op.f("fk_prevention_circle_version_contact_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_circle_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prevention_circle_version_public_id")),
    )
    op.create_index(op.f("ix_prevention_circle_version_about_by_id"), "prevention_circle_version", ["about_by_id"])
    op.create_index(op.f("ix_prevention_circle_version_at"), "prevention_circle_version", ["at"])
    op.create_index(op.f("ix_prevention_circle_version_circle_id"), "prevention_circle_version", ["circle_id"])
    op.create_index(op.f("ix_prevention_circle_version_contact_by_id"), "prevention_circle_version", ["contact_by_id"])


def downgrade() -> None:
    op.drop_table("prevention_circle_version")
    op.drop_table("prevention_circle_organisation")
    op.drop_table("prevention_circle_member")
    op.drop_table("prevention_circle_material")
    op.drop_table("prevention_circle")
