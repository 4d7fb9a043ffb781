"""What is to be done when opening and closing: the house's own lines, on the page of a turn, with ticks of nobody."""

import re
from collections.abc import Callable
from datetime import time

import pytest
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import at as clock_at
from app.places.availability import Hours
from app.refusals import NotAllowed, NotFound
from plugins.rooms.models import ref_of
from plugins.rooms.opening import lines, ticking, turns
from plugins.rooms.opening.models import CLOSE, OPEN
from tests.factories import at, span
from tests.plugins.rooms.conftest import THURSDAY, Scene, refused

As = Callable[[int], FlaskClient]
EVENING = span(THURSDAY, "19:00-21:00")


@pytest.fixture
def staffed(scene: Scene) -> Scene:
    """A host is there by day; Noor and Lieke may open and close."""
    with scene.app.app_context():
        week = [Hours(day, time(9), time(17)) for day in range(7)]
        turns.set_staffed_hours(Actor.self(scene.toos), scene.house, week)
    for who in (scene.noor, scene.lieke):
        scene.make.role(who, scene.house, "key_holder")
    return scene


def write(scene: Scene, words: str, part: str = OPEN, room: int | None = None, who: int | None = None) -> str:
    """A line of the list."""
    with scene.app.app_context():
        return lines.add_line(Actor.self(who or scene.toos), scene.house, part, words, room)


def take(scene: Scene, key: str, part: str, who: int) -> str:
    """Somebody opens or closes for a booking."""
    with scene.app.app_context():
        return turns.take(Actor.self(who), scene.house, str(ref_of(key)), part)


def tick(scene: Scene, turn: str, who: int, *keys: str) -> None:
    """These are done."""
    with scene.app.app_context():
        ticking.tick(Actor.self(who), turn, keys)


def shown(scene: Scene, turn: str, who: int) -> list[tuple[str, bool]]:
    """The lines on the page of a turn, each with whether it is ticked."""
    with scene.app.app_context():
        actor = Actor.self(who)
        found = turns.own_turn(actor, turn)
        done = ticking.ticked(found)
        return [(line.words, line.public_id in done) for one in ticking.list_of(actor, found) for line in one.lines]


def written(scene: Scene, part: str = OPEN) -> list[tuple[str | None, list[str]]]:
    """The list as hosts see it."""
    with scene.app.app_context():
        groups = lines.grouped(lines.lines_of(scene.house), part)
        return [(one.space.name if one.space else None, [line.words for line in one.lines]) for one in groups]


def test_lines_stand_in_the_order_that_hosts_give_them_room_by_room(scene: Scene) -> None:
    heating, lights = write(scene, "Verwarming aan"), write(scene, "Licht aan")
    write(scene, "Deur op slot", CLOSE)
    write(scene, "Ramen open", room=scene.den)
    chairs = write(scene, "Stoelen tellen", room=scene.hall)
    toos = Actor.self(scene.toos)
    with scene.app.app_context():
        lines.put_line_before(toos, lights, 1)
        lines.put_line_before(toos, lights, 1)  # it is the first already
    assert written(scene) == [
        (None, ["Licht aan", "Verwarming aan"]), ("Zaal A", ["Stoelen tellen"]), ("Zaal B", ["Ramen open"])
    ]  # fmt: skip
    with scene.app.app_context():
        lines.put_line_before(toos, lights, -1)
        lines.remove_line(toos, chairs)
    assert written(scene) == [(None, ["Verwarming aan", "Licht aan"]), ("Zaal B", ["Ramen open"])]
    assert written(scene, CLOSE) == [(None, ["Deur op slot"])]
    with scene.app.app_context(), pytest.raises(NotFound):
        lines.remove_line(toos, chairs)
    with scene.app.app_context(), pytest.raises(NotAllowed):
        lines.remove_line(Actor.self(scene.noor), heating)


def test_line_is_refused_beside_its_field_and_to_who_is_no_host(scene: Scene) -> None:
    elsewhere = scene.make.space(scene.make.house("Elders", slug="elders"), "Zolder", slug="zolder")
    both = scene.make.space(scene.house, "Grote zaal", slug="grote-zaal", parts=[scene.hall, scene.den])
    assert refused(lambda: write(scene, "  ")).field == "words"
    assert refused(lambda: write(scene, "Licht", "later")).field == "part"
    assert refused(lambda: write(scene, "Licht", room=elsewhere)).field == "space"
    assert refused(lambda: write(scene, "Licht", room=both)).field == "space"
    with pytest.raises(NotAllowed):
        write(scene, "Licht", who=scene.noor)


@pytest.mark.sweep
def test_turn_shows_the_lines_of_the_house_and_of_the_rooms_used_then(staffed: Scene) -> None:
    write(staffed, "Licht aan")
    write(staffed, "Ramen open in A", room=staffed.hall)
    write(staffed, "Ramen open in B", room=staffed.den)
    write(staffed, "Deur op slot", CLOSE)
    staffed.book(span(THURSDAY, "10:00-12:00"), space=staffed.den)  # a host is there
    key = staffed.book(EVENING)
    opens, closes = take(staffed, key, OPEN, staffed.noor), take(staffed, key, CLOSE, staffed.noor)
    assert shown(staffed, opens, staffed.noor) == [("Licht aan", False), ("Ramen open in A", False)]
    assert shown(staffed, closes, staffed.noor) == [("Deur op slot", False)]
    staffed.book(span(THURSDAY, "19:30-20:30"), space=staffed.den)  # shares the opener
    assert [words for words, _done in shown(staffed, opens, staffed.noor)][1:] == ["Ramen open in A", "Ramen open in B"]


def test_lines_of_a_private_room_are_for_hosts_alone(staffed: Scene) -> None:
    den = staffed.make.space(staffed.house, "Spreekkamer", slug="spreekkamer", private=True, seated=4)
    write(staffed, "Licht aan")
    write(staffed, "Kast in de spreekkamer open", room=den)
    key = staffed.book(EVENING, who=staffed.toos, space=den, people=2)
    opens, closes = take(staffed, key, OPEN, staffed.noor), take(staffed, key, CLOSE, staffed.toos)
    assert shown(staffed, opens, staffed.noor) == [("Licht aan", False)]
    write(staffed, "Kast in de spreekkamer dicht", CLOSE, room=den)
    assert shown(staffed, closes, staffed.toos) == [("Kast in de spreekkamer dicht", False)]


@pytest.mark.both
def test_ticks_are_of_the_turn_and_of_nobody_and_gone_the_next_night(staffed: Scene) -> None:
    heating, lights = write(staffed, "Verwarming aan"), write(staffed, "Licht aan")
    other = write(staffed, "Ramen open in B", room=staffed.den)
    key = staffed.book(EVENING)
    turn = take(staffed, key, OPEN, staffed.noor)
    with clock_at(at(THURSDAY, "18:30")):
        tick(staffed, turn, staffed.noor, heating, lights)
        tick(staffed, turn, staffed.noor, lights, other)  # one back; one that is not on this list
        assert shown(staffed, turn, staffed.noor) == [("Verwarming aan", False), ("Licht aan", True)]
        with pytest.raises(NotFound):
            tick(staffed, turn, staffed.toos, heating)
        with staffed.app.app_context():
            turns.cannot(Actor.self(staffed.noor), turn)
        again = take(staffed, key, OPEN, staffed.lieke)
        assert shown(staffed, again, staffed.lieke) == [("Verwarming aan", False), ("Licht aan", True)]
    for moment, left in (("23:59", 1), ("00:01", 0)):
        day = THURSDAY if left else "2027-03-19"
        with clock_at(at(day, moment)), staffed.app.app_context():
            ticking.expire_ticks()
        assert staffed.all("SELECT count(*) FROM rooms_opening_tick") == [(left,)]


def test_ticking_is_refused_when_it_is_not_the_time(staffed: Scene) -> None:
    line = write(staffed, "Verwarming aan")
    turn = take(staffed, staffed.book(EVENING), OPEN, staffed.noor)
    for day, moment in (("2027-03-17", "18:59"), ("2027-03-19", "00:00")):
        with clock_at(at(day, moment)):
            assert refused(lambda: tick(staffed, turn, staffed.noor, line)).status == 409
    with clock_at(at("2027-03-17", "19:00")):
        tick(staffed, turn, staffed.noor, line)
    assert staffed.all("SELECT count(*) FROM rooms_opening_tick") == [(1,)]


def test_pages_of_the_list_and_of_the_turn(staffed: Scene, as_person: As) -> None:
    toos, noor = as_person(staffed.toos), as_person(staffed.noor)
    page = "/rooms/checklist/de-linde"
    assert noor.get(page).status_code == 403
    assert "list-ul" in toos.get("/house/de-linde/settings").text
    for words, room in (("Verwarming aan", ""), ("Licht aan", ""), ("Ramen open", "zaal-a")):
        sent = {"words": words, "part": "open", "space": room}
        assert toos.post(page, data=sent).status_code == 303
    assert toos.post(page, data={"words": "", "part": "open", "space": "zolder"}).status_code == 422
    key = re.findall(rf"{page}/(\w+)/up", toos.get(page).text)[0]
    for step in ("up", "down"):
        assert toos.post(f"{page}/{key}/{step}").status_code == 303
    turn = take(staffed, staffed.book(EVENING), OPEN, staffed.noor)
    address = f"/rooms/opening/de-linde/{turn}"
    early = noor.get(address).text
    assert "Zaal A: Ramen open" in early
    assert 'name="done"' not in early
    with clock_at(at(THURSDAY, "18:30")):
        lines_there = re.findall(r'name="done" type="checkbox" value="(\w+)"', noor.get(address).text)
        assert len(lines_there) == 3
        assert noor.post(f"{address}/ticks", data={"done": [key]}).status_code == 303
        assert noor.post(f"{address}/ticks", data={"done": ["nothing"]}).status_code == 422
        assert re.findall(r'<input checked [^>]*value="(\w+)"', noor.get(address).text) == [key]
    assert toos.post(f"{page}/{key}/remove").status_code == 303
    assert "Licht aan" not in noor.get(address).text
