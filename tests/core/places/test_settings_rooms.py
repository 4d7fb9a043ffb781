"""Hours and rooms in the settings: what is typed, and what comes of it."""

from collections.abc import Callable
from datetime import time

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.db import db
from app.places.availability import Hours
from app.places.hours import hours_of
from app.places.models import Space
from app.places.weekly import overlapping_days

SETTINGS = "/house/linde/settings"


# -- hours


@pytest.mark.both
def test_hours_are_typed_a_line_a_day(app: Flask, house: int, chief: FlaskClient) -> None:
    page = chief.get(SETTINGS + "/hours").text
    assert 'value="8:00–23:00"' in page
    assert "Maandag" in page
    typed = {"day0": "9-12, 13:00–22:00", "day4": "20:00 tot 2:00", "day6": "0:00-24:00"}
    assert chief.post(SETTINGS + "/hours", data=typed).status_code == 303
    with app.app_context():
        assert hours_of(house)[None] == [
            Hours(0, time(9), time(12)),
            Hours(0, time(13), time(22)),
            Hours(4, time(20), time(2)),
            Hours(6, time(0), time(0)),
        ]


def test_room_has_its_own_hours_until_they_are_emptied(app: Flask, house: int, room: int, chief: FlaskClient) -> None:
    chief.post(SETTINGS + "/rooms/zaal-a/hours", data={"day0": "10:00-12:00"})
    with app.app_context():
        assert hours_of(house)[room] == [Hours(0, time(10), time(12))]
        assert len(hours_of(house)[None]) == 7
    chief.post(SETTINGS + "/rooms/zaal-a/hours", data={})
    with app.app_context():
        assert room not in hours_of(house)


@pytest.mark.parametrize(
    "typed", ["altijd", "9-12-15", "9-25", "9:00-12:00, 11:00-15:00", "9:99-10", "<b>9-12</b>", "9"]
)
def test_hours_that_are_not_right_get_a_message_and_change_nothing(
    app: Flask, house: int, chief: FlaskClient, typed: str
) -> None:
    answer = chief.post(SETTINGS + "/hours", data={"day2": typed})
    assert answer.status_code == 422
    assert 'id="day2-error"' in answer.text
    assert "Woensdag" in answer.text
    with app.app_context():
        assert len(hours_of(house)[None]) == 7


@pytest.mark.parametrize(
    ("week", "wrong"),
    [
        ([], []),
        ([Hours(0, time(9), time(12)), Hours(0, time(12), time(17))], []),
        ([Hours(0, time(9), time(13)), Hours(0, time(12), time(17))], [0]),
        ([Hours(0, time(20), time(2)), Hours(1, time(1), time(9))], [1]),
        ([Hours(6, time(20), time(2)), Hours(0, time(1), time(9))], [0]),
        ([Hours(6, time(20), time(2)), Hours(0, time(2), time(9))], []),
        ([Hours(day, time(0), time(0)) for day in range(7)], []),
    ],
)
def test_openings_that_overlap_are_found_also_past_midnight_and_past_sunday(
    week: list[Hours], wrong: list[int]
) -> None:
    assert overlapping_days(week) == wrong


# -- rooms


@pytest.mark.both
def test_rooms_are_added_combined_switched_off_and_ordered(
    app: Flask, house: int, room: int, chief: FlaskClient
) -> None:
    typed = {"name": "Zaal B", "seated": "30", "standing": "", "facts": ["stage", "lift"], "bookable": "y"}
    assert chief.post(SETTINGS + "/rooms/new", data=typed).status_code == 303
    with app.app_context():
        second = db.session.scalars(sa.select(Space).where(Space.slug == "zaal-b")).one()
        assert (second.seated, second.fact_keys, second.bookable) == (30, ("lift", "stage"), True)
    whole = {"name": "Grote zaal", "slug": "", "parts": [str(room), str(second.id)], "private": "y"}
    assert chief.post(SETTINGS + "/rooms/new", data=whole).status_code == 303
    with app.app_context():
        hall = db.session.scalars(sa.select(Space).where(Space.slug == "grote-zaal")).one()
        assert (hall.leaf_ids, hall.bookable, hall.private) == ((room, second.id), False, True)
    page = chief.get(SETTINGS + "/rooms/grote-zaal/change").text
    assert f'checked class="form-check-input" id="parts-0" name="parts" type="checkbox" value="{room}"' in page
    assert chief.post(SETTINGS + "/rooms/grote-zaal/up").status_code == 303
    listed = chief.get(SETTINGS + "/rooms").text
    assert listed.index("/rooms/grote-zaal") < listed.index("/rooms/zaal-b")


def test_renamed_room_is_found_in_the_settings_under_its_old_address(chief: FlaskClient) -> None:
    answer = chief.post(SETTINGS + "/rooms/zaal-a/change", data={"name": "Zonzaal", "slug": "zonzaal", "bookable": "y"})
    assert answer.headers["Location"] == SETTINGS + "/rooms/zonzaal"
    moved = chief.get(SETTINGS + "/rooms/zaal-a")
    assert (moved.status_code, moved.headers["Location"]) == (301, SETTINGS + "/rooms/zonzaal")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"slug": "Zaal X"},
        {"seated": "veel"},
        {"seated": "-1"},
        {"standing": "999999"},
        {"buffer_minutes": "241"},
        {"facts": ["zwembad"]},
        {"parts": ["99999"]},
        {"parts": ["' OR 1=1"]},
        {"condition": "x" * 201},
    ],
)
def test_room_that_is_not_right_gets_a_message_and_changes_nothing(
    app: Flask, room: int, chief: FlaskClient, wrong: dict[str, object]
) -> None:
    typed: dict[str, object] = {"name": "Zonzaal", "slug": "zonzaal", "about": "Getypt <i>zo</i>"}
    answer = chief.post(SETTINGS + "/rooms/zaal-a/change", data=typed | wrong)
    assert answer.status_code == 422
    assert "wij-error__text" in answer.text
    assert "Getypt &lt;i&gt;zo&lt;/i&gt;" in answer.text
    with app.app_context():
        assert db.session.get_one(Space, room).slug == "zaal-a"


def test_host_tells_about_a_room_and_changes_nothing_else(
    app: Flask, room: int, browser: Callable[[str], FlaskClient]
) -> None:
    host = browser("host")
    typed = {"about": "Licht en ruim.", "condition": "Schoenen uit.", "name": "Gekaapt"}
    assert host.post(SETTINGS + "/rooms/zaal-a/words", data=typed).status_code == 303
    assert host.post(SETTINGS + "/rooms/zaal-a/change", data=typed).status_code == 403
    with app.app_context():
        found = db.session.get_one(Space, room)
        assert (found.name, found.about, found.condition) == ("Zaal A", "Licht en ruim.", "Schoenen uit.")
