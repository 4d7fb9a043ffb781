"""Things that go with a booking, and how the room is set up: never more at one moment than there is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.actors import Actor
from app.clock import Span
from app.clock import at as clock_at
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms.pieces import describe
from plugins.rooms.preparing import keeping, lending
from plugins.rooms.preparing.keeping import ThingValues
from plugins.rooms.preparing.pieces import needs
from plugins.rooms.preparing.together import most_at_once
from tests.factories import at, span
from tests.plugins.rooms.conftest import MONDAY, THURSDAY, Scene, Scope

As = Callable[[int], FlaskClient]
SLOT = span(THURSDAY, "14:00-16:00")
START = at(THURSDAY, "08:00")


def thing(scene: Scene, name: str = "Beamer", quantity: int = 1, space: int | None = None) -> str:
    """A thing of the house."""
    with scene.app.app_context():
        values = ThingValues(name=name, quantity=quantity, space_id=space, words="in de kast")
        return keeping.add_thing(Actor.self(scene.toos), scene.house, values)


def setup(scene: Scene, name: str = "kring", people: int = 14) -> str:
    """A way to set up the hall."""
    with scene.app.app_context():
        return keeping.add_setup(Actor.self(scene.toos), scene.house, scene.hall, name, people)


def prepare(scene: Scene, key: str, things: dict[str, int], how: str = "", scope: Scope = Scope.ONE) -> int:
    """Say what goes with a booking of Lieke's."""
    with scene.app.app_context():
        return lending.prepare(Actor.self(scene.lieke), key, things, how, scope)


def lent(scene: Scene) -> list[tuple[str, int]]:
    """What is lent: (booking, how many), by booking."""
    return scene.all(
        "SELECT b.public_id, l.quantity FROM rooms_loan l JOIN rooms_booking b ON b.id = l.booking_id ORDER BY b.starts"
    )


@st.composite
def uses(draw: st.DrawFn) -> list[tuple[Span, int]]:
    """Some uses within a day."""
    found = []
    for _number in range(draw(st.integers(0, 8))):
        start, length = draw(st.integers(0, 20)), draw(st.integers(1, 6))
        begin = START + timedelta(minutes=30 * start)
        found.append((Span(begin, begin + timedelta(minutes=30 * length)), draw(st.integers(1, 5))))
    return found


@given(uses())
def test_most_at_once_is_what_counting_each_moment_gives(used: list[tuple[Span, int]]) -> None:
    day = Span(START, START + timedelta(hours=9))
    moments = [START + timedelta(minutes=15 + 30 * number) for number in range(18)]
    counted = max(sum(quantity for one, quantity in used if moment in one) for moment in moments)
    assert most_at_once(used, day) == counted


@pytest.mark.both
def test_no_more_is_lent_at_once_than_there_is(scene: Scene) -> None:
    beamer = thing(scene)
    first = scene.book(SLOT)
    second = scene.book(span(THURSDAY, "15:00-17:00"), space=scene.den)
    after = scene.book(span(THURSDAY, "16:00-18:00"))
    assert prepare(scene, first, {beamer: 1}) == 1
    with pytest.raises(Refusal) as refusal:
        prepare(scene, second, {beamer: 1})
    assert refusal.value.field == beamer
    prepare(scene, after, {beamer: 1})
    assert lent(scene) == [(first, 1), (after, 1)]
    scene.cancel(first)
    with pytest.raises(Refusal):
        prepare(scene, second, {beamer: 1})  # the one after still overlaps
    scene.cancel(after)
    prepare(scene, second, {beamer: 1})
    scene.undo(first)  # somebody else has it meanwhile: the booking is back without it
    assert lent(scene) == [(second, 1), (after, 1)]


@pytest.mark.both
def test_last_one_goes_to_one_of_many_who_ask_at_once(scene: Scene) -> None:
    chairs = thing(scene, "Klapstoel", 5)
    rooms = [scene.make.space(scene.house, f"Kamer {number}", slug=f"kamer-{number}") for number in range(4)]
    keys = [scene.book(SLOT, space=room, people=1) for room in rooms]

    def ask(key: str) -> bool:
        with clock_at(at(MONDAY, "08:00")):
            try:
                prepare(scene, key, {chairs: 3})
            except Refusal:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, keys)) == [False, False, False, True]
    assert [quantity for _key, quantity in lent(scene)] == [3]


def test_moved_booking_takes_its_things_along_or_stays(scene: Scene) -> None:
    beamer, own = thing(scene), thing(scene, "Vleugel", 1, scene.hall)
    key = scene.book(SLOT)
    prepare(scene, key, {beamer: 1, own: 1}, setup(scene))
    other = scene.book(span("2027-03-19", "14:00-16:00"), space=scene.den)
    prepare(scene, other, {beamer: 1})
    with pytest.raises(Refusal):
        scene.move(key, span("2027-03-19", "15:00-17:00"))
    assert (scene.hall, f"rooms/booking/{key}") in scene.held()
    scene.move(key, span("2027-03-19", "17:00-18:00"))
    scene.move(key, span("2027-03-19", "17:00-18:00"), space=scene.den)  # the piano and the circle are of the hall
    assert lent(scene) == [(other, 1), (key, 1)]
    assert scene.all("SELECT * FROM rooms_setup_wish") == []


def test_series_has_the_same_on_all_dates_or_on_one(scene: Scene) -> None:
    beamer, circle = thing(scene), setup(scene)
    key = scene.weekly(THURSDAY, "14:00-16:00", count=4)
    keys = [row.public_id for row in scene.rows()]
    assert prepare(scene, keys[1], {beamer: 1}, circle, Scope.FOLLOWING) == 3
    assert [one for one, _quantity in lent(scene)] == keys[1:]
    assert prepare(scene, key, {}, "", Scope.ALL) == 4
    assert lent(scene) == []


def test_set_up_must_be_of_the_room_and_large_enough(scene: Scene) -> None:
    small = setup(scene, "vergadertafel", 8)
    key = scene.book(SLOT, people=12)
    for wrong in (small, "nowhere"):
        with pytest.raises(Refusal) as refusal:
            prepare(scene, key, {}, wrong)
        assert refusal.value.field == "setup"
    with scene.app.app_context():
        with pytest.raises(NotFound):
            lending.prepare(Actor.self(scene.noor), key, {}, "")
        with pytest.raises(NotAllowed):
            keeping.add_thing(Actor.self(scene.noor), scene.house, ThingValues(name="Beamer", quantity=1))


def test_needs_ask_for_hands_before_it_begins_and_say_nothing_of_a_private_room(scene: Scene) -> None:
    circle = setup(scene)
    key = scene.book(SLOT)
    prepare(scene, key, {}, circle)
    hidden = scene.make.space(scene.house, "Stiltekamer", slug="stil", private=True)
    with scene.app.app_context():
        way = keeping.add_setup(Actor.self(scene.toos), scene.house, hidden, "bank", 4)
    secret = scene.book(SLOT, who=scene.toos, space=hidden, people=2)
    with scene.app.app_context():
        lending.prepare(Actor.self(scene.toos), secret, {}, way)
        found = needs(scene.house, span(THURSDAY, "08:00-23:00"))
        assert [(str(one.title), one.at) for one in found] == [("Zaal A klaarzetten: kring", at(THURSDAY, "13:30"))]
        assert [one.ref.key for one in found] == [key]
        assert describe([found[0].ref], None) != {}


def test_pages_let_one_choose_and_tell_the_desk(scene: Scene, as_person: As) -> None:
    host, lieke = as_person(scene.toos), as_person(scene.lieke)
    made = {"name": "Beamer", "quantity": "2", "space": "", "words": "in de kast", "out": ""}
    assert host.post("/rooms/things/de-linde", data=made).status_code == 303
    assert host.post("/rooms/things/de-linde", data={**made, "quantity": "0"}).status_code == 422
    way = {"space": "zaal-a", "name": "kring", "people": "14"}
    assert host.post("/rooms/things/de-linde/setups", data=way).status_code == 303
    assert lieke.get("/rooms/things/de-linde").status_code == 403
    assert "Beamer" in scene.app.test_client().get("/rooms/zaal-a").text
    ((beamer,),) = scene.all("SELECT public_id FROM rooms_thing")
    ((circle,),) = scene.all("SELECT public_id FROM rooms_setup")
    key = scene.book(span(MONDAY, "14:00-16:00"))
    url = f"/rooms/booking/{key}/needs"
    assert url in lieke.get(f"/rooms/booking/{key}").text
    assert lieke.post(url, data={beamer: "3", "setup": circle}).status_code == 422
    assert "Dan vrij: 2 van 2" in lieke.get(url).text
    assert lieke.post(url, data={beamer: "1", "setup": circle}).status_code == 303
    assert as_person(scene.noor).get(url).status_code == 404
    page = lieke.get(f"/rooms/booking/{key}").text
    assert "De ruimte: kring" in page
    assert "1 × Beamer" in page
    for path in ("/desk", "/rooms/ready/de-linde"):
        assert "1 × Beamer" in host.get(path).text
    assert host.post(f"/rooms/things/de-linde/{beamer}", data={**made, "out": "kapot"}).status_code == 303
    assert "niet te gebruiken" in host.get("/rooms/ready/de-linde").text
    assert "Beamer" not in scene.app.test_client().get("/rooms/zaal-a").text
    assert host.post(f"/rooms/things/de-linde/{beamer}/remove").status_code == 303
    assert host.post(f"/rooms/things/de-linde/setups/{circle}/remove").status_code == 303
    assert "1 × Beamer" not in lieke.get(f"/rooms/booking/{key}").text
