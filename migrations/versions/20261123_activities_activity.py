"""activities: activities, occurrences, sign-ups"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_08"
down_revision = "20261123_07"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("zone_name", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("words_by_id", sa.Integer(), nullable=True),
        sa.Column("themes", sa.String(length=60), nullable=False),
        sa.Column("tags", sa.String(length=200), nullable=False),
        sa.Column("costs", sa.String(length=100), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("with_paid_staff", sa.Boolean(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_activities_activity_places")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_activities_activity_created_by_id")),
        sa.ForeignKeyConstraint(["group_id"], ["people_group.id"], name=op.f("fk_activities_activity_group_id")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_activities_activity_house_id")),
        sa.ForeignKeyConstraint(["words_by_id"], ["person.id"], name=op.f("fk_activities_activity_words_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_activity")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_activity_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_activities_activity_slug")),
    )
    op.create_index(
        op.f("ix_activities_activity_created_by_id"), "activities_activity", ["created_by_id"], unique=False
    )
    op.create_index(op.f("ix_activities_activity_group_id"), "activities_activity", ["group_id"], unique=False)
    op.create_index(op.f("ix_activities_activity_house_id"), "activities_activity", ["house_id"], unique=False)
    op.create_index(op.f("ix_activities_activity_words_by_id"), "activities_activity", ["words_by_id"], unique=False)
    op.create_table(
        "activities_organiser",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_organiser_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activities_organiser_person_id")),
        sa.PrimaryKeyConstraint("activity_id", "person_id", name=op.f("pk_activities_organiser")),
    )
    op.create_index(op.f("ix_activities_organiser_person_id"), "activities_organiser", ["person_id"], unique=False)
    op.create_table(
        "activities_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("first", sa.DateTime(), nullable=False),
        sa.Column("last", sa.DateTime(), nullable=False),
        sa.Column("end_clock", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_ending_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_series_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_series")),
        sa.UniqueConstraint("uid", name=op.f("uq_activities_series_uid")),
    )
    op.create_index(op.f("ix_activities_series_activity_id"), "activities_series", ["activity_id"], unique=False)
    op.create_table(
        "activities_occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column("original_start", sa.DateTime(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("words_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("room_lost", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_activities_occurrence_order")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_occurrence_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["activities_series.id"], name=op.f("fk_activities_occurrence_series_id")
        ),
        sa.ForeignKeyConstraint(["words_by_id"], ["person.id"], name=op.f("fk_activities_occurrence_words_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_occurrence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_occurrence_public_id")),
        sa.UniqueConstraint(
            "series_id", "original_start", name=op.f("uq_activities_occurrence_series_id_original_start")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_activities_occurrence_uid")),
    )
    op.create_index(
        op.f("ix_activities_occurrence_activity_id"), "activities_occurrence", ["activity_id"], unique=False
    )
    op.create_index(op.f("ix_activities_occurrence_ends"), "activities_occurrence", ["ends"], unique=False)
    op.create_index(op.f("ix_activities_occurrence_series_id"), "activities_occurrence", ["series_id"], unique=False)
    op.create_index("ix_activities_occurrence_window", "activities_occurrence", ["starts", "ends"], unique=False)
    op.create_index(
        op.f("ix_activities_occurrence_words_by_id"), "activities_occurrence", ["words_by_id"], unique=False
    )
    op.create_table(
        "activities_series_space",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["activities_series.id"],
            name=op.f("fk_activities_series_space_series_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_activities_series_space_space_id")),
        sa.PrimaryKeyConstraint("series_id", "space_id", name=op.f("pk_activities_series_space")),
    )
    op.create_index(op.f("ix_activities_series_space_space_id"), "activities_series_space", ["space_id"], unique=False)
    op.create_table(
        "activities_occurrence_space",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_occurrence_space_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_activities_occurrence_space_space_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "space_id", name=op.f("pk_activities_occurrence_space")),
    )
    op.create_index(
        op.f("ix_activities_occurrence_space_space_id"), "activities_occurrence_space", ["space_id"], unique=False
    )
    op.create_table(
        "activities_signup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("first_time", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("party BETWEEN 1 AND 10", name=op.f("ck_activities_signup_party")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["activities_occurrence.id"],
            name=op.f("fk_activities_signup_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activities_signup_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_signup")),
        sa.UniqueConstraint("code", name=op.f("uq_activities_signup_code")),
        sa.UniqueConstraint("occurrence_id", "person_id", name=op.f("uq_activities_signup_occurrence_id_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_activities_signup_public_id")),
    )
    op.create_index(op.f("ix_activities_signup_occurrence_id"), "activities_signup", ["occurrence_id"], unique=False)
    op.create_index(op.f("ix_activities_signup_person_id"), "activities_signup", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_activities_signup_person_id"), table_name="activities_signup")
    op.drop_index(op.f("ix_activities_signup_occurrence_id"), table_name="activities_signup")
    op.drop_table("activities_signup")
    op.drop_index(op.f("ix_activities_occurrence_space_space_id"), table_name="activities_occurrence_space")
    op.drop_table("activities_occurrence_space")
    op.drop_index(op.f("ix_activities_series_space_space_id"), table_name="activities_series_space")
    op.drop_table("activities_series_space")
    op.drop_index(op.f("ix_activities_occurrence_words_by_id"), table_name="activities_occurrence")
    op.drop_index("ix_activities_occurrence_window", table_name="activities_occurrence")
    op.drop_index(op.f("ix_activities_occurrence_series_id"), table_name="activities_occurrence")
    op.drop_index(op.f("ix_activities_occurrence_ends"), table_name="activities_occurrence")
    op.drop_index(op.f("ix_activities_occurrence_activity_id"), table_name="activities_occurrence")
    op.drop_table("activities_occurrence")
    op.drop_index(op.f("ix_activities_series_activity_id"), table_name="activities_series")
    op.drop_table("activities_series")
    op.drop_index(op.f("ix_activities_organiser_person_id"), table_name="activities_organiser")
    op.drop_table("activities_organiser")
    op.drop_index(op.f("ix_activities_activity_words_by_id"), table_name="activities_activity")
    op.drop_index(op.f("ix_activities_activity_house_id"), table_name="activities_activity")
    op.drop_index(op.f("ix_activities_activity_group_id"), table_name="activities_activity")
    op.drop_index(op.f("ix_activities_activity_created_by_id"), table_name="activities_activity")
    op.drop_table("activities_activity")
