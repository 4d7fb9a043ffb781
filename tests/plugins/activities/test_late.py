"""A date that moves or is off at the last moment: the desk calls who cannot know it; who organises it too hears it."""

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from app import notices
from app.actors import Actor
from app.calendar import tokens
from app.clock import at as clock_at
from app.clock import now
from app.db import db
from app.notices import late
from app.notices.models import Notice
from plugins.activities import dates
from plugins.activities.planning import OneDate, Where
from tests.factories import Make
from tests.plugins.activities.conftest import TODAY, Scene

pytestmark = pytest.mark.sweep


def told(scene: Scene, hours: float) -> list[tuple[str, str, str]]:
    """So many hours later: to whom, by which way, and how far each notice is."""
    with scene.app.app_context(), clock_at(now() + timedelta(hours=hours)):
        late.follow_up()
        notices.sweep()
        rows = db.session.scalars(sa.select(Notice).where(Notice.kind.like("activity.%")).order_by(Notice.id))
        return sorted((row.reader.first_name if row.reader else row.guest_name, row.channel, row.state) for row in rows)


def evening(scene: Scene, make: Make) -> tuple[int, int, int]:
    """A dinner of tonight, with two who organise it and one who comes: the date, the second organiser, who comes."""
    other = make.person("Bram Notendop", email="bram@example.org", phone="076-000 00 21")
    lieke = make.person("Lieke Morgenster", email="lieke@example.org", phone="076-000 00 22")
    activity = scene.publish(first=TODAY, organiser_ids=(other,), places=20)
    (tonight,) = scene.dates(activity)
    scene.comes(lieke, tonight.id)
    return tonight.id, other, lieke


def test_everybody_concerned_is_reached_and_who_called_it_off_is_not(scene: Scene, make: Make) -> None:
    tonight, _bram, _lieke = evening(scene, make)
    scene.guest(tonight, "Bep", reach="076-000 00 23")
    scene.do(dates.cancel_date, tonight, "ziek")
    assert told(scene, 0.1) == [("Bep", "call", "waiting"), ("Bram", "mail", "waiting"), ("Lieke", "mail", "sent")]
    assert told(scene, 1.3) == [
        ("Bep", "call", "waiting"),
        ("Bram", "mail", "sent"),
        ("Lieke", "call", "waiting"),
        ("Lieke", "mail", "sent"),
    ]


def test_whose_calendar_has_read_it_is_left_in_peace(scene: Scene, make: Make) -> None:
    tonight, bram, lieke = evening(scene, make)
    scene.do(dates.cancel_date, tonight, "ziek")
    with scene.app.app_context(), clock_at(now() + timedelta(minutes=5)):
        notices.sweep()
    with scene.app.app_context(), clock_at(now() + timedelta(minutes=30)):
        for person in (bram, lieke):
            found = tokens.find(tokens.make(Actor.self(person), "telefoon"))
            assert found is not None
            tokens.was_fetched(found.id, None)
    assert told(scene, 1.3) == [("Bram", "mail", "withdrawn"), ("Lieke", "mail", "sent")]


def test_date_of_today_that_moves_to_next_month_is_late_news(scene: Scene, make: Make) -> None:
    tonight, _bram, _lieke = evening(scene, make)
    plan = OneDate(day=date(2027, 4, 12), start=time(17), end=time(19), where=Where(space_ids=(scene.room,)))
    scene.do(dates.change_date, tonight, plan)
    told(scene, 0.1)
    assert ("Lieke", "call", "waiting") in told(scene, 1.3)


def test_what_is_a_week_ahead_is_told_by_mail_alone(scene: Scene, make: Make) -> None:
    tonight, _bram, _lieke = evening(scene, make)
    plan = OneDate(day=date(2027, 3, 15), start=time(17), end=time(19), where=Where(space_ids=(scene.room,)))
    with clock_at(now() - timedelta(days=7)):
        scene.do(dates.change_date, tonight, plan)
        assert told(scene, 1.3) == [("Lieke", "mail", "sent")]
        assert told(scene, 30) == [("Lieke", "mail", "sent")]


def test_undone_in_time_nobody_hears_anything(scene: Scene, make: Make) -> None:
    tonight, _bram, _lieke = evening(scene, make)
    scene.do(dates.cancel_date, tonight, "ziek")
    scene.do(dates.restore_date, tonight)
    assert {state for _who, _way, state in told(scene, 1.3)} == {"withdrawn"}


def test_sensitive_date_has_no_name_in_what_the_desk_says(scene: Scene, make: Make) -> None:
    other = make.person("Bram Notendop", phone="076-000 00 21")
    activity = scene.publish("Rouwgroep", first=TODAY, organiser_ids=(other,), sensitive=True)
    (tonight,) = scene.dates(activity)
    scene.do(dates.cancel_date, tonight.id, "Annelies is ziek")
    assert told(scene, 1.3) == [("Bram", "call", "waiting")]
    with scene.app.app_context():
        said = db.session.scalars(sa.select(Notice.params).where(Notice.kind == "activity.cancelled")).one()
    assert "Rouwgroep" not in said
    assert "Annelies" not in said
