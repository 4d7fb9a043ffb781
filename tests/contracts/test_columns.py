"""Privacy is structure: what tables may hold, and that each column says what it holds."""

import re

import sqlalchemy as sa

from app.db import Base, Forget
from app.plugins.manager import load_models

load_models()
COLUMNS = [column for table in Base.metadata.sorted_tables for column in table.columns]
NEVER = re.compile(
    r"score|rank|risk|points|balance|debt|credit|diagnos|vulnerab|health|illness|disease|medic|frail|lonel|income|"
    r"religion|ethnic|birth|no_?show|blacklist|rating|streak|euro|price|hours_owed",
    re.IGNORECASE,
)


def name_of(column: sa.Column[object]) -> str:
    return f"{column.table.name}.{column.name}"


def test_column_says_what_it_holds_and_what_forgetting_does() -> None:
    def says(column: sa.Column[object]) -> bool:
        holds, forget = column.info.get("holds"), column.info.get("forget")
        if holds not in {"none", "person", "mark", "contact", "words of a person"} or forget not in set(Forget):
            return False
        if holds == "mark":
            return forget is Forget.ROW and column.info["salt"] in column.table.columns
        if holds in {"contact", "words of a person"}:
            return column.info["of"] == "" or column.info["of"] in column.table.columns
        return holds != "none" or forget is Forget.KEEP

    assert [name_of(column) for column in COLUMNS if not says(column)] == []


def test_column_that_points_at_a_person_is_known_as_one() -> None:
    def points(column: sa.Column[object]) -> bool:
        return any(key.target_fullname == "person.id" for key in column.foreign_keys)

    def known(column: sa.Column[object]) -> bool:
        about = points(column) or name_of(column) == "person.id"
        return (column.info["holds"] == "person") is about

    def emptied(column: sa.Column[object]) -> bool:
        return column.info["forget"] is Forget.ROW or (column.info["forget"] is Forget.EMPTY and bool(column.nullable))

    assert [name_of(column) for column in COLUMNS if not known(column)] == []
    assert [name_of(column) for column in COLUMNS if points(column) and not emptied(column)] == []


def test_no_table_or_column_can_hold_a_score_or_a_label_of_a_person() -> None:
    names = [table.name for table in Base.metadata.sorted_tables] + [name_of(column) for column in COLUMNS]
    assert [name for name in names if NEVER.search(name)] == []


def test_tables_of_plugins_carry_the_name_of_their_plugin() -> None:
    strays = []
    for mapper in Base.registry.mappers:
        owner, name = mapper.class_.__module__.split(".")[:2]
        table = str(mapper.class_.__tablename__)
        if owner == "plugins" and not table.startswith(f"{name}_"):
            strays.append(table)
    assert strays == []
