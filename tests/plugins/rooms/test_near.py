"""What comes near a wish: of values, and on the guided path, where one tap takes it along."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import Span
from app.db import db, transaction
from app.places.models import House, Space
from app.places.requests import HoldRequest
from app.refs import Ref
from plugins.rooms import rules
from plugins.rooms.agreed import agreed_on
from plugins.rooms.fitting import Timetable
from plugins.rooms.models import Booking
from plugins.rooms.near import Company, Kind, Near, Room, near, near_series
from plugins.rooms.sharing import joining
from tests.factories import Make, span
from tests.plugins.rooms.asking import decide as decide_house
from tests.plugins.rooms.asking import do
from tests.plugins.rooms.conftest import BUSY, THURSDAY, Counting, Scene
from tests.plugins.rooms.test_kinds import decide
from tests.plugins.rooms.test_pausing import pause

Browser = Callable[[int], FlaskClient]
SHORTER = "Zaal B, een kortere tijd"
ASKED = span(THURSDAY, "14:00-16:00")
WISH = f"purpose=meeting&people=8&day={THURSDAY}&start=14:00&end=16:00"


def room(number: int, *held: str, lacks: tuple[str, ...] = (), here: bool = True) -> Room:
    """A room that is open from nine to ten at night."""
    opened, nothing = [span(THURSDAY, "09:00-22:00")], timedelta(0)
    return Room(number, Timetable.of(opened, [span(THURSDAY, one) for one in held], nothing), lacks, here)


def anything(_room_id: int, _span: Span) -> bool:
    return True


def found(*rooms: Room, company: tuple[Company, ...] = ()) -> list[tuple[Kind, int, Span]]:
    return [(one.kind, one.room_id, one.span) for one in near(rooms, ASKED, anything, company)]


def test_of_each_kind_the_nearest_is_told_and_the_nearest_of_all_first() -> None:
    company = (Company("far", span(THURSDAY, "16:30-18:00")), Company("near", span(THURSDAY, "15:00-17:00")))
    rooms = [
        room(1, "15:00-18:00"),
        room(2, "14:00-14:30"),
        room(3, here=False),
        room(4, here=False),
        room(5, lacks=("stage", "lift")),
        room(6, lacks=("stage",)),
        room(7, here=False, lacks=("stage",)),
    ]
    told = near(rooms, ASKED, anything, company)
    assert told == [
        Near(kind=Kind.TIME, steps=1, span=span(THURSDAY, "14:30-16:30"), room_id=2),
        Near(kind=Kind.SHORTER, steps=1, span=span(THURSDAY, "14:30-16:00"), room_id=2),
        Near(kind=Kind.HOUSE, steps=2, span=ASKED, room_id=3),
        Near(kind=Kind.WITHOUT, steps=2, span=ASKED, room_id=6, lacks="stage"),
        Near(kind=Kind.ALONG, steps=5, span=span(THURSDAY, "15:00-17:00"), company="near"),
    ]


@pytest.mark.parametrize(
    ("held", "times"),
    [
        (["14:00-16:00"], [(Kind.TIME, "16:00-18:00")]),
        (["15:30-18:30"], [(Kind.TIME, "13:30-15:30"), (Kind.SHORTER, "14:00-15:30")]),
        (["13:00-15:00", "16:00-20:00"], [(Kind.SHORTER, "15:00-16:00")]),
        (["12:30-15:30", "16:00-22:00"], [(Kind.TIME, "10:30-12:30")]),
        (["09:00-22:00"], []),
    ],
)
def test_same_room_later_or_earlier_or_half_of_the_time_at_least(
    held: list[str], times: list[tuple[Kind, str]]
) -> None:
    assert found(room(1, *held)) == [(kind, 1, span(THURSDAY, one)) for kind, one in times]


def test_what_is_not_agreed_to_is_passed_over_for_the_next() -> None:
    def an_hour(room_id: int, when: Span) -> bool:
        return room_id == 2 or when.length <= timedelta(hours=1)

    told = near([room(1), room(2, "14:00-18:30")], ASKED, an_hour)
    assert [(one.kind, one.room_id, one.span) for one in told] == [
        (Kind.SHORTER, 1, span(THURSDAY, "14:00-15:00")),
        (Kind.TIME, 2, span(THURSDAY, "12:00-14:00")),
    ]


def test_neighbours_come_into_question_up_to_two_hours_away() -> None:
    assert found(company=(Company("a", span(THURSDAY, "16:30-17:00")),)) == []
    assert found(company=(Company("a", span(THURSDAY, "12:00-13:00")),)) == [
        (Kind.ALONG, 0, span(THURSDAY, "12:00-13:00"))
    ]


def test_for_a_series_what_is_free_on_more_dates_comes_near() -> None:
    days = [span(day, "14:00-16:00") for day in (THURSDAY, "2027-03-25", "2027-04-01")]

    def of(number: int, free: tuple[str, ...], lacks: tuple[str, ...] = ()) -> Room:
        opened = [span(day, times) for day, times in zip((THURSDAY, "2027-03-25", "2027-04-01"), free, strict=True)]
        return Room(number, Timetable.of(opened, [], timedelta(0)), lacks)

    rooms = [
        of(1, ("14:00-16:30", "14:30-16:30", "14:30-17:00")),
        of(2, ("13:00-15:00", "13:00-16:00", "09:00-12:00")),
        of(3, ("14:00-16:00", "14:00-16:00", "09:00-12:00"), ("stage",)),
    ]
    later = Near(kind=Kind.TIME, steps=1, span=span(THURSDAY, "14:30-16:30"), room_id=1, dates=3)
    lacking = Near(kind=Kind.WITHOUT, steps=2, span=days[0], room_id=3, lacks="stage", dates=2)
    assert near_series(rooms, days, anything, 1) == [later, lacking]
    assert near_series(rooms, days, anything, 2) == [later]
    assert near_series(rooms, days, lambda room_id, _span: room_id > 1, 0) == [near_of_two(), lacking]


def near_of_two() -> Near:
    """The second room is free an hour earlier, on two of the dates."""
    return Near(kind=Kind.TIME, steps=2, span=span(THURSDAY, "13:00-15:00"), room_id=2, dates=2)


@pytest.fixture
def lieke(scene: Scene, as_person: Browser) -> FlaskClient:
    return as_person(scene.lieke)


@pytest.fixture
def full(scene: Scene) -> Scene:
    """Zaal A is taken until five; Zaal B is free again half an hour after it is wished for."""
    scene.book(span(THURSDAY, "09:00-13:30"), who=scene.noor)
    scene.book(span(THURSDAY, "13:30-17:00"), who=scene.noor, people=4, title="Schaken")
    scene.book(span(THURSDAY, "12:30-14:30"), who=scene.noor, space=scene.den)
    return scene


def open_up(scene: Scene, title: str = "Schaken", places: int = 9) -> str:
    """Neighbours can come along to something of Noor's. Answers its key."""
    (key,) = (row.public_id for row in scene.rows() if row.title == title)
    do(scene, joining.open_up, scene.noor, key, places, "")
    return key


def words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def step(client: FlaskClient, query: str = WISH) -> BeautifulSoup:
    answer = client.get(f"/rooms/book/room?{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def choices(page: BeautifulSoup) -> list[tuple[str, str]]:
    """The big choices, as (title, text)."""
    found = page.select("a.wij-choice")
    return [(words(one.select_one("[class$=title]")), words(one.select_one("[class$=text]"))) for one in found]


def more(page: BeautifulSoup) -> list[str]:
    """What is behind "show more"."""
    return [words(one) for one in page.select("details .wij-line a")]


def taken_on(page: BeautifulSoup, number: int) -> dict[str, list[str]]:
    """What the wish is after a tap on one of the big choices."""
    return parse_qs(urlsplit(str(page.select("a.wij-choice")[number]["href"])).query)


@pytest.mark.sweep
def test_two_near_misses_first_and_the_others_one_tap_away(full: Scene, make: Make, lieke: FlaskClient) -> None:
    other = make.house("Wilgenhof", slug="wilgenhof", hours="09:00-22:00", address="Verzonnenlaan 20", is_partner=True)
    for name, seated in (("Restaurant", 30), ("Serre", 40)):
        make.space(other, name, slug=name.lower(), seated=seated)
    key = open_up(full)
    page = step(lieke)
    assert words(page.select_one(".wij-empty b")) == "Dan is er geen ruimte vrij die groot genoeg is."
    assert choices(page) == [
        ("Zaal B, een half uur later", "Donderdag 18 maart, 14:30–16:30"),
        ("Zaal B, een kortere tijd", "Donderdag 18 maart, 14:30–16:00"),
    ]
    assert more(page) == ["Restaurant, in een ander huis", "Kom erbij: Schaken", "Serre"]
    assert page.select(f"details a[href='/rooms/along/{key}']")
    told = taken_on(page, 0)
    assert (told["room"], told["start"], told["end"]) == (["zaal-b"], ["14:30"], ["16:30"])
    address = str(page.select("a.wij-choice")[1]["href"])
    assert lieke.post(address, data={"title": "Overleg", "visibility": BUSY}).status_code == 303
    assert [row.span for row in full.rows() if row.person_id == full.lieke] == [span(THURSDAY, "14:30-16:00")]


def test_room_without_one_of_what_was_wished_says_what_it_does_not_have(scene: Scene, lieke: FlaskClient) -> None:
    scene.make.space(scene.house, "Zaal C", slug="zaal-c", seated=30, facts="projector,lift")
    for times in ("09:00-15:00", "15:00-22:00"):
        scene.book(span(THURSDAY, times), who=scene.noor)
    page = step(lieke, f"{WISH}&fact=projector&fact=lift&fact=stage")
    assert words(page.select_one(".wij-empty b")) == "Dan is er geen ruimte vrij die dit allemaal heeft."
    assert choices(page) == [("Zaal C", "Dan vrij, maar: geen podium.")]
    assert taken_on(page, 0)["fact"] == ["lift", "projector"]
    assert "lift, beamer" in words(soup_of(lieke, page).select_one(".wij-sofar dd"))


def soup_of(client: FlaskClient, page: BeautifulSoup) -> BeautifulSoup:
    """The page behind the first big choice."""
    return BeautifulSoup(client.get(str(page.select("a.wij-choice")[0]["href"])).data, "html.parser")


def test_wished_room_that_is_taken_stands_behind_those_that_are_free(scene: Scene, lieke: FlaskClient) -> None:
    scene.book(ASKED, who=scene.noor, title="Schaken", people=4)
    open_up(scene)
    page = step(lieke, f"{WISH}&room=zaal-a")
    assert [title for title, _text in choices(page)] == ["Zaal B"]
    assert more(page) == ["Kom erbij: Schaken", "Zaal A, 2 uur later"]
    assert more(step(lieke, f"{WISH}&room=zaal-b")) == ["Kom erbij: Schaken"]


def test_only_what_is_told_openly_has_place_and_is_not_ones_own_is_to_come_along_to(
    full: Scene, lieke: FlaskClient, as_person: Browser
) -> None:
    key = open_up(full)
    own = [as_person(full.noor), lieke]
    assert [len(step(one).select(f"a[href='/rooms/along/{key}']")) for one in own] == [0, 1]
    assert step(lieke, WISH.replace("people=8", "people=10")).select(f"a[href='/rooms/along/{key}']") == []
    do(full, joining.join, full.lieke, key, 1)
    assert step(lieke).select(f"a[href='/rooms/along/{key}']") == []
    do(full, joining.leave, full.lieke, key)
    assert len(step(lieke).select(f"a[href='/rooms/along/{key}']")) == 1
    with full.app.app_context(), transaction() as session:
        session.query(Booking).filter_by(public_id=key).update({"visibility": BUSY})
    assert step(lieke).select(f"a[href='/rooms/along/{key}']") == []


def test_private_room_comes_near_to_nobody_who_may_not_know_of_it(
    full: Scene, make: Make, lieke: FlaskClient, as_person: Browser
) -> None:
    make.space(full.house, "Kluis", slug="kluis", private=True, facts="stage", seated=20)
    open_up(full)
    with full.app.app_context(), transaction() as session:
        session.query(Space).filter_by(slug="zaal-a").update({"private": True})
    for query in (WISH, f"{WISH}&room=kluis", f"{WISH}&fact=projector", f"{WISH}&fact=stage"):
        page = step(lieke, query).get_text()
        assert [name for name in ("Kluis", "Zaal A", "Schaken") if name in page] == [], query
    toos = as_person(full.toos)
    assert [title for title, _text in choices(step(toos, f"{WISH}&room=kluis"))] == ["Kluis"]


@pytest.mark.parametrize("rule", ["rule of the room", "closure", "hours", "break", "house rule"])
def test_what_booking_would_refuse_does_not_come_near(full: Scene, lieke: FlaskClient, rule: str) -> None:
    assert [title for title, _text in choices(step(lieke))] == ["Zaal B, een half uur later", SHORTER]
    left: list[str] = []
    if rule == "rule of the room":
        decide(full, "longest", 1, space_id=full.den)
        left = [SHORTER]
    elif rule == "closure":
        full.make.closure(full.house, span(THURSDAY, "15:00-22:00"), space_id=full.den)
        left = ["Zaal A, 3 uur later"]
    elif rule == "break":
        pause(full, full.toos, full.book(span("2027-03-22", "09:00-10:00")))
    elif rule == "house rule":
        decide_house(full, rules.LONGEST, "1")
        left = [SHORTER]
    else:
        with full.app.app_context(), transaction() as session:
            session.execute(sa.text("UPDATE opening_hours SET closes = '15:00:00'"))
        left = ["Zaal B, 3½ uur eerder"]
    assert [title for title, _text in choices(step(lieke))] == left


def test_room_that_is_free_but_not_for_this_is_not_proposed_and_the_way_to_what_was_agreed_is(
    scene: Scene, lieke: FlaskClient
) -> None:
    decide(scene, "longest", 1, space_id=scene.den)
    assert [title for title, _text in choices(step(lieke))] == ["Zaal A"]
    scene.book(ASKED, who=scene.noor)
    page = step(lieke)
    assert [title for title, _text in choices(page)] == [SHORTER, "Zaal A, 2 uur later"]
    assert page.select(".wij-empty a[href='/rooms/agreed/de-linde']")


RULES = (("longest", 2), ("notice", 5), ("horizon", 10), ("neighbours", 4), ("approval", 1), ("hours", 3), ("times", 1))


@pytest.mark.parametrize(("what", "value"), RULES)
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_agreed_says_no_where_booking_does(scene: Scene, what: str, value: int, whole: bool) -> None:
    more = {} if whole else {"space_id": scene.hall, "kind": "meeting"}
    if what in ("hours", "times"):
        more["per"] = "week"
        scene.book(span(THURSDAY, "09:00-10:30"))
    decide(scene, what, value, **more)
    days, hours = (THURSDAY, "2027-03-22", "2027-04-20"), ("19:00-20:00", "11:00-20:00")
    wanted = [span(day, times) for day in days for times in hours]
    with scene.app.test_request_context():
        house = db.session.get_one(House, scene.house)
        for purpose in ("meeting", "party"):
            agreed = agreed_on(Actor.self(scene.lieke), house, purpose, None, Span(wanted[0].start, wanted[-1].end))
            for one in wanted:
                for space in (scene.hall, scene.den):
                    request = HoldRequest(
                        actor=Actor.self(scene.lieke),
                        ref=Ref("rooms", "booking", "new"),
                        house_id=scene.house,
                        space_ids=(space,),
                        spans=(one,),
                        purpose=purpose,
                    )
                    assert agreed.allows(space, one) is (not rules.objections(request)), (purpose, one, space)


@pytest.mark.sweep
def test_many_rooms_and_bookings_ask_as_much_as_a_few(full: Scene, lieke: FlaskClient, counting: Counting) -> None:
    def asked() -> int:
        with counting() as statements:
            page = step(lieke, f"{WISH}&fact=projector")
        assert len(choices(page)) == 2
        return len(statements)

    open_up(full)
    full.make.space(full.house, "Zaal C", slug="zaal-c", seated=20)
    decide(full, "hours", 50, per="week", space_id=full.hall)
    before = asked()
    for number in range(12):
        space = full.make.space(full.house, f"Kamer {number}", slug=f"kamer-{number}", seated=20, facts="projector")
        decide(full, "hours", 50, per="week", space_id=space)
        full.book(span(THURSDAY, "13:00-16:30"), who=full.noor, space=space, people=4, title=f"Spel {number}")
        full.book(span(THURSDAY, "19:00-19:30"), space=space, people=4)
        open_up(full, f"Spel {number}")
    assert asked() == before


def test_search_on_the_page_of_rooms_tells_what_comes_near(full: Scene, client: FlaskClient) -> None:
    def told(query: str) -> list[tuple[str, str]]:
        page = BeautifulSoup(client.get(f"/rooms/?{query}").data, "html.parser")
        lines = page.select("#near ~ ul .wij-line__what")
        return [(words(one.select_one("a")), words(one.select_one("span"))) for one in lines]

    assert told("fact=projector") == [("Zaal B", "Verder past het, maar: geen beamer.")]
    assert told(f"people=8&day={THURSDAY}&start=14:00&end=16:00") == [
        ("Zaal B, een half uur later", "Donderdag 18 maart"),
        (SHORTER, "Donderdag 18 maart"),
    ]
    assert told(f"people=8&day={THURSDAY}&start=17:00&end=19:00") == told("people=8") == []


@pytest.mark.sweep
def test_series_that_is_nowhere_free_on_all_dates_is_offered_where_it_nearly_is(
    scene: Scene, lieke: FlaskClient, counting: Counting
) -> None:
    for day in (THURSDAY, "2027-04-01"):
        scene.book(span(day, "14:00-14:30"), who=scene.noor)
        scene.book(span(day, "14:00-22:00"), who=scene.noor, space=scene.den)
    for day in ("2027-03-25", "2027-04-08"):
        scene.book(span(day, "15:30-17:00"), who=scene.noor, space=scene.den)
    weekly = f"{WISH}&often=weekly&times=4"
    page = step(lieke, weekly)
    assert "Vrij op 2 van de 4 dagen" in words(page.select_one("a.wij-choice"))
    assert more(page) == ["Zaal A, een half uur later"]
    assert words(page.select_one("details .wij-line")) == "14:30–16:30 Zaal A, een half uur later Op alle dagen vrij"
    (way,) = page.select("details .wij-line a")
    told = parse_qs(urlsplit(str(way["href"])).query)
    assert (told["day"], told["start"], told["end"], told["times"]) == ([THURSDAY], ["14:30"], ["16:30"], ["4"])
    dates = BeautifulSoup(lieke.get(str(way["href"])).data, "html.parser")
    assert len(dates.select("input[name=keep][checked]")) == 4
    with counting() as few:
        step(lieke, weekly)
    scene.weekly("2027-03-17", "14:00-16:00", count=30, who=scene.noor)
    with counting() as many:
        step(lieke, f"{WISH}&often=weekly&times=50")
    assert len(many) == len(few)
    decide(scene, "longest", 1, space_id=scene.hall)
    page = step(lieke, weekly)
    assert choices(page) == [("Zaal B, 2 uur eerder", "Op alle dagen vrij, 12:00–14:00")]
    assert "Er is wel een ruimte vrij" in words(page.select_one(".wij-empty"))


def test_refusal_by_a_rule_says_what_is_possible_and_nothing_else_that_is_refused(
    scene: Scene, lieke: FlaskClient
) -> None:
    def possible(asked: str = WISH) -> list[str]:
        answer = lieke.post(f"/rooms/book/agenda?{asked}&room=zaal-a", data={"title": "Overleg", "visibility": BUSY})
        assert answer.status_code in (409, 422)
        page = BeautifulSoup(answer.data, "html.parser")
        return [words(one.select_one(".wij-choice__title")) for one in page.select("button[name=instead]")]

    assert possible(WISH.replace("people=8", "people=400")) == []
    decide(scene, "longest", 1, space_id=scene.hall)
    assert possible() == ["Zaal B, zelfde tijd"]
    decide(scene, "longest", 1, space_id=scene.den)
    assert possible() == ["Zaal A, een kortere tijd"]
    pause(scene, scene.toos, scene.book(span("2027-03-22", "09:00-10:00")))
    assert possible() == []


def test_time_that_the_clock_skips_is_refused_without_a_guess(scene: Scene, lieke: FlaskClient) -> None:
    skipped = "purpose=meeting&people=8&day=2027-03-28&start=02:30&end=03:30&room=zaal-a"
    answer = lieke.post(f"/rooms/book/agenda?{skipped}", data={"title": "Overleg", "visibility": BUSY})
    assert answer.status_code == 409
    assert b'name="instead"' not in answer.data
