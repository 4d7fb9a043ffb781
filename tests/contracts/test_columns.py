"""Privacy is structure: what tables may hold, and that each column says what it holds."""

import re

import pytest
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


@pytest.mark.parametrize("column", COLUMNS, ids=name_of)
def test_column_says_what_it_holds_and_what_forgetting_does(column: sa.Column[object]) -> None:
    assert column.info.get("holds") in {"none", "person", "contact", "words of a person"}
    assert column.info.get("forget") in set(Forget)
    if column.info["holds"] == "none":
        assert column.info["forget"] is Forget.KEEP
    if column.info["holds"] in {"contact", "words of a person"}:
        assert column.info["of"] == "" or column.info["of"] in column.table.columns


@pytest.mark.parametrize("column", COLUMNS, ids=name_of)
def test_column_that_points_at_a_person_is_known_as_one(column: sa.Column[object]) -> None:
    points = any(key.target_fullname == "person.id" for key in column.foreign_keys)
    itself = name_of(column) == "person.id"
    assert (column.info["holds"] == "person") is (points or itself)
    if points:
        assert column.info["forget"] in {Forget.ROW, Forget.EMPTY}
        assert column.info["forget"] is Forget.ROW or column.nullable


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
