"""The reminder: the evening before, once, never in the night, and not for who signed off."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock, notices
from app.actors import Actor
from app.clock import wall
from app.db import db
from app.notices.models import Notice
from app.notices.waiting import calls
from plugins.activities import coming, dates, wij_expire_data
from plugins.activities.planning import OneDate, Where
from plugins.activities.reminding.models import Reminder
from plugins.activities.reminding.moments import MORNING, NIGHT, is_time
from plugins.activities.reminding.telling import sweep
from tests.factories import AMSTERDAM, Make, at
from tests.plugins.activities.conftest import Scene

both = pytest.mark.both
EVENING, DAY_BEFORE = ("2027-03-09", "18:00"), ("2027-03-09", "10:00")


def swept(scene: Scene, day: str, time: str) -> list[tuple[str, str]]:
    """The job comes by at that moment; the reminders that were written by then: to whom, and how."""
    with clock.at(at(day, time)), scene.app.app_context():
        sweep()
        rows = db.session.execute(
            sa.select(Notice.guest_name, Notice.channel).where(Notice.kind == "signup.reminder").order_by(Notice.id)
        )
        return [(name, str(channel)) for name, channel in rows]


@both
def test_each_is_reminded_once_through_their_own_channel(scene: Scene, make: Make) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    scene.guest(first.id, "Mail", reach="bep@example.org")
    scene.guest(first.id, "Bel", reach="076-000 00 14")
    scene.guest(first.id, "Niets")
    scene.comes(make.person("Ria"), first.id)
    off = scene.guest(first.id, "Af", reach="af@example.org")
    with scene.app.app_context():
        coming.sign_off(Actor.guest(), off)
    assert swept(scene, "2027-03-09", "09:50") == []
    assert swept(scene, *DAY_BEFORE) == [("Bel", "call"), ("", "slip")]
    for time in ("17:50", "18:00", "18:10"):
        found = swept(scene, "2027-03-09", time)
    assert found == [("Bel", "call"), ("", "slip"), ("Mail", "mail")]
    assert swept(scene, "2027-03-10", "09:00") == found
    with scene.app.app_context(), clock.at(at("2027-03-13", "04:00")):
        wij_expire_data()
        assert db.session.scalars(sa.select(Reminder)).all() == []


@both
def test_who_signs_up_late_is_not_reminded_and_a_moved_date_is_reminded_of_again(scene: Scene) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    scene.guest(first.id, "Vroeg", reach="vroeg@example.org")
    with clock.at(at("2027-03-09", "19:00")):
        scene.guest(first.id, "Laat", reach="laat@example.org")
    assert swept(scene, "2027-03-09", "19:10") == [("Vroeg", "mail")]
    start, end = (wall(moment, AMSTERDAM).time() for moment in (first.starts, first.ends))
    moved = OneDate(day=date(2027, 3, 12), start=start, end=end, where=Where(place="Buiten"))
    with clock.at(at("2027-03-09", "20:00")):
        scene.do(dates.change_date, first.id, moved)
    assert swept(scene, "2027-03-10", "18:00") == [("Vroeg", "mail")]
    assert [name for name, _how in swept(scene, "2027-03-11", "18:00")] == ["Vroeg", "Vroeg", "Laat"]


@both
def test_reminder_does_not_go_out_for_what_is_off_or_who_signed_off_in_the_meantime(scene: Scene) -> None:
    first, second = scene.dates(scene.weekly(places=10))[:2]
    code = scene.guest(first.id, "Bep", reach="bep@example.org")
    scene.guest(second.id, "Cor", reach="cor@example.org")
    swept(scene, *EVENING)
    with clock.at(at("2027-03-09", "18:01")), scene.app.app_context():
        coming.sign_off(Actor.guest(), code)
    swept(scene, "2027-03-16", "18:00")
    with clock.at(at("2027-03-16", "18:01")):
        scene.do(dates.cancel_date, second.id, "ziek")
    with clock.at(at("2027-03-16", "18:05")), scene.app.app_context():
        notices.sweep()
        rows = db.session.execute(sa.select(Notice.guest_name, Notice.state).where(Notice.kind == "signup.reminder"))
        assert [(name, str(state)) for name, state in rows] == [("Bep", "withdrawn"), ("Cor", "withdrawn")]


@both
def test_reminder_of_what_is_sensitive_says_not_what_it_is(scene: Scene, make: Make) -> None:
    first = scene.dates(scene.weekly("Rouwgroep", places=10, sensitive=True))[0]
    scene.guest(first.id, "Zwaluwina", reach="076-000 00 77")
    host = make.person("Toos")
    make.role(host, scene.house, "host")
    swept(scene, *DAY_BEFORE)
    with clock.at(at("2027-03-09", "10:05")), scene.app.app_context():
        (call,) = calls(Actor.self(host), scene.house)
        said = "".join(f"{one.subject} {one.text}" for one in call.messages)
        kept = "".join(str(row) for row in db.session.execute(sa.select(Notice.__table__)))
    assert ("Afspraak" in said or "afspraak" in said, "Rouwgroep" in said + kept, "Zwaluwina" in said + kept) == (
        True,
        False,
        False,
    )


def test_link_of_a_reminder_is_a_page_and_its_button_signs_off(scene: Scene, client: FlaskClient) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    path = f"/activities/coming/{scene.guest(first.id, 'Bep')}"
    page = client.get(f"{path}/off").get_data(as_text=True)
    assert f'action="{path}/off" method="post"' in page
    assert "Je komt" in client.get(path).get_data(as_text=True)  # to look changes nothing
    assert client.post(f"{path}/off").status_code == 303
    assert client.get(f"{path}/off").location == path
    assert "Je bent afgemeld" in client.get(path).get_data(as_text=True)


@given(st.integers(0, 5 * 24 * 60), st.integers(0, 24 * 60), st.booleans())
def test_time_to_remind_is_civil_and_within_the_day_before(offset: int, before: int, by_mail: bool) -> None:
    """Over the night that summer time begins."""
    start = at("2027-03-26", "00:00") + timedelta(minutes=offset)
    moment = start - timedelta(minutes=before)
    if is_time(moment, start, AMSTERDAM, by_mail=by_mail):
        assert MORNING <= wall(moment, AMSTERDAM).time() < NIGHT
        assert wall(start, AMSTERDAM).date() - wall(moment, AMSTERDAM).date() <= timedelta(days=1)
        assert start - moment > timedelta(hours=1)
