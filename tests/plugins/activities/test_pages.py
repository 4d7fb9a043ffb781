"""The pages: publishing in one step, signing up without an account, changing, and bad input that changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock
from app.calendar.repeats import Repeat
from app.db import db, transaction
from app.events import SpaceClosed
from app.notices.models import Notice
from app.places.models import Closure
from app.refs import Ref
from plugins.activities import dates
from plugins.activities.models import Activity, Occurrence, SignUp
from plugins.activities.planning import Where
from tests.factories import Make, at, span
from tests.plugins.activities.conftest import Scene

FORM = {
    "title": "Eettafel",
    "about": "Samen koken, samen eten.",
    "day": "10-03-2027",
    "start": "17.00",
    "end": "19u30",
    "often": "1",
    "until": "31-03-2027",
    "signing": "yes",
    "places": "24",
    "themes": ["eten"],
}
ALL_DATES = {"looked": "1", "keep": ["2027-03-10", "2027-03-17", "2027-03-24", "2027-03-31"]}
"""The page with every date was seen, and each was kept."""


@pytest.fixture
def organiser(scene: Scene, as_person: Callable[[int], FlaskClient]) -> FlaskClient:
    """A browser in which the organiser is signed in."""
    return as_person(scene.organiser)


def count(scene: Scene, table: type[object]) -> int:
    with scene.app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def body(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_weekly_activity_with_a_room_is_published_in_one_step(scene: Scene, organiser: FlaskClient) -> None:
    answer = organiser.post("/activities/new", data={**FORM, **ALL_DATES, "spaces": [scene.room]})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/activities/eettafel")
    text = body(scene.app.test_client(), "/activities/eettafel")
    for words in ("elke woensdag, 17:00–19:30", "Huiskamer", "Nog 24 van de 24 plekken vrij", "Chantal"):
        assert words in text
    assert count(scene, Occurrence) == 4
    assert "Eettafel" in body(scene.app.test_client(), "/agenda")


def test_without_a_room_those_that_are_free_are_proposed(scene: Scene, organiser: FlaskClient) -> None:
    scene.publish("Koor", first="2027-03-17", times="19:00-20:00")
    answer = organiser.post("/activities/new", data=FORM)
    text = answer.get_data(as_text=True)
    assert ("Keuken" in text, "Huiskamer" in text.partition("<main")[2]) == (True, False)
    assert count(scene, Activity) == 1
    answer = organiser.post("/activities/new", data={**FORM, "instead": str(scene.other_room)})
    assert f'name="spaces" value="{scene.other_room}"' in answer.text


def test_clash_keeps_what_was_typed_and_offers_skipping_and_another_room(scene: Scene, organiser: FlaskClient) -> None:
    scene.publish("Koor", first="2027-03-17", times="19:00-20:00")
    typed = {**FORM, **ALL_DATES, "spaces": [scene.room]}
    answer = organiser.post("/activities/new", data=typed)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert 'value="Samen koken, samen eten."' in text
    assert f'name="instead" value="{scene.other_room}"' in text
    assert 'name="skip" value="2027-03-17"' in text
    assert count(scene, Activity) == 1
    again = organiser.post("/activities/new", data={**typed, "again": "1"})
    assert (again.status_code, "Samen koken" in again.get_data(as_text=True)) == (200, True)
    assert organiser.post("/activities/new", data={**typed, "skip": ["2027-03-17"]}).status_code == 303
    assert count(scene, Occurrence) == 1 + 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 300),
        ("title", "een\x07bel"),
        ("day", "gisteren"),
        ("day", "01-01-1999"),
        ("day", ""),
        ("start", "25:00"),
        ("end", "12:00"),
        ("until", "31-03-2427"),
        ("until", "01-03-2027"),
        ("until", ""),
        ("often", "1; DROP TABLE"),
        ("places", "-3"),
        ("places", "veel"),
        ("places", ""),
        ("spaces", "999"),
        ("spaces", "<script>"),
        ("themes", "gokken"),
        ("place", "x" * 200),
        ("group", "999"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_changes_nothing(
    scene: Scene, organiser: FlaskClient, field: str, value: str
) -> None:
    answer = organiser.post("/activities/new", data={"spaces": [scene.room], **FORM, field: value})
    text = answer.get_data(as_text=True)
    assert (answer.status_code, 'class="wij-error__text"' in text) == (422, True)
    assert "Samen koken, samen eten." in text
    assert count(scene, Activity) == 0


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "'; DROP TABLE activities_activity; --", "Koor 🎵"])
def test_strange_title_is_only_a_title(scene: Scene, organiser: FlaskClient, title: str) -> None:
    typed = {**FORM, "often": "once", "title": title, "spaces": [scene.room]}
    location = organiser.post("/activities/new", data=typed).location
    assert location
    assert "<script>alert" not in body(organiser, location)
    assert count(scene, Activity) == 1


def test_guest_signs_up_comes_back_with_the_code_and_signs_off(scene: Scene, client: FlaskClient) -> None:
    first = scene.dates(scene.weekly("Eettafel", places=2))[0]
    answer = client.post("/activities/eettafel/sign-up", data={"date": first.public_id, "name": "Bep", "party": "1"})
    assert answer.status_code == 303
    page = str(answer.location)
    code = page.rpartition("/")[2]
    assert f"{code[:4]} {code[4:]}".upper() in body(client, page)
    assert client.post("/activities/coming", data={"code": f" {code[:4].upper()} {code[4:]}"}).location == page
    assert client.post("/activities/coming", data={"code": "zzzzzzzz"}).status_code == 422
    assert client.post(f"{page}/off").status_code == 303
    assert "Je bent afgemeld" in body(client, page)
    assert client.post(f"{page}/back").status_code == 303
    assert "Je bent afgemeld" not in body(client, page)


def test_full_date_answers_with_other_dates_and_keeps_what_was_typed(scene: Scene, client: FlaskClient) -> None:
    first, second = scene.dates(scene.weekly("Eettafel", places=1))[:2]
    scene.guest(first.id)
    data = {"date": first.public_id, "name": "Cor", "reach": "cor@example.org"}
    answer = client.post("/activities/eettafel/sign-up", data=data)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert f'name="date" value="{second.public_id}"' in text
    assert 'value="cor@example.org"' in text
    assert client.post("/activities/eettafel/sign-up", data={**data, "date": second.public_id}).status_code == 303


def test_neighbour_signs_up_and_off_on_the_page(
    scene: Scene, as_person: Callable[[int], FlaskClient], make: Make
) -> None:
    first = scene.dates(scene.weekly("Eettafel", places=5))[0]
    lieke = as_person(make.person("Lieke"))
    assert 'name="name"' not in body(lieke, "/activities/eettafel")
    assert lieke.post("/activities/eettafel/sign-up", data={"date": first.public_id}).status_code == 303
    assert "Je komt woensdag 10 maart" in body(lieke, "/activities/eettafel")
    assert lieke.post("/activities/eettafel/sign-off", data={"date": first.public_id}).status_code == 303
    assert "Ik kom woensdag 10 maart" in body(lieke, "/activities/eettafel")


@pytest.mark.parametrize("field", [{"name": ""}, {"reach": "geen nummer"}, {"party": "duizend"}, {"party": "99"}])
def test_bad_sign_up_is_told_beside_its_field(scene: Scene, client: FlaskClient, field: dict[str, str]) -> None:
    first = scene.dates(scene.weekly("Eettafel", places=5))[0]
    data = {"date": first.public_id, "name": "Bep", "reach": "", "party": "1", **field}
    answer = client.post("/activities/eettafel/sign-up", data=data)
    assert (answer.status_code, 'class="wij-error__text"' in answer.get_data(as_text=True)) == (422, True)
    assert count(scene, SignUp) == 0
    assert client.get("/activities/eettafel/sign-up").location == "/activities/eettafel"


def test_date_of_another_activity_is_not_found(scene: Scene, client: FlaskClient, organiser: FlaskClient) -> None:
    scene.weekly("Eettafel", places=5)
    other = scene.dates(scene.publish("Koor", first="2027-03-11", places=5))[0]
    assert client.post("/activities/eettafel/sign-up", data={"date": other.public_id, "name": "x"}).status_code == 404
    assert organiser.get(f"/activities/eettafel/dates/{other.public_id}").status_code == 404
    assert organiser.post(f"/activities/eettafel/dates/{other.public_id}/cancel").status_code == 404
    assert not scene.dates(other.activity_id)[0].is_cancelled


PAGES = ("edit", "organisers", "continue", "dates/new", "dates/{key}", "dates/{key}/change")


@pytest.mark.parametrize("page", PAGES)
def test_page_for_organisers_opens_for_them_alone(
    scene: Scene, organiser: FlaskClient, as_person: Callable[[int], FlaskClient], make: Make, page: str
) -> None:
    first = scene.dates(scene.weekly("Eettafel", places=5))[0]
    path = "/activities/eettafel/" + page.format(key=first.public_id)
    assert organiser.get(path).status_code == 200
    assert as_person(make.person("Vreemde")).get(path).status_code == 403


CHANGES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("edit", {"title": "Buurtmaal", "signing": "no"}),
    ("dates/{key}/change", {"day": "2027-03-11", "start": "18:00", "end": "20:00", "place": "Plein"}),
    ("dates/{key}/cancel", {"reason": "ziek"}),
    ("dates/new", {"day": "2027-03-12", "start": "18:00", "end": "20:00", "place": "Plein"}),
    (
        "dates/{key}/change",
        {"reach": "onwards", "day": "2027-03-18", "start": "18:00", "end": "20:00", "place": "Plein"},
    ),
    ("dates/{key}/cancel", {"reach": "all", "reason": ""}),
    ("continue", {"until": "2027-05-05", "looked": "1", "keep": ["2027-04-07", "2027-05-05"]}),
)


@pytest.mark.parametrize(("page", "data"), CHANGES)
def test_change_is_done_for_organisers_and_refused_to_others(
    scene: Scene,
    organiser: FlaskClient,
    as_person: Callable[[int], FlaskClient],
    make: Make,
    page: str,
    data: dict[str, Any],
) -> None:
    activity = scene.weekly("Eettafel", places=5)
    path = "/activities/eettafel/" + page.format(key=scene.dates(activity)[1].public_id)
    before = fingerprint(scene, activity)
    assert as_person(make.person("Vreemde")).post(path, data=data).status_code == 403
    assert scene.app.test_client().post(path, data=data).status_code == 303  # to signing in
    assert fingerprint(scene, activity) == before
    assert organiser.post(path, data=data).status_code == 303
    assert fingerprint(scene, activity) != before


def fingerprint(scene: Scene, activity: int) -> tuple[object, ...]:
    facts = [
        (one.public_id, one.starts, one.place_words, one.reason, one.is_cancelled) for one in scene.dates(activity)
    ]
    return scene.activity(activity).title, facts


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("edit", {"title": "", "signing": "no"}),
        ("edit", {"title": "Eettafel", "signing": "yes", "places": ""}),
        ("dates/{key}/change", {"day": "2027-03-01", "start": "18:00", "end": "20:00", "place": "Plein"}),
        ("dates/{key}/change", {"day": "2027-03-24", "start": "18:00", "end": "20:00", "spaces": "1"}),
        ("dates/{key}/change", {"day": "2027-03-24", "start": "20:00", "end": "18:00", "place": "Plein"}),
        ("dates/{key}/cancel", {"reason": "x" * 500}),
        ("dates/new", {"day": "2027-03-12", "start": "18:00", "end": "20:00"}),
        ("dates/{key}/change", {"reach": "all", "day": "2027-03-18", "start": "", "end": "20:00", "place": "Plein"}),
        ("dates/{key}/change", {"reach": "some", "day": "2027-03-18", "start": "18:00", "end": "20:00", "place": "x"}),
        ("dates/{key}/cancel", {"reach": "none", "reason": ""}),
        ("continue", {"until": "2032-05-05"}),
        ("continue", {"until": "ooit"}),
    ],
)
def test_bad_change_is_told_and_changes_nothing(
    scene: Scene, organiser: FlaskClient, page: str, data: dict[str, str]
) -> None:
    activity = scene.weekly("Eettafel", places=5)
    before = fingerprint(scene, activity)
    answer = organiser.post("/activities/eettafel/" + page.format(key=scene.dates(activity)[1].public_id), data=data)
    assert (answer.status_code, "wij-error__text" in answer.get_data(as_text=True)) == (422, True)
    assert fingerprint(scene, activity) == before


def test_cancelling_offers_undo(scene: Scene, organiser: FlaskClient) -> None:
    first = scene.dates(scene.weekly("Eettafel", places=5))[0]
    path = f"/activities/eettafel/dates/{first.public_id}"
    organiser.post(f"{path}/cancel", data={"reason": "De keuken wordt geschilderd."})
    text = body(organiser, "/activities/eettafel")
    assert f'action="{path}/restore"' in text
    assert "De keuken wordt geschilderd." in text
    assert organiser.post(f"{path}/restore").status_code == 303
    assert "De keuken wordt geschilderd." not in body(organiser, "/activities/eettafel")


def test_invitation_makes_somebody_an_organiser(
    scene: Scene, organiser: FlaskClient, as_person: Callable[[int], FlaskClient], make: Make
) -> None:
    scene.weekly("Eettafel")
    text = body(organiser, "/activities/eettafel/organisers")
    link = text.partition("/activities/organise/")[2].partition('"')[0]
    friend = as_person(make.person("Vriend"))
    assert friend.get("/activities/eettafel/edit").status_code == 403
    assert friend.post(f"/activities/organise/{link}").status_code == 303
    assert friend.get("/activities/eettafel/edit").status_code == 200
    assert friend.post("/activities/organise/verzonnen").status_code == 404
    with clock.at(at("2027-04-01", "09:00")):
        assert as_person(make.person("Te laat")).get(f"/activities/organise/{link}").status_code in (200, 404)


def test_last_organiser_cannot_leave(scene: Scene, organiser: FlaskClient) -> None:
    scene.weekly("Eettafel")
    assert organiser.post("/activities/eettafel/organisers/leave").status_code == 409
    assert organiser.get("/activities/eettafel/edit").status_code == 200


def test_what_is_on_is_found_by_theme_and_by_words(scene: Scene, client: FlaskClient) -> None:
    scene.weekly("Eettafel", themes=("eten",), about="Soep en meer")
    scene.publish("Stoelgym", first="2027-03-11", themes=("bewegen",))
    for query, there, gone in (
        ("?theme=eten", "Eettafel", "Stoelgym"),
        ("?words=SOEP", "Eettafel", "Stoelgym"),
        ("?words=gym", "Stoelgym", "Eettafel"),
    ):
        text = body(client, f"/activities/{query}").partition("<main")[2]
        assert (there in text, gone in text) == (True, False)
    assert "Niets gevonden voor ‘schaken’" in body(client, "/activities/?words=schaken")
    body(client, "/activities/?theme=gokken", 404)
    body(client, "/activities/?words=%25_%27%22" + "x" * 500)


def test_page_shows_each_date_as_it_is(scene: Scene, client: FlaskClient) -> None:
    activity = scene.weekly("Eettafel", places=6)
    first, second = scene.dates(activity)[:2]
    scene.guest(first.id, party=6)
    scene.do(dates.cancel_date, second.id, "De keuken wordt geschilderd.")
    text = body(client, "/activities/eettafel")
    for words in ("vol", "afgezegd", "De keuken wordt geschilderd.", "nog 6 plekken", "Woensdag 10 maart is vol"):
        assert words in text
    assert "Ik kom woensdag 24 maart" in body(client, f"/activities/eettafel?date={scene.dates(activity)[2].public_id}")


def test_page_stays_at_its_wall_time_over_both_clock_changes(scene: Scene, client: FlaskClient) -> None:
    scene.publish("Koor", times="19:00-20:30", repeat=Repeat.weekly(2, until=date(2027, 11, 24)))
    text = body(client, "/activities/koor/paper")
    assert (text.count("19:00–20:30"), "18:00" in text, "20:00–" in text) == (38, False, False)


@contextmanager
def queries(scene: Scene) -> Iterator[list[str]]:
    """Every statement that is sent to the database within the block."""
    sent: list[str] = []
    with scene.app.app_context():
        engine = db.engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "path",
    ["/activities/", "/activities/eettafel-0", "/calendar/house/de-linde.ics", "/agenda", "/calendar/theme/eten.ics"],
)
def test_list_takes_as_many_queries_for_three_as_for_one(
    scene: Scene, client: FlaskClient, make: Make, path: str
) -> None:
    def publish(number: int) -> None:
        first = f"2027-03-{10 + number}"
        where_from = scene.dates(
            scene.publish(
                f"Eettafel {number}",
                first=first,
                repeat=Repeat.weekly(date.fromisoformat(first).weekday(), count=number + 2),
                where=Where(space_ids=(make.space(scene.house, f"Zaal {number}"),)),
                places=5,
                themes=("eten",),
            )
        )
        scene.guest(where_from[0].id)

    counts = []
    for number in (0, 1, 2):
        publish(number)
        client.get(path)  # a feed writes down since when it is as it is
        with queries(scene) as sent:
            assert client.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] == counts[2]


def test_closed_room_shows_at_once_and_tells_the_organisers_once(scene: Scene, make: Make) -> None:
    first, second = scene.dates(scene.weekly("Eettafel", places=5))[:2]
    closure = make.closure(scene.house, span("2027-03-10", "08:00-23:00"), space_id=scene.room)
    with scene.app.app_context():
        key = db.session.get_one(Closure, closure).public_id
        hooks = scene.app.extensions["wij_plugins"]
        for _time in range(2):
            with transaction():
                hooks.hear("activities", SpaceClosed(ref=Ref("places", "closure", key), house_id=scene.house))
    found = scene.dates(first.activity_id)
    assert [one.room_lost for one in found] == [True, False, False, False]
    assert found[1].sequence == second.sequence
    assert "misschien" in body(scene.app.test_client(), "/activities/eettafel")
    with scene.app.app_context():
        told = [(one.kind, one.person_id) for one in db.session.scalars(sa.select(Notice))]
    assert told == [("activity.room_lost", scene.organiser)]


def test_small_roles_stand_on_the_page_in_plain_words_where_nobody_can_promise_them(
    scene: Scene, organiser: FlaskClient
) -> None:
    scene.weekly()
    assert "Wie doet wat?" not in body(scene.app.test_client(), "/activities/eettafel")
    page = body(organiser, "/activities/eettafel/roles")
    for words in ("Koffie en thee zetten", "Stoelen klaarzetten", "De deur openen", "Nieuwe mensen welkom heten"):
        assert words in page
    for key in ("coffee", "welcome"):
        assert organiser.post("/activities/eettafel/roles/ready", data={"ready": key}).status_code == 303
    assert organiser.post("/activities/eettafel/roles/ready", data={"ready": "x\x00"}).status_code == 404
    assert 'value="coffee"' not in body(organiser, "/activities/eettafel/roles")
    page = body(scene.app.test_client(), "/activities/eettafel")
    for words in ("Koffie en thee zetten", "Voordat het begint · 30 minuten · 1 persoon", "Zeg het als je er bent"):
        assert words in page
