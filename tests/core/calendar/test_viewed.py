"""Follow what you see: a choice as the address of a calendar, and what is in that calendar."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.calendar import keeping, view_codes, viewed
from app.calendar.choosing import WEEKDAYS, Choice, read_choice
from app.calendar.entry import Visibility
from app.calendar.labels import BY_KEY as LABELS
from app.calendar.models import FeedState
from app.calendar.repeats import Repeat
from app.calendar.themes import BY_KEY as THEMES
from app.clock import at, now
from app.db import db, transaction
from tests.core.calendar import samples
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.factories import Make

choices = st.builds(
    lambda house, theme, labels, words, days: read_choice(
        MultiDict(
            [("house", house), ("theme", theme), ("words", words)]
            + [("label", label) for label in labels]
            + [("weekday", day) for day in days]
        )
    ),
    st.sampled_from(["", "linde", "de-oude-eik"]),
    st.sampled_from(["", *THEMES]),
    st.sets(st.sampled_from(sorted(LABELS)), max_size=3),
    st.text(max_size=12),
    st.sets(st.sampled_from(WEEKDAYS), max_size=3),
)


@pytest.fixture
def linde(make: Make) -> int:
    with at(samples.MADE):
        return make.house("De Linde", slug="linde", kind="Buurthuis")


@given(choices)
def test_code_stands_for_its_choice_and_is_the_only_one(choice: Choice) -> None:
    code = view_codes.code_of(choice)
    found = view_codes.choice_in(code)
    assert found is not None
    assert view_codes.code_of(found) == code
    assert replace(found, words="") == replace(choice, words="")
    probe = an_entry(title="Soep, café & Brood", labels=("gratis",), themes=("eten",))
    assert found.admits(probe) == choice.admits(probe)


@given(choices)
def test_code_holds_only_signs_that_no_program_changes(choice: Choice) -> None:
    code = view_codes.code_of(choice)
    assert code.isascii()
    assert all(sign.isalnum() or sign in "-._~" for sign in code)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_none(text: str) -> None:
    found = view_codes.choice_in(text)
    assert found is None or isinstance(found, Choice)


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice(), "all"),
        (Choice(house="linde", theme="eten"), "h-linde.t-eten"),
        (Choice(words="Café BROOD"), "w-cafe~brood"),
        (Choice(words="brood & soep"), "u-YnJvb2QgJiBzb2Vw"),
        (Choice(weekdays=(1, 3)), "d-1~3"),
    ],
)
def test_code_can_be_read(choice: Choice, code: str) -> None:
    assert view_codes.code_of(choice) == code


def titles(body: bytes) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in samples.events(body))


@pytest.mark.sweep
def test_feed_holds_what_the_choice_shows(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry("2026-09-15", uid="1", house_id=linde, title="Soep", themes=("eten",)),
        an_entry("2026-09-16", uid="2", house_id=linde, title="Wandelen", themes=("bewegen",)),
        an_entry("2026-09-15", uid="3", house_id=linde + 1, title="Elders", themes=("eten",)),
        an_entry("2026-09-15", uid="4", house_id=linde, title="Besloten", visibility=Visibility.BUSY),
    ]
    assert titles(client.get("/calendar/view/t-eten.ics").data) == ["Elders", "Soep"]
    assert titles(client.get("/calendar/view/h-linde.d-3.ics").data) == ["Wandelen"]
    assert titles(client.get("/calendar/view/w-soep.ics").data) == ["Soep"]
    assert titles(client.get("/calendar/view/all.ics").data) == ["Elders", "Soep", "Wandelen"]


@pytest.mark.both
def test_what_nobody_asks_for_any_more_is_forgotten_and_what_is_asked_for_stays(
    app: Flask, client: FlaskClient, tea: Tea, linde: int
) -> None:
    tea.entries = [an_entry(house_id=linde)]
    start, paths = now(), ["view/t-eten", "view/all", "house/linde"]

    def left_after(days: int, asked: Sequence[str] = ()) -> list[str]:
        """What is still known so many days later, after the night's work, when `asked` were asked for that day."""
        with at(start + timedelta(days=days)), app.app_context():
            with transaction():
                keeping.expire()
            found = sorted(db.session.scalars(sa.select(FeedState.key)))
            for path in asked:
                assert client.get(f"/calendar/{path}.ics").status_code == 200
        return found

    assert left_after(0, paths) == []
    assert left_after(59, ["view/all"]) == ["house/linde", "view/all", "view/t-eten"]
    assert left_after(62) == ["house/linde", "view/all"]
    assert left_after(118) == ["house/linde", "view/all"]
    assert left_after(121) == ["house/linde"]
    assert left_after(395) == ["house/linde"]
    assert left_after(398) == []


def test_agenda_offers_the_calendar_of_what_it_shows(client: FlaskClient, tea: Tea, linde: int) -> None:
    page = client.get("/agenda?house=linde&theme=eten").text
    assert "https://wij.example/calendar/view/h-linde.t-eten.ics" in page
    assert "webcal://wij.example/calendar/view/h-linde.t-eten.ics" in page
    assert "https://wij.example/calendar/house/linde.ics" in client.get("/agenda?house=linde").text
    assert "https://wij.example/calendar/view/all.ics" in client.get("/agenda").text


def test_feed_is_called_what_was_chosen(client: FlaskClient, tea: Tea, linde: int) -> None:
    body = client.get("/calendar/view/h-linde.t-eten.l-gratis.w-soep.d-1.ics").data.decode().replace("\r\n ", "")
    assert "X-WR-CALNAME:“soep”\\, Eten\\, gratis\\, maandag\\, De Linde\r\n" in body


@pytest.mark.parametrize(
    ("asked", "true"),
    [("t-eten.h-linde", "h-linde.t-eten"), ("d-3~1", "d-1~3"), ("w-SOEP", "w-soep"), ("u-c29lcA", "w-soep")],
)
def test_another_spelling_of_a_choice_is_led_to_its_own_address(
    client: FlaskClient, linde: int, asked: str, true: str
) -> None:
    answer = client.get(f"/calendar/view/{asked}.ics")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/calendar/view/{true}.ics")


@pytest.mark.parametrize(
    "code",
    [
        "h-nowhere",
        "h-linde.h-linde",
        "w-~~",
        "t-none",
        "l-none",
        "d-8",
        "x-1",
        "h-",
        "u-%%%",
        "w-" + "a" * 200,
        "t-eten..",
        ".",
    ],
)
def test_choice_that_cannot_be_is_a_404(client: FlaskClient, linde: int, code: str) -> None:
    assert client.get(f"/calendar/view/{code}.ics").status_code == 404


def test_choice_too_long_for_calendars_gets_no_address(app: Flask, linde: int) -> None:
    with app.test_request_context():
        assert viewed.path_of(Choice(words="ا" * 50)) is None
        assert viewed.path_of(Choice(words="soep")) == "/calendar/view/w-soep.ics"


def test_date_that_moves_to_another_day_is_news_of_its_series(client: FlaskClient, tea: Tea, linde: int) -> None:
    series, entries = samples.a_series(Repeat.weekly(1, count=3), "2026-09-15")
    tea.entries = [replace(one, house_id=linde) for one in entries]
    path = f"/calendar/view/d-{entries[0].span.start.isoweekday()}.ics"
    first = samples.events(client.get(path).data)
    moved: Any = replace(tea.entries[1], span=entries[1].span.moved(1, samples.ZONE), modified=now(), sequence=1)
    tea.entries = [tea.entries[0], moved, tea.entries[2]]
    (master,) = samples.events(client.get(path).data)
    assert [str(event["UID"]) for event in first] == [series.uid]
    assert "EXDATE" in master
    assert master["LAST-MODIFIED"].dt == now()
