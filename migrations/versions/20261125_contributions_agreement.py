"""contributions: both sides say yes to an agreement, its wordings stay, and one looks back"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_agreement"
down_revision = "20261125_waiting"
branch_labels = None
depends_on = None

VERSION = sa.table(
    "contributions_agreement_version",
    *(sa.column(name) for name in ("agreement_id", "words", "proposed_by", "proposed_at", "agreed_at")),
)
AGREEMENT = sa.table("contributions_agreement", *(sa.column(name) for name in ("id", "words", "changed_at")))


def upgrade() -> None:
    op.create_table(
        "contributions_agreement_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(length=5), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.Column("answerer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("proposed_by IN ('group', 'house')", name=op.f("ck_contributions_agreement_version_side")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["contributions_agreement.id"],
            name=op.f("fk_contributions_agreement_version_agreement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answerer_id"], ["person.id"], name=op.f("fk_contributions_agreement_version_answerer_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposer_id"], ["person.id"], name=op.f("fk_contributions_agreement_version_proposer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions_agreement_version")),
    )
    for name in ("agreement_id", "answerer_id", "proposer_id"):
        op.create_index(op.f(f"ix_contributions_agreement_version_{name}"), "contributions_agreement_version", [name])
    op.create_table(
        "contributions_agreement_reminder",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("season", sa.String(length=9), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["people_group.id"],
            name=op.f("fk_contributions_agreement_reminder_group_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_contributions_agreement_reminder_house_id")),
        sa.PrimaryKeyConstraint("group_id", "house_id", "season", name=op.f("pk_contributions_agreement_reminder")),
    )
    old = sa.select(
        AGREEMENT.c.id, AGREEMENT.c.words, sa.literal("group"), AGREEMENT.c.changed_at, AGREEMENT.c.changed_at
    )
    op.execute(VERSION.insert().from_select([column.name for column in VERSION.columns], old))
    with op.batch_alter_table("contributions_agreement") as table:
        for name in ("worked", "did_not", "onward"):
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("looked_back_at", sa.DateTime(timezone=True), nullable=True))
        table.drop_column("words")
    with op.batch_alter_table("contributions_agreement") as table:
        for name in ("worked", "did_not", "onward"):
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("contributions_agreement") as table:
        table.add_column(sa.Column("words", sa.Text(), nullable=False, server_default=""))
    newest = (
        sa.select(VERSION.c.words)
        .where(VERSION.c.agreement_id == AGREEMENT.c.id, VERSION.c.agreed_at.is_not(None))
        .order_by(VERSION.c.agreed_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    op.execute(AGREEMENT.update().values(words=sa.func.coalesce(newest, "")))
    with op.batch_alter_table("contributions_agreement") as table:
        table.alter_column("words", server_default=None)
        for name in ("looked_back_at", "onward", "did_not", "worked"):
            table.drop_column(name)
    op.drop_table("contributions_agreement_reminder")
    op.drop_table("contributions_agreement_version")
