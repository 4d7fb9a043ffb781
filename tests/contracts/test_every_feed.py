"""Every feed there is, of the core and of each plugin, over HTTP: research/ical.md, sections 7 and 8."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta

import icalendar
import pytest
import sqlalchemy as sa
import vobject
from flask.testing import FlaskClient
from werkzeug.http import http_date
from werkzeug.test import TestResponse

from app import clock
from app.actors import Actor
from app.calendar import kinds, tokens, viewed
from app.calendar.choosing import Choice
from app.calendar.offered import offered_to
from app.db import db, transaction
from app.people.models import Person
from plugins.activities.models import Activity
from plugins.rooms.opening.models import StaffedHours
from tests.apps import Apps
from tests.contracts.bad_house import TODAY, Filled, filled_house
from tests.databases import PostgreSQL, SQLite
from tests.factories import Make, at

PUBLIC = (
    "house",
    "view",
    "group",
    "screen",
    "room",
    "activity",
    "organiser",
    "theme",
    "followed",
    "counts",
    "circle",
    "themeweek",
    "tasks",
)
OFFERED = ("my-tasks", "together", "cleaning", "openers", "closers", "keys", "rota")
OWN = ("own", "all", "times")
"""One's own agenda, and that of somebody who reads along."""


@pytest.fixture(scope="module")
def house(engine: SQLite | PostgreSQL, apps: Apps) -> Iterator[Filled]:
    """The filled house, which looks for who opens it."""
    with filled_house(engine, apps) as filled, clock.at(at(TODAY, "10:00")):
        with filled.app.app_context(), transaction() as session:
            session.add(StaffedHours(house_id=filled.house, weekday=0, opens=time(9), closes=time(17)))
        Make(filled.app).role(filled.people["bram"], filled.house, "cleaner")
        yield filled


@pytest.fixture(scope="module")
def addresses(house: Filled) -> Mapping[str, str]:
    """The path of one feed of each kind."""
    with house.app.app_context(), house.app.test_request_context():
        return {**_public(house), **_offered(house), **_own(house)}


def _public(house: Filled) -> dict[str, str]:
    found = {
        kind.kind: f"/calendar/{kind.kind}/{kind.lists()[0].slug}.ics"
        for kind in kinds.everything()
        if kind.public and kind.lists()
    }
    view = viewed.path_of(Choice(house="de-linde", theme="eten", words="Koken é", weekdays=(3, 5)))
    activity = db.session.scalars(sa.select(Activity.slug).order_by(Activity.id).limit(1)).one()
    return {
        **found,
        "view": view or "",
        "activity": f"/calendar/activity/{activity}.ics",
        "organiser": f"/calendar/organiser/{house.keys['chantal']}.ics",
    }


def _offered(house: Filled) -> dict[str, str]:
    found: dict[str, str] = {}
    for person_id in house.people.values():
        for one in offered_to(person_id):
            kind = one.key.partition("/")[0]
            if kind not in found:
                found[kind] = f"/calendar/mine/{tokens.make(Actor.self(person_id), kind, one.key)}.ics"
    return found


def _own(house: Filled) -> dict[str, str]:
    lieke = Actor.self(house.people["lieke"])
    secrets = {
        "own": tokens.make(lieke, "telefoon"),
        **{much: tokens.share(lieke, "dochter", much) for much in (tokens.ALL, tokens.TIMES)},
    }
    return {name: f"/calendar/mine/{secret}.ics" for name, secret in secrets.items()}


def test_no_kind_of_feed_is_forgotten_here(house: Filled) -> None:
    with house.app.app_context():
        known = kinds.everything()
    assert sorted(kind.kind for kind in known if kind.public) == sorted(PUBLIC)
    assert sorted(kind.kind for kind in known if not kind.public) == sorted(OFFERED)


@pytest.mark.parametrize("kind", [*PUBLIC, *OFFERED, *OWN])
def test_feed_is_answered_as_calendar_programs_want_it(house: Filled, addresses: Mapping[str, str], kind: str) -> None:
    path, client = addresses[kind], house.app.test_client()
    asked = {"Accept": "text/calendar, application/calendar+json", "Accept-Encoding": "gzip, br"}
    got = client.get(path, headers=asked)
    assert got.status_code == 200
    assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert got.headers["Content-Disposition"].startswith("inline; filename=")
    cache = {"public", "max-age=300"} if kind in PUBLIC else {"private", "no-cache"}
    assert set(got.headers["Cache-Control"].split(", ")) == cache
    assert got.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in got.headers
    assert "Cookie" not in got.headers.get("Vary", "")
    assert "Content-Encoding" not in got.headers
    _heads_and_polls(client, path)
    assert "METHOD" not in icalendar.Calendar.from_ical(got.data)
    assert vobject.readOne(got.data.decode()).version.value == "2.0"
    assert len("https://linde.example" + path) <= 110


def _heads_and_polls(client: FlaskClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    assert _without_date(head) == _without_date(got)
    since, before = got.headers["Last-Modified"], http_date(datetime(2020, 1, 1, tzinfo=UTC))
    with clock.at(clock.now() + timedelta(hours=3)):
        for headers, status in (
            ({"If-None-Match": got.headers["ETag"]}, 304),
            ({"If-None-Match": f'"other", W/{got.headers["ETag"]}'}, 304),
            ({"If-None-Match": '"other"', "If-Modified-Since": since}, 200),
            ({"If-Modified-Since": since}, 304),
            ({"If-Modified-Since": before}, 200),
        ):
            again = client.get(path, headers=headers)
            assert (again.status_code, again.data) == (status, got.data if status == 200 else b""), headers


def _without_date(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers if name != "Date"}


@pytest.mark.parametrize("kind", PUBLIC)
def test_public_feed_is_the_same_for_who_is_signed_in(house: Filled, addresses: Mapping[str, str], kind: str) -> None:
    own = house.browser("lieke").get(addresses[kind])
    assert own.data == house.app.test_client().get(addresses[kind]).data
    assert "Set-Cookie" not in own.headers


@pytest.mark.parametrize("kind", [*PUBLIC, "none"])
def test_feed_that_is_not_there_is_a_404_without_words(house: Filled, kind: str) -> None:
    answer = house.app.test_client().get(f"/calendar/{kind}/no-such-thing.ics")
    assert (answer.status_code, answer.data) == (404, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("kind", [*OFFERED, *OWN])
def test_secret_feed_whose_link_was_ended_is_a_410_and_one_that_never_was_a_404(
    house: Filled, addresses: Mapping[str, str], kind: str
) -> None:
    client, path = house.app.test_client(), addresses[kind]
    with house.app.app_context():
        token = tokens.find(path.removeprefix("/calendar/mine/").removesuffix(".ics"))
        assert token is not None
        with transaction():
            token.revoked_at = clock.now()
        token_id = token.id
    ended, unknown = client.get(path), client.get("/calendar/mine/never-was-one.ics")
    with house.app.app_context(), transaction() as session:
        session.get_one(type(token), token_id).revoked_at = None
    assert (ended.status_code, unknown.status_code) == (410, 404)
    assert ended.data == unknown.data == b""
    assert _without_date(ended) == _without_date(unknown)
    for answer in (ended, unknown):
        assert "WWW-Authenticate" not in answer.headers
        assert "Set-Cookie" not in answer.headers


def test_forgotten_person_has_no_feed_any_more(house: Filled, addresses: Mapping[str, str]) -> None:
    with house.app.app_context(), transaction() as session:
        session.get_one(Person, house.people["lieke"]).forgotten_at = clock.now()
    answer = house.app.test_client().get(addresses["times"])
    with house.app.app_context(), transaction() as session:
        session.get_one(Person, house.people["lieke"]).forgotten_at = None
    assert (answer.status_code, answer.data) == (404, b"")
