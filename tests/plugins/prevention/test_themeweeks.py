"""A theme week of a circle: what is on for its theme in those days carries its name, in every house."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import now
from app.db import db
from app.pointing import deciding
from app.privacy.export import own_data
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, Refusal
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish
from plugins.prevention.circles import having
from plugins.prevention.circles.having import CircleValues
from plugins.prevention.themeweeks import holding, keeping
from plugins.prevention.themeweeks.holding import WeekValues
from plugins.prevention.themeweeks.models import ThemeWeek
from tests.factories import Make, at

SAFE = WeekValues(title="Veilig in huis", first=date(2027, 3, 15), last=date(2027, 3, 21), about="Een lamp erbij")
MARK = "themaweek Veilig in huis"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """It is Monday morning, 8 March 2027."""
    with clock.at(at("2027-03-08", "09:00")):
        yield


@pytest.fixture
def piotr(app: Flask, make: Make) -> int:
    """Who holds a circle about living, in one of two houses."""
    house, person = make.house("De Linde", slug="de-linde"), make.person("Piotr")
    make.house("Wilgenhof", slug="wilgenhof", is_partner=True)
    with app.app_context():
        having.start(Actor.self(person), house, CircleValues(theme="wonen", name="Prettig thuis"))
    return person


def plan(app: Flask, person: int, values: WeekValues = SAFE) -> str:
    with app.app_context():
        return holding.plan(Actor.self(person), "prettig-thuis", values)


def put(app: Flask, person: int, title: str, day: str, *, theme: str = "wonen", house: int = 1, **words: Any) -> None:
    """Something in the agenda."""
    with app.app_context():
        when = When(first=date.fromisoformat(day), start=time(14), end=time(15))
        publish(Actor.self(person), house, Words(title=title, themes=(theme,), **words), when, Where(place="Hal"))


def lines(client: FlaskClient, path: str) -> dict[str, str]:
    """What stands in a list: title to the words below it."""
    soup = BeautifulSoup(client.get(path).data, "html.parser")
    found = {}
    for line in soup.select(".wij-line"):
        title, where = line.select_one("a, b"), line.select_one(".wij-line__where")
        assert title is not None
        found[title.get_text()] = where.get_text() if where else ""
    return found


@pytest.mark.sweep
def test_week_marks_its_theme_in_its_days_in_every_house_and_nothing_else(
    app: Flask, client: FlaskClient, piotr: int
) -> None:
    key = plan(app, piotr)
    put(app, piotr, "Lampen", "2027-03-15")
    put(app, piotr, "Grepen", "2027-03-21", house=2)
    put(app, piotr, "Later", "2027-03-22")
    put(app, piotr, "Soep", "2027-03-16", theme="eten")
    put(app, piotr, "Stille vragen", "2027-03-17", sensitive=True)
    agenda = lines(client, "/agenda/week/2027-03-15") | lines(client, "/agenda/week/2027-03-22")
    assert {title for title, where in agenda.items() if MARK in where} == {"Lampen", "Grepen"}
    assert set(agenda) == {"Lampen", "Grepen", "Later", "Soep", "Stille vragen"}
    page = BeautifulSoup(client.get(f"/prevention/theme-weeks/{key}").data, "html.parser")
    told = [one.get_text() for one in page.select("section[aria-labelledby^=at-] :is(h2, .wij-line a)")]
    assert told == ["De Linde", "Lampen", "Wilgenhof", "Grepen"]
    feed = client.get(f"/calendar/themeweek/{key}.ics").text
    assert [title for title in (*agenda, "x") if f"SUMMARY:{title}" in feed] == ["Lampen", "Grepen"]
    paper = client.get(f"/prevention/theme-weeks/{key}/paper").text
    assert [title for title in agenda if f"<b>{title}</b>" in paper] == ["Lampen", "Grepen"]
    beside = [
        title
        for title in ("lampen", "later", "soep")
        if "Hoort bij de themaweek" in client.get(f"/activities/{title}").text
    ]
    assert beside == ["lampen"]


def test_list_of_what_there_is_to_do_says_what_the_agenda_says(app: Flask, client: FlaskClient, piotr: int) -> None:
    plan(app, piotr)
    put(app, piotr, "Lampen", "2027-03-15")
    put(app, piotr, "Later", "2027-03-22")
    put(app, piotr, "Stille vragen", "2027-03-17", sensitive=True)
    listed = lines(client, "/activities/")
    assert {title: MARK in where for title, where in listed.items()} == {
        "Lampen": True,
        "Stille vragen": False,
        "Later": False,
    }


def test_thing_of_two_themes_says_both_weeks(app: Flask, client: FlaskClient, piotr: int) -> None:
    plan(app, piotr)
    with app.app_context():
        having.start(Actor.self(piotr), 1, CircleValues(theme="eten", name="Aan tafel"))
        holding.plan(Actor.self(piotr), "aan-tafel", replace(SAFE, title="Soepweek"))
        words = Words(title="Pannen maken", themes=("wonen", "eten"))
        publish(Actor.self(piotr), 1, words, When(first=SAFE.first, start=time(14), end=time(15)), Where(place="Hal"))
    for path in ("/activities/", "/agenda/week/2027-03-15"):
        where = lines(client, path)["Pannen maken"]
        assert (MARK in where, "themaweek Soepweek" in where) == (True, True)


def about_week(client: FlaskClient, path: str) -> tuple[list[str], list[str]]:
    """What an activity's page says of the week, and the actions beside it."""
    main = BeautifulSoup(client.get(path).data, "html.parser").select_one("main")
    assert main is not None
    (*found,) = main.select('.wij-notice:has(a[href*="/theme-weeks/"])')
    forms = [form for one in found for form in one.select("form")]
    return [one.get_text(" ", strip=True) for one in found], [str(form["action"]) for form in forms]


@pytest.mark.both
def test_who_organises_takes_the_mark_off_and_puts_it_back_with_one_tap(
    app: Flask, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient], piotr: int
) -> None:
    key, chantal = plan(app, piotr), make.person("Chantal")
    put(app, chantal, "Lampen", "2027-03-15")
    put(app, chantal, "Grepen", "2027-03-16")
    own, other = as_person(chantal), as_person(piotr)
    assert about_week(other, "/activities/lampen")[1] == []
    (told,), (off,) = about_week(own, "/activities/lampen")
    assert told.startswith("Hoort bij de themaweek Veilig in huis")
    assert other.post(off).status_code == 403
    assert MARK in lines(client, "/agenda/week/2027-03-15")["Lampen"]
    answer = own.post(off)
    assert (answer.status_code, answer.location) == (303, "/activities/lampen")
    assert {title: MARK in where for title, where in lines(client, "/agenda/week/2027-03-15").items()} == {
        "Lampen": False,
        "Grepen": True,
    }
    for path in (
        f"/prevention/theme-weeks/{key}",
        f"/prevention/theme-weeks/{key}/paper",
        f"/calendar/themeweek/{key}.ics",
    ):
        assert [title for title in ("Lampen", "Grepen") if title in client.get(path).text] == ["Grepen"]
    assert about_week(client, "/activities/lampen") == ([], [])
    (told,), (on,) = about_week(own, "/activities/lampen")
    assert told.startswith("Hoort niet bij de themaweek Veilig in huis")
    for _twice in range(2):
        assert own.post(on).location == "/activities/lampen"
    assert MARK in lines(client, "/agenda/week/2027-03-15")["Lampen"]
    soep = off.rpartition("/")[0]
    assert [own.post(f"{soep}/{thing}").status_code for thing in ("zzzzzzzz", "a%00b")] == [404, 400]


def test_page_of_a_series_tells_of_the_week_before_its_date_comes(
    app: Flask, client: FlaskClient, as_person: Callable[[int], FlaskClient], piotr: int
) -> None:
    plan(app, piotr)
    with app.app_context():
        when = When(
            first=date(2027, 3, 9), start=time(14), end=time(15), repeat=Repeat.weekly(1, until=date(2027, 3, 30))
        )
        publish(Actor.self(piotr), 1, Words(title="Lampen", themes=("wonen",)), when, Where(place="Hal"))
    assert len(about_week(client, "/activities/lampen")[0]) == 1
    ((off,),) = (about_week(as_person(piotr), "/activities/lampen")[1],)
    as_person(piotr).post(off)
    assert about_week(client, "/activities/lampen")[0] == []


@pytest.mark.both
def test_how_a_week_was_before_can_be_put_back(
    app: Flask, as_person: Callable[[int], FlaskClient], make: Make, piotr: int
) -> None:
    key, own = plan(app, piotr), as_person(piotr)
    form = {"title": "Licht in huis", "first": "2027-03-16", "last": "2027-03-20", "about": "Samen kijken"}
    assert own.post(f"/prevention/theme-weeks/{key}/edit", data=form).status_code == 303
    page = BeautifulSoup(own.get(f"/prevention/theme-weeks/{key}/versions").data, "html.parser")
    assert [one.get_text() for one in page.select(".wij-card b")] == ["Licht in huis", "Veilig in huis"]
    (back,) = (str(one["action"]) for one in page.select(".wij-card form"))
    assert as_person(make.person("Wout")).post(back).status_code == 403
    assert own.post(back).status_code == 303
    with app.app_context():
        week = db.session.scalars(sa.select(ThemeWeek)).one()
        assert (week.title, week.about, week.first_day, week.last_day) == (
            SAFE.title,
            SAFE.about,
            SAFE.first,
            SAFE.last,
        )
    with clock.at(at("2027-03-17", "09:00")):
        assert own.post(
            f"/prevention/theme-weeks/{key}/edit", data={**form, "first": "2027-04-16", "last": "2027-04-20"}
        )
    with clock.at(at("2027-03-25", "09:00")):
        answer = own.post(back)
        assert (answer.status_code, "voorbij" in answer.text) == (409, True)


def test_banner_stands_on_the_theme_from_four_weeks_before_until_the_last_day(
    app: Flask, client: FlaskClient, piotr: int
) -> None:
    plan(app, piotr, replace(SAFE, first=date(2027, 4, 6), last=date(2027, 4, 7)))
    said = []
    for day in ("2027-03-08", "2027-03-09", "2027-04-07", "2027-04-08"):
        with clock.at(at(day, "09:00")):
            text = client.get("/prevention/wonen").text
            said.append("soon" if "Binnenkort themaweek" in text else "now" if "Nu themaweek" in text else "")
    assert said == ["", "soon", "now", ""]
    assert "themaweek" not in client.get("/prevention/eten").text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "?!"}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"about": "x" * 1001}, "about"),
        ({"last": date(2027, 3, 14)}, "last"),
        ({"last": date(2027, 3, 29)}, "last"),
        ({"first": date(2027, 3, 6), "last": date(2027, 3, 7)}, "last"),
        ({"first": date(2028, 5, 1), "last": date(2028, 5, 2)}, "first"),
    ],
)
def test_week_that_cannot_be_is_refused_beside_its_field(
    app: Flask, piotr: int, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        plan(app, piotr, replace(SAFE, **values))
    assert refused.value.field == field


def test_one_week_of_a_theme_at_a_time(app: Flask, piotr: int) -> None:
    key = plan(app, piotr)
    beside = replace(SAFE, title="Erna", first=date(2027, 3, 21), last=date(2027, 3, 23))
    with pytest.raises(Refusal, match="Veilig in huis"):
        plan(app, piotr, beside)
    with app.app_context():
        holding.call_off(Actor.self(piotr), key)
    plan(app, piotr, beside)
    with app.app_context(), pytest.raises(Refusal):
        holding.call_on(Actor.self(piotr), key)


def test_week_that_is_off_marks_nothing_and_who_is_not_in_the_circle_changes_nothing(
    app: Flask, make: Make, client: FlaskClient, piotr: int
) -> None:
    key = plan(app, piotr)
    put(app, piotr, "Lampen", "2027-03-15")
    with app.app_context(), pytest.raises(NotAllowed):
        holding.call_off(Actor.self(make.person("Wout")), key)
    assert MARK in lines(client, "/agenda/week/2027-03-15")["Lampen"]
    with app.app_context():
        holding.call_off(Actor.self(piotr), key)
    assert lines(client, "/agenda/week/2027-03-15")["Lampen"] == "Hal"
    for path in (
        f"/prevention/theme-weeks/{key}",
        f"/prevention/theme-weeks/{key}/paper",
        f"/calendar/themeweek/{key}.ics",
    ):
        assert client.get(path).status_code == 404


def test_week_that_a_host_hides_is_gone_for_others(app: Flask, make: Make, client: FlaskClient, piotr: int) -> None:
    key, toos = plan(app, piotr), make.person("Toos")
    make.role(toos, 1)
    with app.app_context():
        deciding.hide(Actor.self(toos), db.session.scalars(sa.select(ThemeWeek)).one().thing, "Dit is reclame", "nl")
    answer = client.get(f"/prevention/theme-weeks/{key}")
    assert answer.status_code == 404
    assert "Dit is reclame" in answer.text
    assert "Veilig in huis" not in answer.text


@pytest.mark.sweep
def test_words_go_with_who_wrote_them_and_the_week_in_time(app: Flask, piotr: int) -> None:
    plan(app, piotr)
    with app.app_context():
        assert "Een lamp erbij" in str(own_data(piotr))
        db.session.remove()
        forget(Actor.self(piotr), piotr)
        week = db.session.scalars(sa.select(ThemeWeek)).one()
        assert (week.title, week.about) == (SAFE.title, "")
    with app.app_context(), clock.at(now() + timedelta(days=415)):
        keeping.expire()
        assert db.session.scalars(sa.select(ThemeWeek)).all() == []


@given(first=st.dates(date(2027, 1, 1), date(2028, 1, 1)), length=st.integers(0, 13))
def test_days_of_a_week_are_those_from_first_to_last(first: date, length: int) -> None:
    week = ThemeWeek(first_day=first, last_day=first + timedelta(days=length))
    assert (week.days[0], week.days[-1], len(week.days)) == (week.first_day, week.last_day, length + 1)
