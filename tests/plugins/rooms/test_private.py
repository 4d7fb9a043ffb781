"""A private room is never shown: its name and what happens in it are planted, and looked for everywhere."""

from collections.abc import Callable
from datetime import date, time

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor, Channel
from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from app.places.availability import Hours
from app.places.models import Space
from app.plugins import current_hooks
from app.refs import Ref
from plugins.rooms.kinds.deciding import RuleValues, decide
from plugins.rooms.models import ref_of
from plugins.rooms.opening import turns
from plugins.rooms.opening.heating import set_minutes
from plugins.rooms.opening.lines import add_line
from plugins.rooms.preparing.keeping import ThingValues, add_setup, add_thing
from plugins.rooms.preparing.lending import prepare
from plugins.rooms.rights import may_know
from plugins.rooms.sharing.handing import offer
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import PUBLIC, THURSDAY, Scene

Browser = Callable[[int], FlaskClient]
SLOT = span(THURSDAY, "14:00-16:00")
SECRETS = ("Spreekkamer", "spreekkamer", "Vleugel", "vleugel", "Planteerwoord")


@pytest.fixture
def planted(scene: Scene, make: Make) -> str:
    """A booking in a private room, and one in a combined room with a private part; the first one's id."""
    room = make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True, seated=20)
    wing = make.space(scene.house, "Vleugel", slug="vleugel", parts=[room], seated=40)
    make.closure(scene.house, span("2027-03-19", "09:00-12:00"), reason="Planteerwoord", space_id=room)
    key = scene.book(SLOT, who=scene.toos, space=room, title="Planteerwoord", visibility=PUBLIC)
    scene.book(span(THURSDAY, "17:00-18:00"), who=scene.toos, space=wing, title="Planteerwoord", visibility=PUBLIC)
    scene.weekly("2027-03-17", "10:00-11:00", 3, who=scene.toos, space=room, title="Planteerwoord", visibility=PUBLIC)
    scene.cancel(scene.rows()[-1].public_id, who=scene.toos)
    plant_around(scene, room, key)
    return key


def plant_around(scene: Scene, room: int, key: str) -> None:
    """What a house keeps of a private room: a thing, a set-up, rules, minutes, lines; and an offer of its booking."""
    toos = Actor.self(scene.toos)
    with scene.app.app_context():
        thing = add_thing(toos, scene.house, ThingValues(name="Planteerwoord", quantity=1, space_id=room))
        how = add_setup(toos, scene.house, room, "Planteerwoord", 15)
        prepare(toos, key, {thing: 1}, how)
        for what in ("longest", "times"):
            since = date(2027, 3, 1)
            rule = RuleValues(what=what, value=9, since=since, why="Planteerwoord", space_id=room, per="week")
            decide(toos, scene.house, rule)
        set_minutes(toos, scene.house, {"spreekkamer": 30})
        for part in ("open", "close"):
            add_line(toos, scene.house, part, "Planteerwoord", room)
        week = [Hours(day, time(9), time(12)) for day in range(5)]
        turns.set_staffed_hours(toos, scene.house, week)
        offer(toos, key)


PAGES = (
    "/",
    "/agenda",
    "/agenda/week/2027-03-15",
    "/agenda/day/2027-03-18",
    "/house/de-linde",
    "/rooms/",
    "/rooms/?people=4",
    "/rooms/?people=4&day=2027-03-18&start=10:00&end=11:00",
    "/rooms/zaal-a?week=2027-03-15",
    "/rooms/zaal-a?day=2027-03-18",
    "/rooms/day/2027-03-18",
    "/rooms/agreed/de-linde",
    "/rooms/along",
    "/rooms/zaal-a/door",
    "/rooms/zaal-a/now",
    "/houses/de-linde/lobby",
    "/calendar/house/de-linde.ics",
    "/calendar/room/zaal-a.ics",
    "/calendar/theme/ontmoeten.ics",
    "/activities/",
    "/contributions/",
    "/about/plugins",
)
HIDDEN = (
    "/rooms/spreekkamer",
    "/rooms/spreekkamer?week=2027-03-15",
    "/rooms/vleugel",
    "/calendar/room/spreekkamer.ics",
    "/calendar/room/vleugel.ics",
)
PATH = "purpose=meeting&people=12&day=2027-03-18&start=14:00&end=16:00"
STEPS = (
    f"/rooms/book?{PATH}&room=spreekkamer",
    f"/rooms/book/when?{PATH}&room=spreekkamer",
    f"/rooms/book/room?{PATH}&room=spreekkamer",
    f"/rooms/book/room?{PATH}&often=weekly&times=4",
    f"/rooms/book/dates?{PATH}&often=weekly&times=4&room=zaal-a",
    f"/rooms/book/agenda?{PATH}&room=zaal-a",
    f"/rooms/book/room?{PATH.replace('people=12', 'people=90')}",
    "/me",
)


def shown(client: FlaskClient, path: str) -> tuple[int, list[str]]:
    """The status of a page, and which secrets it tells. A slug that was typed into the address may stand in it."""
    answer = client.get(path, follow_redirects=True)
    page = answer.get_data(as_text=True)
    return answer.status_code, [secret for secret in SECRETS if secret in page and secret not in path]


@pytest.mark.parametrize("path", PAGES)
def test_public_page_or_feed_tells_nothing(
    planted: str, scene: Scene, client: FlaskClient, as_person: Browser, path: str
) -> None:
    for reader in (client, as_person(scene.lieke)):
        status, told = shown(reader, path)
        assert (status, told) == (200, []), path


@pytest.mark.parametrize("path", HIDDEN)
def test_private_room_answers_as_if_it_were_not_there(
    planted: str, scene: Scene, client: FlaskClient, as_person: Browser, path: str
) -> None:
    for reader in (client, as_person(scene.lieke)):
        assert shown(reader, path) == (404, [])


@pytest.mark.parametrize("path", STEPS)
def test_guided_path_of_a_neighbour_tells_nothing(planted: str, scene: Scene, as_person: Browser, path: str) -> None:
    assert shown(as_person(scene.lieke), path) == (200, [])


def test_refusals_tell_nothing(planted: str, scene: Scene, as_person: Browser) -> None:
    scene.book(SLOT, who=scene.noor)
    lieke = as_person(scene.lieke)
    form = {"title": "x", "visibility": "busy"}
    for room in ("zaal-a", "spreekkamer", "vleugel"):
        page = lieke.post(f"/rooms/book/agenda?{PATH}&room={room}", data=form, follow_redirects=True).get_data(
            as_text=True
        )
        assert [secret for secret in SECRETS if secret in page and secret != room] == [], room
    for method in ("move", "cancel", "restore", "needs", "open", "offer", "swap", "keep", "here"):
        page = lieke.post(f"/rooms/booking/{planted}/{method}").get_data(as_text=True)
        assert [secret for secret in SECRETS if secret in page] == [], method


def test_opener_is_told_nothing_of_a_private_room(planted: str, scene: Scene, as_person: Browser) -> None:
    scene.make.role(scene.noor, scene.house, "key_holder")
    noor = as_person(scene.noor)
    with scene.app.app_context():
        turn = turns.take(Actor.self(scene.noor), scene.house, str(ref_of(planted)), "open")
    for page in ("/rooms/opening/de-linde", f"/rooms/opening/de-linde/{turn}", "/me", "/contributions/"):
        assert shown(noor, page) == (200, []), page
    for page in ("things", "ready", "heating", "checklist", "moving", "keys", "staffed"):
        assert shown(noor, f"/rooms/{page}/de-linde") == (403, []), page


@pytest.mark.parametrize("at_time", ["2027-03-18T14:30", "2027-03-18T17:30"])
def test_screens_of_the_house_tell_nothing_while_a_private_room_is_used(
    planted: str, scene: Scene, client: FlaskClient, at_time: str
) -> None:
    day, clock = at_time.split("T")
    with clock_at(at(day, clock)):
        for page in ("/houses/de-linde/lobby", "/rooms/zaal-a/door", "/rooms/zaal-a/now", "/", "/rooms/day"):
            assert shown(client, page)[1] == [], page


def test_hooks_tell_nothing_to_others(planted: str, scene: Scene) -> None:
    ref = Ref("rooms", "booking", planted)
    window = Span(at("2027-03-15", "00:00"), at("2027-03-30", "00:00"))
    with scene.app.test_request_context():
        hooks = current_hooks()
        told = "".join(f"{need.title} {need.ref}" for need in hooks.needs(scene.house, window))
        assert [secret for secret in SECRETS if secret in told] == []
        assert hooks.describe([ref], None) == {}
        assert hooks.describe([ref], scene.lieke) == {}
        own = hooks.describe([ref], scene.toos)[ref]
        assert own.url == f"/rooms/booking/{planted}"
        assert "Spreekkamer" not in own.title


def test_host_sees_the_private_room_and_who_acts_for_a_neighbour_does_not(
    planted: str, scene: Scene, as_person: Browser
) -> None:
    host = as_person(scene.toos)
    assert "Planteerwoord" in host.get("/rooms/spreekkamer?week=2027-03-15").get_data(as_text=True)
    assert "Spreekkamer" in host.get("/rooms/").get_data(as_text=True)
    assert "Spreekkamer" in host.get(f"/rooms/booking/{planted}").get_data(as_text=True)
    helping = Actor(typist=scene.toos, subject=scene.lieke, channel=Channel.DESK)
    with scene.app.app_context():
        room = db.session.scalars(sa.select(Space).where(Space.slug == "spreekkamer")).one()
        assert may_know(Actor.self(scene.toos), room)
        assert not may_know(helping, room)


def test_own_calendar_of_the_host_shows_when_and_not_what(planted: str, scene: Scene, as_person: Browser) -> None:
    page = as_person(scene.toos).get(f"/rooms/booking/{planted}.ics").get_data(as_text=True)
    assert "Spreekkamer" not in page
