"""The public read API: what it tells, what it never tells, and that its document says what is so."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.calendar.entry import Status, Visibility
from app.calendar.repeats import Repeat
from app.clock import at
from app.config import ROOT
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import MADE, a_series, an_entry
from tests.factories import Make

SECRETS = ("Nog geheim", "Bezet houden", "In de kluis", "Kluis", "kluis")


@pytest.fixture
def linde(make: Make) -> int:
    with at(MADE):
        return make.house("De Linde", slug="linde", kind="Buurthuis", address="Lindelaan 1")


@pytest.fixture
def room(make: Make, linde: int) -> int:
    return make.space(linde, "Zaal A", slug="zaal-a", facts="lift,projector", about="Met een piano.")


@pytest.fixture
def planted(tea: Tea, make: Make, linde: int, room: int) -> None:
    """One thing that is public in a room, and much that is not."""
    vault = make.space(linde, "Kluis", slug="kluis", private=True)
    make.space(linde, "Alles", slug="alles", parts=(room, vault))
    on = an_entry(house_id=linde, space_ids=(room,), place="Zaal A", url="/tea/k3f9", note="nog 6 plekken")
    tea.entries = [
        on,
        replace(on, uid="b", span=on.span.moved(1, on.zone), visibility=Visibility.BUSY, title="Bezet houden"),
        replace(on, uid="c", visibility=Visibility.HIDDEN, title="Nog geheim"),
        replace(on, uid="d", space_ids=(vault,), title="In de kluis"),
    ]


def answer(client: FlaskClient, path: str, status: int = 200) -> Any:
    found = client.get(f"/api/v1{path}")
    assert (found.status_code, found.content_type) == (status, "application/json")
    assert [secret for secret in SECRETS if secret in found.text] == []
    return found.get_json()


@pytest.mark.sweep
@pytest.mark.usefixtures("planted")
def test_agenda_tells_what_is_public_whole_and_nothing_else(client: FlaskClient) -> None:
    found = answer(client, "/agenda")
    assert datetime.fromisoformat(found["entries"][0].pop("changed")).tzinfo is not None
    assert found == {
        "first": "2026-09-10",
        "last": "2026-10-07",
        "entries": [
            {
                "uid": "4f6b2a7e-uid",
                "occurrence": None,
                "title": "Theekransje",
                "starts": "2026-09-15T19:00:00+02:00",
                "ends": "2026-09-15T21:00:00+02:00",
                "status": "CONFIRMED",
                "reason": "",
                "house": "linde",
                "place": "Zaal A",
                "location": "",
                "description": "",
                "themes": [],
                "labels": [],
                "pace": "",
                "languages": [],
                "ages": None,
                "free": False,
                "costs": "",
                "places": None,
                "url": "https://wij.example/tea/k3f9",
            }
        ],
    }


@pytest.mark.usefixtures("planted")
def test_room_is_taken_and_only_what_is_public_says_what_for(client: FlaskClient) -> None:
    found = answer(client, "/rooms/zaal-a/taken?first=2026-09-14&last=2026-09-20")
    assert [(one["starts"], one["title"], one["url"]) for one in found["taken"]] == [
        ("2026-09-15T19:00:00+02:00", "Theekransje", "https://wij.example/tea/k3f9"),
        ("2026-09-16T19:00:00+02:00", None, None),
    ]


@pytest.mark.usefixtures("planted")
def test_rooms_are_those_that_everybody_may_know(client: FlaskClient) -> None:
    [found] = answer(client, "/rooms?house=linde")["rooms"]
    assert (found["slug"], found["facts"], found["seated"]) == ("zaal-a", ["lift", "projector"], 20)
    for slug in ("kluis", "alles", "none"):
        assert client.get(f"/api/v1/rooms/{slug}/taken").get_json() == {"error": "There is no such room."}


def test_houses_are_told(client: FlaskClient, linde: int) -> None:
    [found] = answer(client, "/houses")["houses"]
    assert (found["slug"], found["kind"], found["url"]) == ("linde", "Buurthuis", "https://wij.example/house/linde")


def test_dates_of_a_series_have_one_uid_and_each_their_own_start(client: FlaskClient, tea: Tea, linde: int) -> None:
    _series, dates = a_series(Repeat.weekly(1, count=2), "2026-10-20")
    off = replace(dates[1], status=Status.CANCELLED, note="Storm")
    tea.entries = [replace(one, house_id=linde) for one in (dates[0], off)]
    found = answer(client, "/agenda?first=2026-10-19&last=2026-10-31")["entries"]
    assert [(one["uid"], one["occurrence"], one["starts"], one["status"], one["reason"]) for one in found] == [
        ("series-uid", "2026-10-20T19:00:00", "2026-10-20T19:00:00+02:00", "CONFIRMED", ""),
        ("series-uid", "2026-10-27T19:00:00", "2026-10-27T19:00:00+01:00", "CANCELLED", "Storm"),
    ]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("last=2026-12-10", 200),
        ("last=2026-12-11", 400),
        ("first=2026-09-12&last=2026-09-11", 400),
        ("first=9999-12-31", 400),
        ("first=gisteren", 400),
        ("from=2026-09-12", 400),
        ("first=2026-09-12&first=2026-09-13", 400),
        ("house=nowhere", 404),
        ("theme=geheim", 404),
    ],
)
def test_question_that_is_not_understood_is_a_clear_no(
    client: FlaskClient, linde: int, query: str, status: int
) -> None:
    found = answer(client, f"/agenda?{query}", status)
    assert list(found) == (["first", "last", "entries"] if status == 200 else ["error"])


def test_agenda_that_did_not_change_is_answered_without_reading_an_entry(
    app: Flask,
    client: FlaskClient,
    tea: Tea,
    linde: int,
    count_queries: Callable[[Flask], AbstractContextManager[list[str]]],
) -> None:
    tea.entries = [an_entry(house_id=linde)]
    for encoding in ({}, {"Accept-Encoding": "gzip"}):
        first = client.get("/api/v1/agenda", headers=encoding)
        again = {**encoding, "If-None-Match": first.headers["ETag"]}
        with count_queries(app) as found:
            assert client.get("/api/v1/agenda", headers=again).status_code == 304
        assert len(found) <= 3
    tea.entries = [an_entry(house_id=linde, title="Anders")]
    assert client.get("/api/v1/agenda", headers=again).status_code == 200


def test_answer_is_alike_for_everybody_and_open_to_pages_of_other_sites(client: FlaskClient, linde: int) -> None:
    for path in ("/agenda", "/houses", "/rooms", "/openapi.json"):
        headers = client.get(f"/api/v1{path}").headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in headers
        assert "Cookie" not in headers.get("Vary", "")


def test_answer_that_cannot_be_whole_is_not_given(app: Flask, client: FlaskClient, tea: Tea, linde: int) -> None:
    app.config["WIJ_CONTAIN_FAILURES"] = True
    tea.broken = True
    found = client.get("/api/v1/agenda")
    assert (found.status_code, found.headers["Retry-After"]) == (503, "600")
    assert found.get_json() == {"error": "The answer cannot be whole just now. Try again later."}


@pytest.mark.usefixtures("planted")
def test_document_says_what_is_answered_and_the_docs_name_every_address(client: FlaskClient) -> None:
    document = answer(client, "/openapi.json")
    assert document["openapi"] == "3.1.0"
    page = (ROOT / "docs" / "publishing.md").read_text()
    for path, methods in document["paths"].items():
        assert f"`/api/v1{path}`" in page
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert faults(answer(client, path.replace("{slug}", "zaal-a")), schema, document) == []
    assert sorted(document["paths"]) == ["/agenda", "/houses", "/rooms", "/rooms/{slug}/taken"]
    asked = [one["name"] for one in document["paths"]["/agenda"]["get"]["parameters"]]
    assert asked == ["first", "last", "house", "theme", "label", "words", "weekday"]


def faults(value: Any, schema: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """Where a value is not what its schema says: as much of JSON Schema as the document uses."""
    if "$ref" in schema:
        return faults(value, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document)
    if "anyOf" in schema:
        return [] if any(not faults(value, one, document) for one in schema["anyOf"]) else [f"{value!r}: none fits"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    if not isinstance(value, kinds[schema["type"]]):
        return [f"{value!r} is not {schema['type']}"]
    if schema.get("enum", [value]).count(value) == 0:
        return [f"{value!r} is none of {schema['enum']}"]
    if schema.get("format") == "date-time" and datetime.fromisoformat(str(value)).tzinfo is None:
        return [f"{value!r} has no offset"]
    if isinstance(value, list):
        return [fault for one in value for fault in faults(one, schema["items"], document)]
    if isinstance(value, dict):
        if sorted(value) != sorted(schema["required"]) or sorted(value) != sorted(schema["properties"]):
            return [f"{sorted(value)} are not the fields"]
        return [fault for name in value for fault in faults(value[name], schema["properties"][name], document)]
    return []
