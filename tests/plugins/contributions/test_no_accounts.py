"""Rule 3: nothing is stored, exported or counted that could serve as a balance or a ranking of persons or groups."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

import plugins.contributions
from app.actors import Actor
from app.clock import Span, now
from app.db import Base, db
from app.journal import LogLine
from plugins.contributions import promising, tasks, thanking
from plugins.contributions.agreements.models import Agreement, Reminder, Version
from plugins.contributions.asks.models import Ask
from plugins.contributions.models import Promise, Task, Thanks
from plugins.contributions.rota.models import Cover, FixedPlace, Rota, RotaDate, StandIn, Swap
from plugins.contributions.stories.models import Story
from plugins.contributions.talents.models import Invitation, Talent
from plugins.contributions.workday.models import Job, WorkDay
from tests.plugins.contributions.conftest import People

ROTA = (Rota, RotaDate, FixedPlace, StandIn, Cover, Swap)
WITHOUT_AMOUNTS = (
    *(Promise, Thanks, Agreement, Version, Reminder),
    *(FixedPlace, StandIn, Cover, Swap, Talent, Invitation, Ask),
)
FOLDER = Path(plugins.contributions.__file__).parent
ACCOUNT = re.compile(
    r"point|score|rank|balance|saldo|credit|debt|owe|due|euro|price|value|rate|level|badge|streak|total|count|sum"
    r"|hours|earned|spent|quota|average|number_of|top|best",
    re.IGNORECASE,
)


def test_no_column_can_hold_an_account() -> None:
    models = (Task, Promise, Thanks, Agreement, Version, Reminder, WorkDay, Job, Story, *ROTA, Talent, Invitation, Ask)
    names = {column.name for model in models for column in model.__table__.columns}
    assert {name for name in names if ACCOUNT.search(name)} == set()
    own = {table.name for table in Base.metadata.sorted_tables if table.name.startswith("contributions_")}
    assert own == {model.__tablename__ for model in models}


def test_promise_thanks_and_agreement_hold_no_amount_at_all() -> None:
    amounts = {
        f"{model.__tablename__}.{column.name}"
        for model in (
            Promise,
            Thanks,
            Agreement,
            Version,
            Reminder,
            FixedPlace,
            StandIn,
            Cover,
            Swap,
            Talent,
            Invitation,
        )
        for column in model.__table__.columns
        if isinstance(column.type, sa.Integer | sa.Float | sa.Numeric)
        and not (column.primary_key or column.foreign_keys or column.name == "sequence")
    }
    assert amounts == set()


def keys_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


def numbers_in(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def test_own_data_tells_the_story_and_no_amounts(app: Flask, people: People) -> None:
    task = people.task("Soep koken")
    with app.app_context():
        made = promising.promise_task(Actor.self(people.lieke), task)
        promising.promise_own(Actor.self(people.lieke), people.house, "Ik bak een cake.")
        promising.mark_done(Actor.self(people.lieke), made)
        thanking.thank(Actor.self(people.toos), made, "Heerlijk!")
        exported = app.extensions["wij_plugins"].export_person(people.lieke)["contributions"]
    assert [(one["task"], one["own_words"], one["done"] is not None) for one in exported["promises"]] == [
        ("Soep koken", None, True),
        (None, "Ik bak een cake.", False),
    ]
    assert [(one["for"], one["words"], one["shown"]) for one in exported["thanks_received"]] == [
        ("Soep koken", "Heerlijk!", False)
    ]
    assert {key for key in keys_in(exported) if ACCOUNT.search(key)} == set()
    assert list(numbers_in(exported)) == []


def test_own_data_holds_nothing_of_another(app: Flask, people: People) -> None:
    with app.app_context():
        promising.promise_own(Actor.self(people.ria), people.house, "Ik bel graag rond.")
        assert app.extensions["wij_plugins"].export_person(people.lieke)["contributions"] == {
            "promises": [],
            "thanks_received": [],
            "thanks_given": [],
            "fixed_places": [],
            "stands_in": [],
            "asked_to_stand_in": [],
            "likes": [],
            "asked_to_help": [],
            "asked_for_a_hand": [],
        }


def test_no_code_groups_or_counts_by_person_or_group() -> None:
    sources = "\n".join(path.read_text() for path in FOLDER.rglob("*.py"))
    grouped = re.findall(r"group_by\(([^)]*)\)", sources)
    assert grouped
    assert [columns for columns in grouped if re.search(r"person|guest|group", columns)] == []
    assert re.findall(r"count\([^)]*(?:person|guest|group)[^)]*\)|Counter\(|\blen\(.*promises", sources) == []


def test_log_says_what_was_done_and_never_whose_words(app: Flask, people: People) -> None:
    with app.app_context():
        made = promising.promise_own(Actor.self(people.lieke), people.house, "Geheim-Merkteken")
        promising.mark_done(Actor.self(people.lieke), made)
        thanking.thank(Actor.self(people.toos), made, "Geheim-Merkteken")
        lines = db.session.scalars(sa.select(LogLine).order_by(LogLine.id)).all()
    own = [line for line in lines if line.verb.startswith("contributions.")]
    assert [line.verb for line in own] == [
        "contributions.promise.made",
        "contributions.promise.done",
        "contributions.thanks.said",
    ]
    assert [line for line in own if "Merkteken" in line.label] == []


@pytest.mark.sweep
def test_figures_are_of_the_house_as_a_whole(app: Flask, people: People) -> None:
    for number in range(6):
        task = people.task(f"Klus {number}")
        with app.app_context():
            promising.promise_task(Actor.self(people.lieke), task)
    people.task("Nog open")
    closed = people.task("Vervallen")
    with app.app_context():
        tasks.close_task(Actor.self(people.toos), closed)
        promising.promise_own(Actor.self(people.ria), people.house, "Ik bel graag rond.")
        window = Span(now().replace(year=now().year - 1), now().replace(year=now().year + 1))
        figures = app.extensions["wij_plugins"].figures(people.house, window)
    assert {figure.key: figure.value for figure in figures} == {
        "contributions.asked": 8,
        "contributions.picked_up": 7,
    }
