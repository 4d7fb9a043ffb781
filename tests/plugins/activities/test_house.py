"""What activities bring to the rest of the house: descriptions, figures, suggestions, mails, and nothing when off."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app import clock, demo
from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import Span
from app.db import db
from app.notices.models import Notice
from app.plugins import current_hooks
from app.web.languages import language_of
from plugins.activities import dates, seasons, wij_register_jobs
from plugins.activities.counting import taken
from plugins.activities.demo_programme import REGULARS
from plugins.activities.models import Activity, Occurrence, SignUp
from plugins.activities.planning import OneDate, Where
from plugins.activities.telling import prepare
from tests.factories import Make, at
from tests.plugins.activities.conftest import Scene

YEAR = Span(at("2027-01-01", "00:00"), at("2028-01-01", "00:00"))


@pytest.fixture
def speaking(app: Flask) -> Iterator[None]:
    """In a context, in Dutch."""
    with app.app_context(), language_of("nl"):
        yield


def test_references_are_described_in_one_go_and_only_to_who_may_know(scene: Scene, make: Make) -> None:
    lieke = make.person("Lieke")
    activity, secret = (
        scene.weekly("Eettafel", places=5),
        scene.publish("Rouwgroep", first="2027-03-11", sensitive=True),
    )
    first = scene.dates(activity)[0]
    scene.comes(lieke, first.id)
    with scene.app.app_context():
        signup = db.session.scalars(sa.select(SignUp)).one().ref
    refs = [scene.activity(activity).ref, first.ref, signup, scene.activity(secret).ref]
    with scene.app.app_context(), language_of("nl"):
        mine, others = (current_hooks().describe(refs, person) for person in (lieke, None))
    assert [mine[ref].title for ref in refs] == ["Eettafel", "Eettafel", "Eettafel", "Afspraak"]
    assert mine[first.ref].url == f"/activities/eettafel?date={first.public_id}"
    assert set(others) == set(refs) - {signup}


@pytest.mark.both
def test_description_says_to_who_may_change_it_that_they_decide(scene: Scene, make: Make) -> None:
    people = {name: make.person(name) for name in ("contact", "member", "host", "host elsewhere", "organiser", "other")}
    group = make.group(contacts=[people["contact"]], members=[people["member"]])
    make.role(people["host"], scene.house)
    make.role(people["host elsewhere"], make.house("Wilgenhof", slug="wilgenhof"))
    thing = scene.activity(
        scene.publish("Koor", group_id=group, organiser_ids=[people["organiser"]], actor=Actor.self(people["contact"]))
    ).ref
    with scene.app.app_context():
        told = {name: current_hooks().describe([thing], one)[thing].decides for name, one in people.items()}
        assert [name for name, decides in told.items() if decides] == ["contact", "host", "organiser"]
        assert not current_hooks().describe([thing], None)[thing].decides


def test_figures_count_what_was_held_and_who_led_it(scene: Scene) -> None:
    activity = scene.weekly("Eettafel", weeks=4)
    scene.publish("Balans", first="2027-03-11", with_paid_staff=True)
    scene.do(dates.cancel_date, scene.dates(activity)[1].id, "ziek")
    with clock.at(at("2027-03-26", "09:00")), scene.app.app_context():
        figures = {one.key: one.value for one in current_hooks().figures(scene.house, YEAR)}
    assert (figures["activities.held"], figures["activities.led_by_residents"]) == (3, 2)


def test_suggestions_are_the_next_dates_of_a_theme(scene: Scene) -> None:
    """`wij_list_suggestions`."""
    first = scene.dates(scene.weekly("Eettafel", themes=("eten",)))[0]
    scene.publish("Stoelgym", first="2027-03-11", themes=("bewegen",))
    with scene.app.app_context():
        found = current_hooks().suggestions("eten", scene.house, YEAR)
    assert [(one.title, one.url, one.span) for one in found] == [("Eettafel", "/activities/eettafel", first.span)]


@pytest.mark.parametrize(("day", "moment"), [("2027-03-10", "19:00"), ("2027-03-31", "19:00"), ("2027-11-03", "19:00")])
def test_mail_says_the_wall_time_whatever_the_season(scene: Scene, day: str, moment: str) -> None:
    activity = scene.publish("Koor", times="19:00-20:30", repeat=Repeat.weekly(2, until=date(2027, 11, 24)), places=9)
    wanted = next(one for one in scene.dates(activity) if one.original_start.date().isoformat() == day)
    scene.guest(wanted.id, "Bep", reach="bep@example.org")
    with scene.app.app_context():
        notice = db.session.scalars(sa.select(Notice)).one()
        text = (notice.ics or b"").decode()
    assert f"DTSTART;TZID=Europe/Amsterdam:{day.replace('-', '')}T{moment.replace(':', '')}00" in text
    assert "METHOD:PUBLISH" in text


def test_calendar_file_of_a_cancelled_date_has_the_uid_of_its_confirmation(scene: Scene) -> None:
    first = scene.dates(scene.weekly(places=5))[0]
    scene.guest(first.id, "Bep", reach="bep@example.org")
    scene.do(dates.cancel_date, first.id, "ziek")
    with scene.app.app_context():
        files = [(one.ics or b"").decode() for one in db.session.scalars(sa.select(Notice).order_by(Notice.id))]
    assert ["METHOD:CANCEL" in one for one in files] == [False, True]
    assert all(f"UID:{first.uid}" in one for one in files)


def test_mail_of_somebody_who_signed_off_does_not_go_out(scene: Scene, speaking: None) -> None:
    first = scene.dates(scene.weekly(places=5))[0]
    code = scene.guest(first.id, "Bep", reach="bep@example.org")
    signup = db.session.scalars(sa.select(SignUp)).one()
    params = {"title": "Eettafel", "place": "", "rooms": ["Keuken", "Tuin"], "signup": signup.ref}
    values = prepare(params)
    assert values
    assert (values["code"], values["place"]) == (code, "Keuken en Tuin")
    signup.cancelled_at = clock.now()
    db.session.flush()
    assert prepare(params) is None


def test_organisers_hear_once_that_their_series_ends_soon(scene: Scene) -> None:
    scene.weekly("Koor", weeks=12, times="20:00-21:00")
    soon = scene.weekly("Eettafel", weeks=3)
    scene.publish("Lezing", first="2027-03-18")
    job = next(one for one in wij_register_jobs(scene.app) if one.name == "activities.ending")
    with scene.app.app_context():
        for _time in range(2):
            job.run()
        told = [(one.kind, one.ref) for one in db.session.scalars(sa.select(Notice))]
    assert told == [("activity.ending", str(scene.dates(soon)[-1].ref))]
    scene.do(seasons.continue_until, soon, date(2027, 4, 7))
    with scene.app.app_context(), clock.at(at("2027-03-22", "04:00")):
        job.run()
        assert len(db.session.scalars(sa.select(Notice)).all()) == 2


@pytest.mark.parametrize("day", ["2027-03-09", pytest.param("2026-11-23", marks=pytest.mark.slow)])
def test_demo_house_has_a_programme(make_app: Callable[..., Flask], day: str) -> None:
    """`wij_load_demo`: all that is on, with its exceptions; one date full with twenty; nothing waits to go out."""
    house = make_app(WIJ_PLUGINS="activities")
    with house.app_context():
        demo.load(date.fromisoformat(day))
        titles = {one.title for one in db.session.scalars(sa.select(Activity))}
        assert {one.title for one in REGULARS} <= titles
        stoelgym = sa.select(Occurrence.id).join(Activity).where(Activity.title == "Stoelgym voor iedereen")
        assert 20 in taken(db.session.scalars(stoelgym)).values()
        table = sa.select(Occurrence).join(Activity).where(Activity.title == "Eettafel ‘Schuif aan’")
        assert [one.reason for one in db.session.scalars(table) if one.is_cancelled] == ["De keuken wordt geschilderd."]
        assert {one.state for one in db.session.scalars(sa.select(Notice))} == {"withdrawn"}


def test_off_means_off_and_the_data_stays(scene: Scene, make_app: Callable[..., Flask]) -> None:
    scene.weekly("Eettafel", themes=("eten",), places=5)
    off = make_app(WIJ_PLUGINS="rooms").test_client()
    for path in ("/activities/", "/activities/eettafel", "/calendar/activity/eettafel.ics", "/calendar/theme/eten.ics"):
        assert off.get(path).status_code == 404
    for path in ("/", "/agenda", "/calendar/house/de-linde.ics"):
        answer = off.get(path)
        assert (answer.status_code, "Eettafel" in answer.get_data(as_text=True)) == (200, False)
    again = make_app(WIJ_PLUGINS="activities").test_client()
    assert "Eettafel" in again.get("/agenda").get_data(as_text=True)


def test_changed_date_of_a_plain_place_needs_no_room(scene: Scene) -> None:
    activity = scene.publish("Fietsles", where=Where(place="Schoolplein"), first="2027-03-10")
    plan = OneDate(
        day=date(2027, 3, 11), start=clock.wall(at("2027-03-11", "10:00"), scene.activity(activity).zone).time(),
        end=clock.wall(at("2027-03-11", "11:00"), scene.activity(activity).zone).time(), where=Where(place="Plein"),
    )  # fmt: skip
    scene.do(dates.change_date, scene.dates(activity)[0].id, plan)
    assert [one.place_words for one in scene.dates(activity)] == ["Plein"]
    with scene.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Occurrence)) == 1
