"""How often something is, on which days, what is left out: every date has its tick before it is in the agenda."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.actors import Actor
from app.calendar.repeats import Frequency, Repeat
from app.clock import wall
from app.db import db
from app.places.daysoff import add_break
from app.refusals import Refusal
from plugins.activities.models import Activity, Occurrence, Series
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish
from tests.core.calendar import samples
from tests.factories import AMSTERDAM, Make, span
from tests.plugins.activities.conftest import Scene
from tests.plugins.activities.test_spreading import read, stored

FORM: dict[str, Any] = {
    "title": "Koor",
    "day": "10-03-2027",
    "start": "19:00",
    "end": "20:30",
    "signing": "no",
    "until": "30-06-2027",
}
"""10 March 2027 is a Wednesday, the 2nd of its month."""


@pytest.fixture
def organiser(scene: Scene, as_person: Callable[[int], FlaskClient]) -> FlaskClient:
    """A browser in which the organiser is signed in."""
    return as_person(scene.organiser)


def ticks(page: str) -> dict[str, bool]:
    """Each date that has a tick, and whether it is ticked."""
    found = BeautifulSoup(page, "html.parser").select("input[name=keep]")
    return {str(one["value"]): one.has_attr("checked") for one in found}


def sent_by(page: str, **more: Any) -> dict[str, Any]:
    """What the main form of a page sends when its main button is pressed, as it stands."""
    form = BeautifulSoup(page, "html.parser").select("main form")[0]
    sent: dict[str, Any] = {}
    for one in form.select("input"):
        if one.get("type") in ("checkbox", "radio") and not one.has_attr("checked"):
            continue
        sent.setdefault(str(one["name"]), []).append(str(one.get("value", "")))
    for one in form.select("select"):
        picked = one.select_one("option[selected]") or one.select_one("option")
        sent[str(one["name"])] = [str(picked["value"])] if picked else []
    return {**sent, **more}


def made(scene: Scene) -> list[tuple[str, bool, list[int]]]:
    """Every date that is in the agenda: its day, whether it is of a series, and its spaces."""
    with scene.app.app_context():
        rows = db.session.scalars(sa.select(Occurrence).order_by(Occurrence.starts))
        return [
            (str(wall(one.starts, AMSTERDAM).date())[5:], one.series_id is not None, [s.id for s in one.spaces])
            for one in rows
        ]


def rules(scene: Scene) -> list[str]:
    with scene.app.app_context():
        return list(db.session.scalars(sa.select(Series.rule)))


@pytest.mark.parametrize(
    ("told", "first_days", "rule"),
    [
        ({"often": "1"}, ["03-10", "03-17", "03-24"], "FREQ=WEEKLY;BYDAY=WE"),
        ({"often": "2"}, ["03-10", "03-24", "04-07"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ({"often": "weeks", "every": "6"}, ["03-10", "04-21", "06-02"], "FREQ=WEEKLY;INTERVAL=6;BYDAY=WE"),
        ({"often": "1", "weekdays": ["0", "3"]}, ["03-11", "03-15", "03-18"], "FREQ=WEEKLY;BYDAY=MO,TH"),
        ({"often": "month"}, ["03-10", "04-14", "05-12"], "FREQ=MONTHLY;BYDAY=2WE"),
        ({"often": "last"}, ["03-31", "04-28", "05-26"], "FREQ=MONTHLY;BYDAY=-1WE"),
        ({"often": "date"}, ["03-10", "04-10", "05-10"], "FREQ=MONTHLY;BYMONTHDAY=10"),
    ],
)
def test_each_way_to_repeat_shows_its_dates_first_and_then_publishes_them(
    scene: Scene, organiser: FlaskClient, told: dict[str, Any], first_days: list[str], rule: str
) -> None:
    seen = organiser.post("/activities/new", data={**FORM, **told, "spaces": [scene.room]})
    assert (seen.status_code, made(scene)) == (200, [])
    assert [day[5:] for day in ticks(seen.text)][:3] == first_days
    assert organiser.post("/activities/new", data=sent_by(seen.text)).status_code == 303
    assert [day for day, _of_series, _spaces in made(scene)][:3] == first_days
    assert rules(scene) == [rule]


def test_season_leaves_out_holidays_and_a_break_by_choice_and_each_can_be_ticked_again(
    scene: Scene, organiser: FlaskClient, make: Make
) -> None:
    host = make.person("Toos")
    make.role(host, scene.house)
    with scene.app.app_context():
        add_break(Actor.self(host), scene.house, "Meivakantie", date(2027, 4, 24), date(2027, 5, 2))
    told = {**FORM, "often": "1", "spaces": [scene.room], "until": "26-05-2027", "day": "11-03-2027"}
    plain = ticks(organiser.post("/activities/new", data=told).text)
    assert all(plain.values())
    breaks = {"without": ["holidays", "school"], "break_first": "18-03-2027", "break_last": "26-03-2027"}
    page = organiser.post("/activities/new", data={**told, **breaks}).text
    left_out = [day for day, ticked in ticks(page).items() if not ticked]
    assert left_out == ["2027-03-18", "2027-03-25", "2027-04-29", "2027-05-06"]
    for why in ("(eigen pauze)", "(Meivakantie)", "(Hemelvaartsdag)"):
        assert why in page
    sent = sent_by(page)
    sent["keep"].append("2027-03-25")
    assert organiser.post("/activities/new", data=sent).status_code == 303
    days = [day for day, _of_series, _spaces in made(scene)]
    assert days == ["03-11", "03-25", "04-01", "04-08", "04-15", "04-22", "05-13", "05-20"]
    body = scene.app.test_client().get("/calendar/activity/koor.ics").data
    assert body.count(b"EXDATE") == 3
    assert (body.count(b"RDATE"), body.count(b"BEGIN:VEVENT")) == (0, 1)


def test_school_holidays_are_offered_only_where_the_house_knows_them(scene: Scene, organiser: FlaskClient) -> None:
    page = organiser.get("/activities/new").text
    assert ('value="holidays"' in page, 'value="school"' in page) == (True, False)


def test_taken_date_is_skipped_or_gets_another_room_for_just_that_date(
    scene: Scene, organiser: FlaskClient, make: Make
) -> None:
    scene.publish("Toneel", first="2027-03-17", times="19:00-20:00")
    make.closure(scene.house, span("2027-03-24", "09:00-23:00"), reason="verkiezingen", space_id=scene.room)
    told = {**FORM, "often": "1", "spaces": [scene.room], "until": "31-03-2027"}
    page = organiser.post("/activities/new", data=told).text
    assert ticks(page) == {"2027-03-10": True, "2027-03-31": True}
    for words in ("Bezet", "Dan is het dicht: verkiezingen.", "Op 2 van de 4 dagen kan de ruimte niet."):
        assert words in page
    assert len(made(scene)) == 1
    assert f'name="instead" value="{scene.other_room}"' in page  # free on all of them
    rather = organiser.post("/activities/new", data=sent_by(page, instead=str(scene.other_room))).text
    assert all(ticks(rather).values())
    assert len(ticks(rather)) == 4
    sent = sent_by(page, **{"in-2027-03-24": str(scene.other_room)})
    assert organiser.post("/activities/new", data=sent).status_code == 303
    assert made(scene) == [
        ("03-10", True, [scene.room]),
        ("03-17", False, [scene.room]),
        ("03-24", True, [scene.other_room]),
        ("03-31", True, [scene.room]),
    ]


@pytest.mark.parametrize(("value", "days"), [("999", 2), ("x", 2), ("1\x00", 2)])
def test_room_that_was_not_offered_for_a_date_is_none(
    scene: Scene, organiser: FlaskClient, value: str, days: int
) -> None:
    scene.publish("Toneel", first="2027-03-17", times="19:00-20:00")
    told = {**FORM, "often": "1", "spaces": [scene.room], "until": "24-03-2027"}
    sent = sent_by(organiser.post("/activities/new", data=told).text, **{"in-2027-03-17": value})
    assert organiser.post("/activities/new", data=sent).status_code == 303
    assert len(made(scene)) == days + 1


def test_without_any_tick_nothing_is_published_and_the_dates_stand_there_again(
    scene: Scene, organiser: FlaskClient
) -> None:
    told = {**FORM, "often": "1", "spaces": [scene.room], "until": "24-03-2027"}
    sent = sent_by(organiser.post("/activities/new", data=told).text, keep=[])
    answer = organiser.post("/activities/new", data=sent)
    assert (answer.status_code, made(scene)) == (422, [])
    assert "Er blijft geen dag over." in answer.text
    assert list(ticks(answer.text)) == ["2027-03-10", "2027-03-17", "2027-03-24"]


def test_days_are_chosen_one_by_one_without_javascript_and_each_is_an_event_of_its_own(
    scene: Scene, organiser: FlaskClient
) -> None:
    told = {**FORM, "often": "list", "until": "", "spaces": [scene.room]}
    page = organiser.post("/activities/new", data=told).text
    assert "De eerste is woensdag 10 maart." in page
    assert page.count('type="date"') == 6
    more = organiser.post("/activities/new", data=sent_by(page, **{"days-0": "20-03-2027", "more": "1"})).text
    assert (more.count('type="date"'), 'value="20-03-2027"' in more) == (6, True)
    wrong = organiser.post("/activities/new", data=sent_by(more, **{"days-1": "31-02-2027"}))
    assert (wrong.status_code, made(scene), 'value="31-02-2027"' in wrong.text) == (422, [], True)
    picked = sent_by(more, **{"days-1": "15-05-2027", "days-2": "20-03-2027"})
    page = organiser.post("/activities/new", data=picked).text
    assert list(ticks(page)) == ["2027-03-10", "2027-03-20", "2027-05-15"]
    assert organiser.post("/activities/new", data=sent_by(page)).status_code == 303
    assert made(scene) == [(day, False, [scene.room]) for day in ("03-10", "03-20", "05-15")]
    body = scene.app.test_client().get("/calendar/activity/koor.ics").data
    assert (body.count(b"BEGIN:VEVENT"), b"RRULE:FREQ=WEEKLY" in body, b"RDATE" in body) == (3, False, False)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"often": "weeks"}, "every"),
        ({"often": "weeks", "every": "27"}, "every"),
        ({"often": "weeks", "every": "0"}, "every"),
        ({"often": "1", "weekdays": ["7"]}, "weekdays"),
        ({"often": "1", "without": ["maandag"]}, "without"),
        ({"often": "1", "break_first": "18-03-2027", "break_last": "17-03-2027"}, "break_last"),
        ({"often": "1", "break_first": "gisteren"}, "break_first"),
        ({"often": "date", "until": ""}, "until"),
        ({"often": "list", "day": "01-03-2027", "picked": "1"}, "day"),
    ],
)
def test_odd_wish_is_told_beside_its_field_and_keeps_what_was_typed(
    scene: Scene, organiser: FlaskClient, told: dict[str, Any], field: str
) -> None:
    answer = organiser.post("/activities/new", data={**FORM, "spaces": [scene.room], **told})
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, made(scene)) == (422, [])
    assert page.select_one(f"#{field}-error") is not None
    title = page.select_one("#title")
    assert title is not None
    assert title["value"] == "Koor"


def test_series_goes_on_with_a_tick_for_each_date(scene: Scene, organiser: FlaskClient) -> None:
    scene.publish("Koor", times="19:00-20:30", repeat=Repeat.weekly(3, count=2), first="2027-04-22")
    told = {"until": "20-05-2027", "without": ["holidays"], "break_first": "13-05-2027"}
    page = organiser.post("/activities/koor/continue", data=told).text
    assert ticks(page) == {"2027-05-06": False, "2027-05-13": False, "2027-05-20": True}
    assert organiser.post("/activities/koor/continue", data=sent_by(page)).status_code == 303
    assert [day for day, _of_series, _spaces in made(scene)] == ["04-22", "04-29", "05-20"]


@settings(max_examples=25)
@given(
    st.lists(st.dates(date(2027, 3, 1), date(2027, 11, 30)), min_size=1, max_size=12, unique=True),
    st.times().map(lambda t: t.replace(minute=t.minute // 15 * 15, second=0, microsecond=0)),
    st.integers(1, 9),
)
def test_list_of_days_is_read_as_it_is_over_both_clock_changes(days: list[date], start: time, hours: int) -> None:
    end = (datetime.combine(days[0], start) + timedelta(hours=hours)).time()
    assume(not (end <= start and not (end <= time(6) and start > time(12))))
    try:
        planned = When(first=min(days), start=start, end=end, days=tuple(days)).dates(AMSTERDAM)
    except Refusal:  # a time that the clock skips
        assume(False)
    assert [one.original_start.date() for one in planned] == sorted(days)
    entries = [samples.an_entry(uid=f"uid-{number}", span=one.span) for number, one in enumerate(planned)]
    body = samples.feed(*entries)
    assert samples.read_with_recurring_ical_events(body) == samples.seen(entries)
    assert samples.read_with_vobject(body) == samples.seen(entries)


def test_list_and_season_with_breaks_are_in_the_feed_what_they_are_in_the_house(scene: Scene) -> None:
    days = [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)]
    listed = scene.publish("Koor", first="2027-03-27", days=days)
    assert read(scene) == stored(scene, listed)
    breaks = [date(2027, 4, 29), date(2027, 5, 6), date(2027, 10, 28)]
    season = scene.publish(
        "Koor", first="2027-03-11", repeat=Repeat.weekly(3, until=date(2027, 12, 2)), skip=breaks, times="08:00-09:00"
    )
    body = scene.app.test_client().get("/calendar/activity/koor-2.ics").data
    assert samples.read_with_recurring_ical_events(body) == samples.read_with_vobject(body) == stored(scene, season)
    assert [body.count(sign) for sign in (b"EXDATE", b"RDATE", b"BEGIN:VEVENT")] == [3, 0, 1]


@pytest.mark.sweep
def test_list_and_season_hold_a_room_for_each_of_their_dates(scene: Scene) -> None:
    days = (date(2027, 3, 10), date(2027, 3, 28), date(2027, 10, 31))
    with scene.app.app_context():
        activity = publish(
            Actor.self(scene.organiser),
            scene.house,
            Words(title="Lijst"),
            When(first=days[0], start=time(19), end=time(20), days=days),
            Where(space_ids=(scene.room,)),
            elsewhere={days[1]: scene.other_room},
        )
    assert [(one.original_start.date(), [s.id for s in one.spaces]) for one in scene.dates(activity)] == [
        (days[0], [scene.room]),
        (days[1], [scene.other_room]),
        (days[2], [scene.room]),
    ]
    two_days = Repeat(freq=Frequency.WEEKLY, weekdays=(1, 3), until=date(2027, 4, 30))
    season = scene.publish("Seizoen", repeat=two_days, first="2027-04-06", skip=[date(2027, 4, 27)])
    assert [f"{one.original_start:%m-%d}" for one in scene.dates(season)] == [
        "04-06", "04-08", "04-13", "04-15", "04-20", "04-22", "04-29",
    ]  # fmt: skip
    with scene.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Activity)) == 2
