"""All that prevention takes, keeps, gives back and writes down, name by name: whoever adds to it changes these lists.

No other route takes anything. What is ticked, worked out or answered on a page has no door to come in by.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import dedent
from types import FunctionType, ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request
from wtforms import StringField

from app.config import ROOT
from app.db import Base
from app.plugins.manager import load_models
from app.privacy.export import own_data
from app.web import verbs
from app.web.forms import Form
from tests.contracts.bad_walks import Walked
from tests.contracts.test_boundaries import fields_of, keys_of

load_models()

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}

_CIRCLE = "about ask_at groups name theme whole_theme"
_ORGANISATION = "does email link name phone"
_WEEK = "about first last title"
_INTENTION = "day part sentence told words"
_ADDRESS = "body dated link phone source theme title valid_until"
TAKES = {
    # somebody with that role in the house writes a fact or signs it off: nothing about a person
    "/prevention/check/<house_slug>/<key>": "digest has_read show_name",
    "/prevention/check/<house_slug>/<key>/back": "",
    "/prevention/check/<house_slug>/<key>/off": "",
    "/prevention/check/<house_slug>/<key>/words": _ADDRESS,
    "/prevention/check/<house_slug>/new": f"{_ADDRESS} kind",
    # whoever signed off takes their own name away
    "/prevention/facts/checks/<public_id>/nameless": "",
    # who is active in a theme: joining, and what a circle puts on its page
    "/prevention/circles/<slug>/back/<key>": "",
    "/prevention/circles/<slug>/edit": _CIRCLE,
    "/prevention/circles/<slug>/join": "show_name",
    "/prevention/circles/<slug>/leave": "",
    "/prevention/circles/<slug>/materials/new": "link text title",
    "/prevention/circles/<slug>/off/<key>": "",
    "/prevention/circles/<slug>/organisations/<key>": _ORGANISATION,
    "/prevention/circles/<slug>/organisations/new": _ORGANISATION,
    "/prevention/circles/<slug>/stop": "",
    "/prevention/circles/<slug>/versions/<key>": "",
    "/prevention/circles/<slug>/wake": "",
    "/prevention/circles/<slug>/weeks/new": _WEEK,
    "/prevention/circles/new": f"{_CIRCLE} show_name",
    # a circle's week, with the days and what it is about; who organises something leaves it, and joins it
    "/prevention/theme-weeks/<key>/edit": _WEEK,
    "/prevention/theme-weeks/<key>/join/<owner>/<kind>/<thing>": "",
    "/prevention/theme-weeks/<key>/leave/<owner>/<kind>/<thing>": "",
    "/prevention/theme-weeks/<key>/off": "",
    "/prevention/theme-weeks/<key>/on": "",
    "/prevention/theme-weeks/<key>/versions/<version>": "",
    # a reminder that somebody sets for themselves, kept apart from who they are
    "/prevention/intentions/<key>/away": "",
    "/prevention/intentions/<key>/back": "",
    "/prevention/intentions/<key>/change": _INTENTION,
    "/prevention/intentions/<key>/done": "",
    "/prevention/intentions/new/<theme>": f"{_INTENTION} way",
    # a group's distance, all of it together: the only numbers that anybody types
    "/prevention/challenges/<key>/add": "day km",
    "/prevention/challenges/<key>/back/<distance>": "",
    "/prevention/challenges/<key>/go-on": "",
    "/prevention/challenges/<key>/hide": "",
    "/prevention/challenges/<key>/show": "",
    "/prevention/challenges/<key>/stop": "",
    "/prevention/challenges/new/<slug>": "audience ends_on goal km start title",
    # two people who both say yes to going somewhere together
    "/prevention/together/<key>/answer": "answer",
    "/prevention/together/<key>/decide": "answer who",
    "/prevention/together/<key>/stop": "",
    "/prevention/together/<owner>/<kind>/<date>": "reach",
}
"""Every route that takes something, with the names of all that it reads of a form."""

READS = {
    "circles.views": "theme",
    "intentions.views": "code",
    "shelf.choosing": "about paper period size",
}
"""What pages that change nothing read of an address, by module: which list, which sheet, the code on one's own slip."""

KEEPS = {
    "prevention_challenge": "id key group_id house_id title start goal km started_on ends_on stopped_on everyone "
    "hidden",
    "prevention_challenge_distance": "key challenge_id day tenths",
    "prevention_circle": "id public_id slug house_id started_at alive_at stopped_at hidden theme name about "
    "about_by_id contact contact_by_id whole_theme group_ids",
    "prevention_circle_material": "id public_id circle_id title text link put_by_id at removed_at hidden",
    "prevention_circle_member": "circle_id person_id show_name since",
    "prevention_circle_organisation": "id public_id circle_id name does link phone email put_by_id replaces_id "
    "removed_at hidden",
    "prevention_circle_version": "id public_id circle_id at theme name about about_by_id contact contact_by_id "
    "whole_theme group_ids",
    "prevention_company": "id public_id person_id ref house_id starts ends sensitive reach stage asked_at next_at "
    "companion_id agreed_at closed_at",
    "prevention_company_asked": "company_id person_id declined_at",
    "prevention_fact_check": "id public_id house_id key digest checked_on person_id show_name",
    "prevention_fact_version": "id house_id key kind theme title body phone link source dated valid_until language "
    "written_at written_by_id based_on ended_at",
    "prevention_intention": "key owner house_id theme sentence words told remind_at goes_on leaving_at",
    "prevention_theme_week": "id public_id circle_id theme first_day last_day made_at removed_at hidden title about "
    "about_by_id",
    "prevention_theme_week_left_out": "week_id ref",
    "prevention_theme_week_version": "id public_id week_id first_day last_day at title about about_by_id",
}
"""Every table of prevention with its columns."""

OF_ALL_TOGETHER = ["prevention_challenge.km", "prevention_challenge_distance.tenths"]
"""The numbers that prevention keeps: how far a group goes, and came, together. Neither row knows a person."""

GIVES = {
    "asked_to_go_along": "date said_no said_yes starts",
    "circle_materials": "at link title words",
    "circle_organisations": "name words",
    "circle_words": "at contact name words",
    "circles": "first_name_shown name since",
    "company_asked_for": "agreed asked date reach starts",
    "facts_checked": "checked_on first_name_shown key",
    "facts_written": "key title words written",
    "intentions": "gone_after reminder reminder_says_what theme what",
    "theme_week_words": "at first_day title words",
    "theme_weeks": "first_day title words",
}
"""All that prevention gives somebody of themselves, by part."""

WRITES_DOWN = (
    "challenge.added challenge.hidden challenge.shown challenge.started challenge.stopped challenge.taken_back "
    "challenge.went_on circle.changed circle.joined circle.left circle.put circle.put_back circle.started "
    "circle.stopped circle.taken_off circle.woken company.answered company.asked company.decided company.stopped "
    "fact.checked fact.nameless fact.put_back fact.taken_off fact.written week.called_off week.called_on week.changed "
    "week.joined week.left week.planned"
)
"""Every verb of prevention in the log. An intention is not among them."""

SENDS = re.compile(
    r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|\.submit\(|new Image|importScripts|\bping\b"
)
"""Ways in which a script sends something."""


# What comes in


def read_by(view: Callable[..., Any]) -> set[str]:
    """The names that a view reads of what was sent, with whom it asks in its own module; "*" for what has no name."""
    found: set[str] = set()
    ahead, seen = [inspect.unwrap(view)], set[object]()
    while ahead:
        function = ahead.pop()
        if function in seen:
            continue
        seen.add(function)
        tree = ast.parse(dedent(inspect.getsource(function)))
        found |= raw_names(tree, "form")
        for known in asked_by_name(tree, function.__globals__):
            if isinstance(known, type) and issubclass(known, Form):
                found |= set(fields_of(known))
            elif isinstance(known, FunctionType) and known.__module__ == function.__module__:
                ahead.append(inspect.unwrap(known))
            elif isinstance(known, FunctionType) and known.__module__.endswith(".forms"):
                ahead.append(known)
    return found


def asked_by_name(tree: ast.AST, known: Mapping[str, object]) -> Iterator[object]:
    """What stands under the names of a function, and of the modules that it names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield known.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = known.get(node.value.id)
            yield vars(module).get(node.attr) if isinstance(module, ModuleType) else None


def raw_names(tree: ast.AST, what: str) -> set[str]:
    """What is read of `request.<what>` by name; "*" for every other use, and for other ways to read what was sent."""
    named, uses = set[str](), 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_request(getattr(node.func, "value", None), what):
            named |= {str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant)}
        elif isinstance(node, ast.Compare) and is_request(node.comparators[0], what):
            named |= {str(node.left.value)} if isinstance(node.left, ast.Constant) else set()
        elif is_request(node, what):
            uses += 1
    others = any(
        is_request(node, one) for node in ast.walk(tree) for one in ("json", "values", "data", "files", "stream")
    )
    asked = any(is_request(node, one) for node in ast.walk(tree) for one in ("get_json", "get_data"))
    return named | ({"*"} if others or asked or uses > len(named) else set())


def is_request(node: ast.AST | None, what: str) -> bool:
    """Whether a node is `request.<what>`."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == what
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    )


def taken_by(app: Flask, prefix: str = "/prevention") -> dict[str, str]:
    """Every route below `prefix` that takes something, with the names that it reads."""
    return {
        str(rule): " ".join(sorted(read_by(app.view_functions[rule.endpoint])))
        for rule in app.url_map.iter_rules()
        if str(rule).startswith(prefix) and (rule.methods or set()) & CHANGES
    }


def test_prevention_takes_what_is_listed_and_nothing_else(app: Flask) -> None:
    assert taken_by(app) == {rule: " ".join(sorted(names.split())) for rule, names in TAKES.items()}


class Minutes(Form):
    """A form that prevention must never have."""

    minutes = StringField("Hoeveel minuten?")


def keep_minutes() -> str:
    """Takes minutes as a form."""
    return str(Minutes().minutes.data)


def keep_meals() -> str:
    """Takes meals without any form."""
    return str(request.form.get("meals", ""))


def keep_anything() -> str:
    """Takes whatever comes."""
    return str(dict(request.form)) + str(request.get_json())


def test_door_for_answers_minutes_or_meals_is_found() -> None:
    house = Flask("planted")
    for view in (keep_minutes, keep_meals, keep_anything):
        house.add_url_rule(f"/prevention/week/{view.__name__}", view_func=view, methods=["POST"])
    house.add_url_rule("/prevention/week/looks", view_func=keep_meals, endpoint="looks")
    assert taken_by(house) == {
        "/prevention/week/keep_minutes": "minutes",
        "/prevention/week/keep_meals": "meals",
        "/prevention/week/keep_anything": "*",
    }


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_forms_that_anybody_meets_ask_what_is_listed(walked: Walked) -> None:
    rules = {rule.endpoint: str(rule) for rule in walked.app.url_map.iter_rules() if "POST" in (rule.methods or set())}
    met = [(rules.get(form.endpoint, ""), form) for _visitor, form in walked.forms()]
    asked = {(rule, field.name) for rule, form in met for field in form.fields if rule.startswith("/prevention")}
    assert {rule for rule, _name in asked} <= set(TAKES)
    assert [(rule, name) for rule, name in sorted(asked) if name not in f"{TAKES[rule]} csrf_token".split()] == []


def test_pages_read_of_an_address_what_is_listed() -> None:
    reading: dict[str, str] = {}
    for path in sorted((ROOT / "plugins" / "prevention").rglob("*.py")):
        tree = ast.parse(path.read_text())
        names = raw_names(tree, "args") if path.name == "views.py" else given_names(tree)
        if names - {"*"}:
            reading[".".join(path.relative_to(ROOT / "plugins" / "prevention").with_suffix("").parts)] = " ".join(
                sorted(names - {"*"})
            )
    assert reading == READS


def test_only_views_of_prevention_know_of_a_request() -> None:
    modules = [(one, ast.parse(one.read_text())) for one in (ROOT / "plugins" / "prevention").rglob("*.py")]
    flask = [(one, node) for one, tree in modules for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    asking = {
        one.name for one, node in flask if node.module == "flask" and "request" in {name.name for name in node.names}
    }
    assert asking == {"views.py"}


def given_names(tree: ast.AST) -> set[str]:
    """What a module reads of `given`, which is the arguments of an address."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    own = [
        call for call in calls if isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "given"
    ]
    return {str(one.value) for call in own for one in call.args[:1] if isinstance(one, ast.Constant)}


def test_no_script_of_prevention_sends_anything() -> None:
    scripts = sorted((ROOT / "plugins" / "prevention" / "static").glob("*.js"))
    assert [one.name for one in scripts] == ["home.js", "week.js"]
    assert [one.name for one in scripts if SENDS.search(one.read_text())] == []
    assert SENDS.search("navigator.sendBeacon('/x', minutes)")


# What is kept


def columns_of(metadata: sa.MetaData) -> dict[str, str]:
    """Every table of prevention with its columns, in their order."""
    own = [table for table in metadata.sorted_tables if table.name.startswith("prevention_")]
    return {table.name: " ".join(column.name for column in table.columns) for table in own}


def numbers_in(metadata: sa.MetaData) -> list[str]:
    """Columns of prevention with a number that is neither a key nor a reference."""
    return sorted(
        f"{table.name}.{one.name}"
        for table in metadata.sorted_tables
        if table.name.startswith("prevention_")
        for one in table.columns
        if isinstance(one.type, sa.Integer | sa.Numeric | sa.Float) and not one.primary_key and not one.foreign_keys
    )


def test_prevention_keeps_what_is_listed_and_nothing_else() -> None:
    assert columns_of(Base.metadata) == KEEPS
    assert numbers_in(Base.metadata) == OF_ALL_TOGETHER
    tables = {name.partition(".")[0] for name in OF_ALL_TOGETHER}
    assert {column.info["holds"] for name in tables for column in Base.metadata.tables[name].columns} == {"none"}


# What goes out, and what is written down


def test_prevention_gives_back_and_writes_down_what_is_listed(walked: Walked) -> None:
    with walked.app.test_request_context():
        told = [own_data(person_id)["plugins"]["prevention"] for person_id in walked.filled.people.values()]
    given: dict[str, set[str]] = {}
    for part, rows in (pair for one in told for pair in one.items()):
        given.setdefault(part, set()).update(keys_of(rows))
    assert {part: " ".join(sorted(names)) for part, names in given.items()} == GIVES
    written = sorted(verb.partition(".")[2] for verb in verbs.registered() if verb.startswith("prevention."))
    assert written == sorted(WRITES_DOWN.split())
