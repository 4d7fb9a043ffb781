"""Names: only with a yes, only to organisers, and of what is sensitive nowhere at all."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor, Channel
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.people.models import Person
from app.plugins import current_hooks
from plugins.activities import changing, coming, dates
from plugins.activities.coming import Coming
from plugins.activities.headcount.models import HeadCount
from plugins.activities.models import SignUp
from plugins.activities.papers.models import PaperList
from plugins.activities.planning import Words
from plugins.activities.questions.models import Answer
from plugins.activities.reminding import telling as reminders
from plugins.activities.reminding.models import Reminder
from plugins.activities.waiting import line
from plugins.activities.waiting.models import Wait
from tests.factories import Make, at
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep
NAME = "Zwaluwina"
PUBLIC = (
    "/", "/agenda", "/activities/", "/activities/eettafel", "/activities/eettafel/paper",
    "/calendar/activity/eettafel.ics", "/calendar/house/de-linde.ics", "/calendar/theme/eten.ics",
)  # fmt: skip


def everything_public(client: FlaskClient) -> str:
    answers = [client.get(path) for path in PUBLIC]
    assert [answer.status_code for answer in answers] == [200] * len(PUBLIC)
    return "".join(answer.get_data(as_text=True) for answer in answers)


def dump(app: Flask, *tables: type[object]) -> str:
    with app.app_context():
        return "".join(str(row) for table in tables for row in db.session.execute(sa.select(table.__table__)))  # type: ignore[attr-defined]  # models have a table


def test_guest_is_named_to_organisers_alone(scene: Scene, as_person: Callable[[int], FlaskClient], make: Make) -> None:
    first = scene.dates(scene.weekly("Eettafel", places=10, themes=("eten",)))[0]
    scene.guest(first.id, NAME, reach="076-000 00 77")
    page = f"/activities/eettafel/dates/{first.public_id}/people"
    assert NAME not in everything_public(scene.app.test_client())
    assert NAME in as_person(scene.organiser).get(page).get_data(as_text=True)
    assert as_person(make.person("Vreemde")).get(page).status_code == 403
    assert scene.app.test_client().get(page).status_code == 303


def test_who_reads_along_at_the_desk_sees_no_list_of_others(
    scene: Scene, as_person: Callable[[int], FlaskClient], make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scene.dates(scene.weekly("Eettafel", places=10))[0]
    scene.guest(first.id, NAME)
    host = make.person("Toos")
    make.role(host, scene.house, "host")
    helping = Actor(host, scene.organiser, Channel.DESK)
    monkeypatch.setattr("plugins.activities.views.people.current_actor", lambda: helping)
    answer = as_person(host).get(f"/activities/eettafel/dates/{first.public_id}/people")
    assert (answer.status_code, NAME in answer.get_data(as_text=True)) == (403, False)


def test_organiser_is_named_only_with_their_yes_and_only_by_first_name(
    scene: Scene, client: FlaskClient, make: Make
) -> None:
    shy = make.person(f"{NAME} Stil")
    scene.weekly("Eettafel", themes=("eten",), organiser_ids=[shy])
    text = everything_public(client)
    assert "Chantal" in client.get("/activities/eettafel").get_data(as_text=True)
    assert (NAME in text, "Veerdonk" in text) == (False, False)


def test_sensitive_activity_names_nobody_anywhere(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient], make: Make
) -> None:
    with scene.app.app_context():
        somebody = db.session.get_one(Person, scene.organiser)
        somebody.name = f"{NAME} Organisator"
        db.session.commit()
    neighbour = make.person(f"{NAME} Buur", email="buur@example.org")
    activity = scene.weekly("Eettafel", places=10, themes=("eten",), sensitive=True)
    first = scene.dates(activity)[0]
    scene.comes(neighbour, first.id, first_time=True)
    scene.guest(first.id, NAME, reach="gast@example.org", first_time=True)
    scene.do(dates.cancel_date, first.id, f"{NAME} is er niet")
    scene.do(dates.restore_date, first.id)

    assert NAME not in dump(scene.app, SignUp, Notice, LogLine)
    assert "Eettafel" not in dump(scene.app, Notice, LogLine)
    organiser = as_person(scene.organiser)
    for reader in (client, organiser, as_person(neighbour)):
        assert NAME not in reader.get("/activities/eettafel").get_data(as_text=True).partition("<main")[2]
    seen = organiser.get(f"/activities/eettafel/dates/{first.public_id}/people").get_data(as_text=True)
    assert (NAME in seen.partition("<main")[2], "2 personen" in seen) == (False, True)
    assert NAME not in everything_public(client)
    assert "8 van de 10" not in everything_public(client)


@pytest.mark.parametrize("place", ["me", "desk"])
def test_card_says_nothing_of_what_is_sensitive(scene: Scene, make: Make, place: str) -> None:
    neighbour = make.person("Buur")
    first = scene.dates(scene.weekly("Rouwgroep", places=10, sensitive=True))[0]
    scene.comes(neighbour, first.id)
    with scene.app.test_request_context("/"):
        card = "".join(one.html for one in current_hooks().cards(place, scene.house, neighbour))
    assert ("Rouwgroep" in card, "Afspraak" in card) == (False, True)


def test_activity_that_becomes_sensitive_lets_go_of_names(scene: Scene) -> None:
    activity = scene.weekly("Eettafel", places=10)
    first = scene.dates(activity)[0]
    scene.guest(first.id, NAME, first_time=True)
    scene.do(changing.change_words, activity, Words(title="Eettafel", places=10, sensitive=True))
    assert NAME not in dump(scene.app, SignUp)


def test_own_data_holds_what_one_comes_to_and_organises_and_nobody_else(scene: Scene, make: Make) -> None:
    neighbour = make.person("Buur")
    first = scene.dates(scene.weekly("Eettafel", places=10))[0]
    scene.comes(neighbour, first.id, party=2)
    scene.guest(first.id, NAME)
    with scene.app.app_context():
        hooks = scene.app.extensions["wij_plugins"]
        own, organisers = (hooks.export_person(one)["activities"] for one in (neighbour, scene.organiser))
    assert [(one["title"], one["people"]) for one in own["signups"]] == [("Eettafel", 2)]
    assert [one["title"] for one in organisers["activities"]] == ["Eettafel"]
    assert NAME not in str((own, organisers))


def test_code_in_a_mail_is_made_when_it_goes_out_and_stored_in_no_notice(scene: Scene) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    code = scene.guest(first.id, "Bep", reach="bep@example.org")
    assert code not in dump(scene.app, Notice, LogLine)
    with scene.app.app_context():
        coming.sign_off(Actor.guest(), code)
        assert coming.sign_up(Actor.guest(), first.id, Coming(name="Bep")) != code


def test_nothing_around_signing_up_names_who_comes_to_what_is_sensitive_or_says_what_it_is(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient], make: Make
) -> None:
    """Waiting, an offer, a reminder, a welcome, what the desk writes down, answers, a list and a head count."""
    neighbour = make.person(f"{NAME} Buur", phone="076-000 00 78")
    first = scene.dates(scene.weekly("Rouwgroep", places=1, sensitive=True))[0]
    page = f"/activities/rouwgroep/dates/{first.public_id}"
    there = scene.guest(first.id, NAME, reach="076-000 00 77", first_time=True)
    organiser = as_person(scene.organiser)
    assert organiser.post(f"{page}/people", data={"name": NAME, "party": "1"}).status_code == 303
    with scene.app.app_context():
        own = line.wait(Actor.self(neighbour), first.id, Coming(first_time=True))
        coming.sign_off(Actor.guest(), there)
        for code in db.session.scalars(sa.select(Wait.code).where(Wait.code != own)).all():
            line.leave(Actor.guest(), code)
        line.take(Actor.guest(), own)
    with clock.at(at("2027-03-09", "18:00")), scene.app.app_context():
        reminders.sweep()
    assert organiser.post(f"{page}/list").status_code == 409
    with clock.at(first.starts):
        assert organiser.post(f"{page}/count", data={"people": "4"}).status_code == 303
        shown = [organiser.get(path).get_data(as_text=True) for path in (page, f"{page}/people", f"{page}/count")]
    told = dump(scene.app, SignUp, Wait, Reminder, Answer, Notice, LogLine, PaperList, HeadCount)
    assert (NAME in told, "Rouwgroep" in told) == (False, False)
    assert [NAME in text.partition("<main")[2] for text in shown] == [False, False, False]
    assert "signup.reminder" in told
    assert "activity.newcomer" in told
    assert NAME not in "".join(client.get(path).get_data(as_text=True) for path in ("/agenda", "/activities/rouwgroep"))
