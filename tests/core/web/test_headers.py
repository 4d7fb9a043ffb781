"""Nothing from elsewhere, nothing inline, nothing kept of what is somebody's own: on every kind of answer."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web import Who, who
from app.web.headers import POLICY
from app.web.limits import DEFAULT
from app.web.static_files import asset
from tests.factories import Make


@pytest.mark.own_app
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/about", 200),
        ("HEAD", "/about", 200),
        ("GET", "/not-here", 404),
        ("DELETE", "/about", 405),
        ("GET", "/language/en", 303),
        ("POST", "/look", 303),
        ("GET", "/desk", 303),
        ("GET", "/boom", 500),
    ],
)
def test_policy_stands_on_each_kind_of_answer(
    make_app: Callable[..., Flask], method: str, path: str, status: int
) -> None:
    app = make_app(PROPAGATE_EXCEPTIONS=False)

    def boom() -> str:
        raise RuntimeError

    app.add_url_rule("/boom", "boom", who(Who.EVERYONE)(boom))
    answer = app.test_client().open(path, method=method)
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    sources = {source for value in rules.values() for source in value.split()}
    assert sources == {"'none'", "'self'", "data:"}


def test_static_file_is_kept_a_year_and_carries_the_policy(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        sheet = asset("theme.css")
    answer = client.get(sheet, headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Content-Encoding"] == "gzip"


def test_strict_transport_is_asked_over_https_alone(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/about").headers
    assert client.get("/about", base_url="https://localhost").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_page_of_a_signed_in_person_is_not_stored(
    client: FlaskClient, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    assert as_person(make.person()).get("/about").headers["Cache-Control"] == "no-store"
    assert client.get("/about").headers["Cache-Control"] == "no-cache"


@pytest.mark.own_app
def test_page_is_compressed_and_a_calendar_is_not(app: Flask) -> None:
    """Checklist 7.8."""
    for name, kind in (("page", "text/html"), ("feed", "text/calendar"), ("data", "application/json")):
        view = who(Who.EVERYONE)(lambda kind=kind: ("x" * 5000, 200, {"Content-Type": kind}))
        app.add_url_rule(f"/sample/{name}", name, view)
    client, accepts = app.test_client(), {"Accept-Encoding": "gzip"}
    encodings = {
        name: client.get(f"/sample/{name}", headers=accepts).headers.get("Content-Encoding")
        for name in ("page", "feed", "data")
    }
    assert encodings == {"page": "gzip", "feed": None, "data": "gzip"}


def test_proxy_is_believed_only_as_often_as_configured(make_app: Callable[..., Flask]) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    alone, behind = make_app(), make_app(WIJ_PROXY_COUNT=1)
    assert "Strict-Transport-Security" not in alone.test_client().get("/about", headers=forwarded).headers
    assert "Strict-Transport-Security" in behind.test_client().get("/about", headers=forwarded).headers


@pytest.mark.own_app
def test_machine_that_asks_without_end_is_told_to_wait_and_a_calendar_never(make_app: Callable[..., Flask]) -> None:
    """Checklist 7.9."""
    app = make_app(RATELIMIT_ENABLED=True, RATELIMIT_DEFAULTS_PER_METHOD=False)

    def feed() -> str:
        return "BEGIN:VCALENDAR"

    app.add_url_rule("/calendar/sample/tea.ics", "sample", who(Who.EVERYONE)(feed))
    client = app.test_client()
    often = range(int(DEFAULT.split()[0]) + 1)
    assert {client.get("/calendar/sample/tea.ics").status_code for _time in often} == {200}
    answers = [client.get("/language/en").status_code for _time in often]
    assert (set(answers[:-1]), answers[-1]) == ({303}, 429)
