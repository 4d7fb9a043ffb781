"""Neighbours share: come along, change rooms and times, hand a date over. At once or not at all; nobody slips in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.entry import EntryQuery
from app.clock import Span
from app.clock import at as clock_at
from app.events import BookingCancelled, BookingMoved
from app.places import Taken
from app.plugins import current_hooks
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.rooms.preparing.keeping import ThingValues, add_thing
from plugins.rooms.preparing.lending import prepare
from plugins.rooms.sharing import handing, hearing, joining, swapping
from tests.factories import AMSTERDAM, at, span
from tests.plugins.rooms.asking import decide, do, refused
from tests.plugins.rooms.conftest import MONDAY, THURSDAY, Counting, Scene

As = Callable[[int], FlaskClient]
SLOT, LATER = span(THURSDAY, "14:00-16:00"), span(THURSDAY, "17:00-19:00")


def told(scene: Scene) -> list[tuple[str, int]]:
    """What is told about sharing: kind and person, oldest first."""
    rows = scene.all("SELECT kind, person_id FROM notice WHERE state <> 'withdrawn' ORDER BY id")
    return [(kind, person) for kind, person in rows if kind not in ("booking.confirmed", "booking.requested")]


def both(scene: Scene) -> tuple[str, str]:
    """Lieke has the hall, Noor has the den, at other times."""
    return scene.book(SLOT, people=8), scene.book(LATER, who=scene.noor, space=scene.den, people=8)


@pytest.mark.both
def test_two_change_rooms_and_times_at_once(scene: Scene) -> None:
    mine, theirs = both(scene)
    ask = do(scene, swapping.propose, scene.lieke, mine, theirs, "Onze spreker kan dan pas.")
    assert told(scene) == [("booking.swap_asked", scene.noor)]
    assert refused(scene, swapping.propose, Actor.self(scene.lieke), mine, theirs) == "Refusal"
    assert refused(scene, swapping.accept, Actor.self(scene.lieke), ask) == "NotFound"
    assert refused(scene, swapping.accept, Actor.self(scene.toos), ask) == "NotFound"  # a host does not answer for them
    do(scene, swapping.accept, scene.noor, ask)
    assert scene.held() == [(scene.hall, f"rooms/booking/{theirs}"), (scene.den, f"rooms/booking/{mine}")]
    assert [kind for kind, _who in told(scene)] == ["booking.moved", "booking.moved"]
    assert scene.all("SELECT * FROM rooms_swap") == []
    assert [row.sequence for row in scene.rows()] == [1, 1]


@pytest.mark.sweep
def test_change_with_what_is_no_booking_is_refused(scene: Scene) -> None:
    mine, _theirs = both(scene)
    for wanted in ("weg", "a\x00b", ""):
        assert refused(scene, swapping.propose, Actor.self(scene.lieke), mine, wanted) == "NotFound"


@pytest.mark.both
def test_nobody_slips_in_while_two_change_and_they_change_once(scene: Scene) -> None:
    mine, theirs = both(scene)
    ask = do(scene, swapping.propose, scene.lieke, mine, theirs)

    def act(number: int) -> str:
        with clock_at(at(MONDAY, "08:00")):
            if number % 2:
                return refused(scene, swapping.accept, Actor.self(scene.noor), ask) or "changed"
            try:
                scene.book(SLOT if number % 4 else LATER, who=scene.toos, space=scene.hall if number % 4 else scene.den)
            except Taken:
                return "taken"
            return "slipped in"

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(act, range(8)))
    assert sorted(done) == ["NotFound", "NotFound", "NotFound", "changed", "taken", "taken", "taken", "taken"]
    assert scene.held() == [(scene.hall, f"rooms/booking/{theirs}"), (scene.den, f"rooms/booking/{mine}")]


def test_adjoining_times_in_one_room_are_no_conflict_of_their_own(scene: Scene) -> None:
    first = scene.book(span(THURSDAY, "14:00-16:00"))
    second = scene.book(span(THURSDAY, "16:00-17:00"), who=scene.noor)
    ask = do(scene, swapping.propose, scene.lieke, first, second)
    do(scene, swapping.accept, scene.noor, ask)
    assert [(row.public_id, row.span) for row in scene.rows()] == [
        (second, span(THURSDAY, "14:00-16:00")),
        (first, span(THURSDAY, "16:00-17:00")),
    ]


def test_change_that_does_not_fit_or_came_too_late_changes_nothing(scene: Scene) -> None:
    large = scene.book(SLOT, people=18)
    small = scene.book(LATER, who=scene.noor, space=scene.den, people=4)
    assert refused(scene, swapping.propose, Actor.self(scene.lieke), large, small) == "Refusal"
    own = scene.book(span("2027-03-19", "10:00-11:00"))
    assert refused(scene, swapping.propose, Actor.self(scene.lieke), large, own) == "NotFound"
    hidden = scene.make.space(scene.house, "Stiltekamer", slug="stil", private=True)
    secret = scene.book(SLOT, who=scene.toos, space=hidden, people=2)
    assert refused(scene, swapping.propose, Actor.self(scene.lieke), own, secret) == "NotFound"
    ask = do(scene, swapping.propose, scene.lieke, own, small)
    scene.cancel(small, who=scene.noor)
    assert refused(scene, swapping.accept, Actor.self(scene.noor), ask) == "Refusal"
    with clock_at(at("2027-03-20", "08:00")), scene.app.app_context():
        swapping.forget_old()
    assert scene.all("SELECT * FROM rooms_swap") == []


@pytest.mark.sweep
def test_date_that_is_handed_over_keeps_its_room_and_has_a_new_owner(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3)
    keys = [row.public_id for row in scene.rows()]
    beamer = do(scene, add_thing, scene.toos, scene.house, ThingValues(name="Beamer", quantity=1))
    do(scene, prepare, scene.lieke, keys[1], {beamer: 1}, "")
    group = scene.make.group("Buurtkoor", contacts=[scene.noor])
    slug = scene.all("SELECT slug FROM people_group")[0][0]
    offer = do(scene, handing.offer, scene.lieke, keys[1], slug)
    assert told(scene) == [("booking.handover_offered", scene.noor)]
    said = handing.Taken(title="Repetitie", visibility="public")
    assert refused(scene, handing.accept, Actor.self(scene.toos), offer, said) == "NotAllowed"
    new = do(scene, handing.accept, scene.noor, offer, said)
    rows = {row.public_id: row for row in scene.rows()}
    assert rows[keys[1]].status == "cancelled"
    assert (rows[new].group_id, rows[new].title, rows[new].series_id) == (group, "Repetitie", None)
    assert rows[new].uid != rows[keys[1]].uid
    assert rows[new].span == rows[keys[1]].span
    assert (scene.hall, f"rooms/booking/{new}") in scene.held()
    assert scene.all("SELECT booking_id FROM rooms_loan") == [(rows[new].id,)]
    assert ("booking.handed_over", scene.lieke) in told(scene)
    assert refused(scene, handing.accept, Actor.self(scene.noor), offer, said) == "NotFound"


def test_offer_to_whoever_has_the_address_can_be_taken_back(scene: Scene, as_person: As) -> None:
    key = scene.book(SLOT)
    lieke, noor = as_person(scene.lieke), as_person(scene.noor)
    assert lieke.post(f"/rooms/booking/{key}/offer", data={"group": ""}).status_code == 303
    ((offer,),) = scene.all("SELECT public_id FROM rooms_handover")
    assert offer in lieke.get(f"/rooms/booking/{key}/share").text
    assert noor.get(f"/rooms/handover/{offer}").status_code == 200
    assert lieke.post(f"/rooms/booking/{key}/keep").status_code == 303
    assert noor.get(f"/rooms/handover/{offer}").status_code == 404
    lieke.post(f"/rooms/booking/{key}/offer", data={"group": ""})
    ((offer,),) = scene.all("SELECT public_id FROM rooms_handover")
    taken = {"title": "", "visibility": "public", "group": ""}
    assert noor.post(f"/rooms/handover/{offer}", data=taken).status_code in (409, 422)
    assert noor.post(f"/rooms/handover/{offer}", data={**taken, "title": "Film"}).status_code == 303
    assert [row.status for row in scene.rows()] == ["cancelled", "confirmed"]


def test_handed_over_date_asks_for_a_yes_where_the_room_does(scene: Scene) -> None:
    key = scene.book(SLOT)
    offer = do(scene, handing.offer, scene.lieke, key)
    decide(scene, "rooms.approval", "yes")
    do(scene, handing.accept, scene.noor, offer, handing.Taken(title="", visibility="busy"))
    assert [row.status for row in scene.rows()] == ["cancelled", "requested"]


@pytest.mark.both
def test_no_more_come_along_than_are_welcome(scene: Scene) -> None:
    key = scene.book(SLOT, people=10)
    for places in (0, 11):
        assert refused(scene, joining.open_up, Actor.self(scene.lieke), key, places, "") == "Refusal"
    assert refused(scene, joining.open_up, Actor.self(scene.noor), key, 5, "") == "NotFound"
    do(scene, joining.open_up, scene.lieke, key, 5, "Breng je eigen werk mee.")
    neighbours = [scene.make.person(f"Buur {number}") for number in range(6)]

    def come(person: int) -> str:
        with clock_at(at(MONDAY, "08:00")):
            return refused(scene, joining.join, Actor.self(person), key, 2) or "in"

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(come, neighbours)) == ["Refusal"] * 4 + ["in"] * 2
    assert refused(scene, joining.join, Actor.self(scene.lieke), key, 1) == "Refusal"
    assert refused(scene, joining.open_up, Actor.self(scene.lieke), key, 3, "") == "Refusal"
    do(scene, joining.join, scene.noor, key, 1)
    do(scene, joining.leave, scene.noor, key)
    with scene.app.app_context():
        assert joining.coming(1) == 4


@pytest.mark.both
def test_who_comes_along_has_it_in_their_own_agenda_and_its_title_only_where_everybody_may_read_it(
    scene: Scene,
) -> None:
    shown = scene.book(SLOT, people=8, title="Open atelier", visibility="public")
    kept = scene.book(LATER, people=8, title="Gesprek Zwijgsteen", visibility="busy")
    for key in (shown, kept):
        do(scene, joining.open_up, scene.lieke, key, 2, "")
        do(scene, joining.join, scene.noor, key, 1)

    def own(**more: Any) -> list[tuple[str, str | None]]:
        with scene.app.test_request_context():
            query = EntryQuery(window=Span.day(date.fromisoformat(THURSDAY), AMSTERDAM), person_id=scene.noor)
            return [(one.title, one.url) for one in current_hooks().entries(replace(query, **more))]

    both_of_them = [("Open atelier", f"/rooms/along/{shown}"), ("Kom erbij", f"/rooms/along/{kept}")]
    assert own() == own(house_id=scene.house) == own(space_id=scene.hall) == both_of_them
    assert own(house_id=scene.house + 1) == own(space_id=scene.den) == own(person_id=scene.toos) == []
    do(scene, joining.leave, scene.noor, shown)
    assert own() == both_of_them[1:]


def test_who_comes_along_hears_of_a_change_and_nothing_is_kept(scene: Scene) -> None:
    key = scene.book(SLOT, people=10)
    do(scene, joining.open_up, scene.lieke, key, 5, "")
    do(scene, joining.join, scene.noor, key, 2)
    scene.move(key, LATER)
    ref = Ref("rooms", "booking", key)
    with scene.app.app_context():
        hearing.hear(BookingMoved(ref=ref, house_id=scene.house))
    assert ("joining.moved", scene.noor) in told(scene)
    scene.cancel(key)
    with scene.app.app_context():
        hearing.hear(BookingCancelled(ref=ref, house_id=scene.house))
    assert ("joining.off", scene.noor) in told(scene)
    assert scene.all("SELECT * FROM rooms_joining") == scene.all("SELECT * FROM rooms_open_use") == []
    other = scene.book(SLOT, people=4)
    do(scene, joining.open_up, scene.lieke, other, 5, "")
    do(scene, joining.join, scene.noor, other, 2)
    with clock_at(at("2027-03-19", "08:00")), scene.app.app_context():
        joining.forget_old()
    assert scene.all("SELECT * FROM rooms_joining") == scene.all("SELECT * FROM rooms_open_use") == []


def test_pages_of_coming_along_tell_no_names_and_no_private_room(scene: Scene, as_person: As) -> None:
    key = scene.book(SLOT, people=4, title="Open atelier")
    lieke, noor, guest = as_person(scene.lieke), as_person(scene.noor), scene.app.test_client()
    assert lieke.post(f"/rooms/booking/{key}/open", data={"places": "99", "words": ""}).status_code == 422
    words = {"places": "6", "words": "Er is koffie."}
    assert lieke.post(f"/rooms/booking/{key}/open", data=words).status_code == 303
    assert "Open atelier" in guest.get("/rooms/along").text
    shown = guest.get(f"/rooms/along/{key}").text
    assert "Er is koffie." in shown
    assert f"/sign-in?next=/rooms/along/{key}" in shown
    assert noor.post(f"/rooms/along/{key}", data={"people": "9"}).status_code == 422
    assert noor.post(f"/rooms/along/{key}", data={"people": "2"}).status_code == 303
    page = lieke.get(f"/rooms/booking/{key}").text
    assert "2 van de 6 plekken bezet" in page
    assert "Noor" not in page.split("<main")[1].split("</main")[0]
    assert "Je komt erbij" in noor.get("/me").text
    assert noor.post(f"/rooms/along/{key}/leave").status_code == 303
    assert lieke.post(f"/rooms/booking/{key}/close").status_code == 303
    assert guest.get(f"/rooms/along/{key}").status_code == 404
    hidden = scene.make.space(scene.house, "Stiltekamer", slug="stil", private=True)
    secret = scene.book(SLOT, who=scene.toos, space=hidden, people=2)
    assert refused(scene, joining.open_up, Actor.self(scene.toos), secret, 2, "") == "Refusal"


def test_swap_is_asked_and_answered_on_pages(scene: Scene, as_person: As) -> None:
    mine, theirs = both(scene)
    lieke, noor = as_person(scene.lieke), as_person(scene.noor)
    page = lieke.get(f"/rooms/booking/{mine}/swap?day={THURSDAY}")
    assert theirs in page.text
    for odd in ("9999-12-31", "0001-01-01", "eens"):
        assert lieke.get(f"/rooms/booking/{mine}/swap?day={odd}").status_code == 200
    assert lieke.post(f"/rooms/booking/{mine}/swap", data={"wanted": "nowhere", "words": ""}).status_code == 404
    assert lieke.post(f"/rooms/booking/{mine}/swap", data={"wanted": theirs, "words": "x" * 201}).status_code == 422
    assert lieke.post(f"/rooms/booking/{mine}/swap", data={"wanted": theirs, "words": "Graag!"}).status_code == 303
    ((ask,),) = scene.all("SELECT public_id FROM rooms_swap")
    assert f"/rooms/swap/{ask}" in noor.get("/me").text
    assert "Graag!" in noor.get(f"/rooms/swap/{ask}").text
    assert as_person(scene.toos).get(f"/rooms/swap/{ask}").status_code == 404
    assert noor.post(f"/rooms/swap/{ask}", data={"answer": "no"}).status_code == 303
    assert ("booking.swap_declined", scene.lieke) in told(scene)
    assert [row.sequence for row in scene.rows()] == [0, 0]


def test_list_of_coming_along_costs_as_many_queries_for_many(scene: Scene, counting: Counting) -> None:
    def cost() -> int:
        with counting() as asked:
            assert scene.app.test_client().get("/rooms/along").status_code == 200
        return len(asked)

    def open_one(day: int) -> None:
        key = scene.book(span(f"2027-03-{day}", "14:00-16:00"), people=4)
        do(scene, joining.open_up, scene.lieke, key, 5, "")
        do(scene, joining.join, scene.noor, key, 1)

    open_one(18)
    scene.app.test_client().get("/rooms/along")
    few = cost()
    for day in range(19, 26):
        open_one(day)
    assert cost() == few
    with pytest.raises(NotFound), scene.app.app_context():
        joining.open_use("nowhere")
    with pytest.raises(NotAllowed), scene.app.app_context():
        joining.join(Actor.guest(), scene.rows()[0].public_id, 1)
    with pytest.raises(Refusal), scene.app.app_context():
        joining.join(Actor.self(scene.noor), scene.rows()[0].public_id, 21)
