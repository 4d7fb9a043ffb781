"""What repeats on the guided path: every so many weeks or each month, with days off left out by choice."""

from collections.abc import Callable
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from dateutil import rrule
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.actors import Actor
from app.clock import Span, wall
from app.places.daysoff import add_break, remove_break
from app.refusals import Refusal
from plugins.rooms.wish import EVERY, MONTHLY, Wish
from tests.factories import AMSTERDAM, span
from tests.plugins.rooms.asking import do
from tests.plugins.rooms.conftest import THURSDAY, Counting, Scene

As = Callable[[int], FlaskClient]
WISH = f"purpose=meeting&people=4&day={THURSDAY}&start=14:00&end=16:00&often=weekly"


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(EVERY), st.integers(2, 13))
def test_dates_are_those_of_rfc_5545_in_wall_time_across_both_clock_changes(
    first: date, every: str, times: int
) -> None:
    wish = Wish(day=first, start=time(14), end=time(16), often="weekly", every=every, times=times)
    nth = (first.day - 1) // 7 + 1
    by = rrule.weekdays[first.weekday()]
    if every == MONTHLY:
        rule = rrule.rrule(rrule.MONTHLY, byweekday=by(nth if nth < 5 else -1), dtstart=first, count=times)
    else:
        rule = rrule.rrule(rrule.WEEKLY, interval=int(every), byweekday=by, dtstart=first, count=times)
    expected = [Span.of(day.date(), time(14), time(16), AMSTERDAM) for day in rule]
    found = [one.span for one in wish.repeating().dates(AMSTERDAM)]
    assert found == expected
    assert {wall(one.start, AMSTERDAM).time() for one in found} == {time(14)}


def test_wish_that_repeats_goes_round_in_an_address() -> None:
    wish = Wish.parse(f"{WISH}&every=month&times=4&without=holidays&without=school&without=iets")
    assert (wish.every, wish.without) == (MONTHLY, ("holidays", "school"))
    assert (
        Wish.parse(
            "&".join(
                f"{key}={one}"
                for key, told in wish.query().items()
                for one in (told if isinstance(told, list) else [told])
            )
        )
        == wish
    )
    assert Wish.parse(f"{WISH}&every=9").every == "1"


def test_series_that_lasts_too_long_is_refused_in_words_for_every_rhythm(scene: Scene, as_person: As) -> None:
    told = {"every": "month", "ends": "until", "until": "18-06-2028", "times": ""}
    answer = as_person(scene.lieke).post(f"/rooms/book/repeat?{WISH}", data=told)
    assert answer.status_code == 422
    assert "Een reeks duurt hooguit 13 maanden. Daarna ga je door met een nieuwe." in answer.text


def test_path_books_every_other_week_and_each_month(scene: Scene, as_person: As) -> None:
    lieke = as_person(scene.lieke)
    page = lieke.get(f"/rooms/book/repeat?{WISH}").text
    for words in ("Elke donderdag", "Om de week op donderdag", "Elke 3e donderdag van de maand"):
        assert words in page
    answer = lieke.post(f"/rooms/book/repeat?{WISH}", data={"every": "2", "ends": "times", "times": "3", "until": ""})
    assert answer.status_code == 303
    assert "every=2" in answer.headers["Location"]
    for every, room, days in (
        ("2", "zaal-a", ["2027-03-18", "2027-04-01", "2027-04-15"]),
        ("month", "zaal-b", ["2027-03-18", "2027-04-15", "2027-05-20"]),
    ):
        agenda = f"/rooms/book/agenda?{WISH}&every={every}&times=3&room={room}"
        known = {row.id for row in scene.rows()}
        assert lieke.post(agenda, data={"title": "", "visibility": "busy"}).status_code == 303
        made = [row for row in scene.rows() if row.id not in known]
        assert [str(wall(row.starts, AMSTERDAM).date()) for row in made] == days
    assert "om de week op donderdag" in lieke.get(f"/rooms/booking/{scene.rows()[0].public_id}").text


def test_days_off_are_left_out_by_choice_and_can_be_ticked_again(scene: Scene, as_person: As) -> None:
    lieke, host = as_person(scene.lieke), as_person(scene.toos)
    made = {"name": "Meivakantie", "first": "24-04-2027", "last": "02-05-2027"}
    assert host.post("/house/de-linde/settings/school-holidays", data=made).status_code == 303
    assert host.post("/house/de-linde/settings/school-holidays", data={**made, "last": "01-04-2027"}).status_code == 422
    assert lieke.get("/house/de-linde/settings/school-holidays").status_code == 403
    assert "Niet in de schoolvakanties" in lieke.get(f"/rooms/book/repeat?{WISH}").text
    dates = f"/rooms/book/dates?{WISH}&times=10&room=zaal-a&without=school&without=holidays"
    page = BeautifulSoup(lieke.get(dates).text, "html.parser")
    ticks = {str(one["value"]): one.has_attr("checked") for one in page.select("input[name=keep]")}
    assert [day for day, ticked in ticks.items() if not ticked] == [
        "2027-04-29",
        "2027-05-06",
    ]  # May holiday, Ascension
    assert "(Meivakantie)" in page.get_text()
    assert "(Hemelvaartsdag)" in page.get_text()
    plain = BeautifulSoup(lieke.get(f"/rooms/book/dates?{WISH}&times=10&room=zaal-a").text, "html.parser")
    assert plain.select("input[name=keep]:not([checked])") == []
    ((key,),) = scene.all("SELECT public_id FROM school_break")
    assert host.post(f"/house/de-linde/settings/school-holidays/{key}/remove").status_code == 303
    assert "Niet in de schoolvakanties" not in lieke.get(f"/rooms/book/repeat?{WISH}").text


def test_school_holiday_that_is_none_is_refused(scene: Scene) -> None:
    none = (
        ("", "2027-04-24", "2027-05-02"),
        ("Zomer", "2027-07-01", "2027-12-01"),
        ("Ooit", "2050-01-01", "2050-01-02"),
    )
    for name, first, last in none:
        with pytest.raises(Refusal):
            do(scene, add_break, scene.toos, scene.house, name, date.fromisoformat(first), date.fromisoformat(last))
    key = do(scene, add_break, scene.toos, scene.house, "Herfst", date(2027, 10, 16), date(2027, 10, 24))
    with scene.app.app_context(), pytest.raises(Refusal):
        remove_break(Actor.self(scene.lieke), key)


def test_pages_of_a_series_cost_as_much_for_4_dates_as_for_52(scene: Scene, as_person: As, counting: Counting) -> None:
    lieke = as_person(scene.lieke)
    for day in ("2027-03-25", "2027-06-17"):
        scene.book(span(day, "14:00-16:00"), who=scene.noor)

    def cost(times: int, page: str) -> int:
        with counting() as asked:
            path = f"/rooms/book/{page}?{WISH}&times={times}&room=zaal-a&without=holidays"
            assert lieke.get(path).status_code == 200
        return len(asked)

    for page in ("room", "dates", "agenda"):
        lieke.get(f"/rooms/book/{page}?{WISH}&times=4&room=zaal-a")
        assert cost(4, page) == cost(52, page)


def test_answers_about_a_series_cost_as_much_for_4_dates_as_for_52(
    scene: Scene, as_person: As, counting: Counting
) -> None:
    """Telling which dates, and the page that says which ones a neighbour has meanwhile: what grows is only written."""
    lieke = as_person(scene.lieke)
    for day in ("2027-03-25", "2027-06-17", "2027-11-18"):
        scene.book(span(day, "14:00-16:00"), who=scene.noor)

    def cost(times: int, page: str, status: int, **told: object) -> int:
        with counting() as asked:
            answer = lieke.post(f"/rooms/book/{page}?{WISH}&times={times}&room=zaal-a", data=told)
        assert answer.status_code == status
        return sum(one.lstrip().upper().startswith("SELECT") for one in asked)

    for page, status, told in (
        ("dates", 303, {"keep": [THURSDAY, "2027-04-01"]}),
        ("agenda", 409, {"title": "", "visibility": "busy"}),
    ):
        cost(4, page, status, **told)
        assert cost(4, page, status, **told) == cost(52, page, status, **told)


@pytest.mark.both
def test_series_of_52_dates_with_conflicts_is_booked_at_once(scene: Scene, as_person: As) -> None:
    for day in ("2027-03-25", "2027-06-17"):
        scene.book(span(day, "14:00-16:00"), who=scene.noor)
    lieke, before = as_person(scene.lieke), len(scene.rows())
    agenda = f"/rooms/book/agenda?{WISH}&times=52&room=zaal-a"
    words = {"title": "", "visibility": "busy"}
    assert lieke.post(agenda, data=words).status_code == 409
    assert len(scene.rows()) == before  # all or nothing
    with_one_elsewhere = f"{agenda}&skip=2027-03-25&in=2027-06-17-zaal-b"
    assert lieke.post(with_one_elsewhere, data=words).status_code == 303
    assert len(scene.rows()) == before + 51
