"""A late change reaches who cannot know it: the desk calls besides the mail, unless their own calendar has read it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app import notices
from app.actors import Actor, Channel
from app.calendar import tokens
from app.calendar.offered import offered_to
from app.clock import at as clock_at
from app.db import db, transactional
from app.notices import Recipient, desk, late, waiting
from app.notices.models import Notice
from tests.core.notices.tea import REF
from tests.factories import Make, at

pytestmark = pytest.mark.sweep

NINE = at("2027-03-18", "09:00")
HOUR = timedelta(hours=1)
Rows = list[tuple[str, str]]


@pytest.fixture
def house(make: Make) -> int:
    return make.house()


@pytest.fixture
def lieke(make: Make) -> int:
    return make.person("Lieke", email="lieke@example.org", phone="076-000 00 14")


def tell(app: Flask, house: int, reader: Recipient, *, begins: datetime = NINE + 6 * HOUR, by: int = 0) -> None:
    """At nine, somebody changes what begins at `begins`."""

    @transactional
    def change() -> None:
        with notices.changing(Actor.self(by) if by else Actor.job(), begins):
            notices.send(reader, "tea.ready", {"what": "rooibos"}, ref=REF, house_id=house)

    with app.app_context(), clock_at(NINE):
        change()
    with app.app_context(), clock_at(NINE + timedelta(minutes=3)):
        notices.sweep()


def later(app: Flask, hours: float) -> Rows:
    """What there is after the job came by, so many hours later: channel and state of each notice."""
    with app.app_context(), clock_at(NINE + hours * HOUR):
        late.follow_up()
        late.follow_up()
        rows = db.session.scalars(sa.select(Notice).order_by(Notice.id))
        return [(row.channel, row.state) for row in rows]


def reads(app: Flask, person: int, hours: float, link: Callable[[Actor], str] | None = None) -> None:
    """A calendar of theirs looks, so many hours after nine."""
    make = link or (lambda actor: tokens.make(actor, "telefoon"))
    with app.app_context(), clock_at(NINE + hours * HOUR):
        token = tokens.find(make(Actor.self(person)))
        assert token is not None
        tokens.was_fetched(token.id, None)


def test_who_got_a_mail_about_a_late_change_is_called_once(app: Flask, house: int, lieke: int) -> None:
    tell(app, house, Recipient(person_id=lieke))
    assert later(app, 0.5) == [("mail", "sent")]
    assert later(app, 1.2) == [("mail", "sent"), ("call", "waiting")]
    assert later(app, 2) == [("mail", "sent"), ("call", "waiting")]


def test_guest_who_left_mail_and_phone_is_called_too(app: Flask, house: int) -> None:
    tell(app, house, Recipient(name="Gast", email="gast@example.org", phone="076-000 00 15"))
    assert later(app, 1.2) == [("mail", "sent"), ("call", "waiting")]


def test_whose_calendar_read_the_change_is_not_called(app: Flask, house: int, lieke: int) -> None:
    tell(app, house, Recipient(person_id=lieke))
    reads(app, lieke, 0.5)
    assert later(app, 1.2) == [("mail", "sent")]


def test_call_that_waits_is_taken_back_once_the_calendar_has_read_the_change(
    app: Flask, make: Make, house: int, lieke: int
) -> None:
    bep = make.person("Bep", phone="076-000 00 16")
    tell(app, house, Recipient(person_id=lieke))
    tell(app, house, Recipient(person_id=bep))
    assert later(app, 1.2) == [("mail", "sent"), ("call", "waiting"), ("call", "waiting")]
    for person in (lieke, bep):
        reads(app, person, 3)
    assert later(app, 3.1) == [("mail", "sent"), ("call", "withdrawn"), ("call", "withdrawn")]


def test_calendar_that_somebody_else_reads_or_that_holds_only_part_tells_nothing(
    app: Flask, house: int, lieke: int
) -> None:
    tell(app, house, Recipient(person_id=lieke))
    reads(app, lieke, 0.5, lambda actor: tokens.share(actor, "dochter", tokens.ALL))
    reads(app, lieke, -2)
    with app.app_context():
        own = next(one for one in offered_to(lieke) if one.key.startswith("my-tasks/")).key
    reads(app, lieke, 0.5, lambda actor: tokens.make(actor, "telefoon", own))
    assert later(app, 1.2) == [("mail", "sent"), ("call", "waiting")]


@pytest.mark.parametrize("begins", [NINE + 25 * HOUR, NINE - HOUR])
def test_what_is_far_away_or_has_begun_is_not_called_about(
    app: Flask, house: int, lieke: int, begins: datetime
) -> None:
    tell(app, house, Recipient(person_id=lieke), begins=begins)
    for hours in (1.2, 24):
        assert later(app, hours) == [("mail", "sent")]


def test_who_makes_the_change_is_not_called_about_it(app: Flask, house: int, lieke: int) -> None:
    tell(app, house, Recipient(person_id=lieke), by=lieke)
    assert later(app, 1.2) == [("mail", "sent")]


def test_what_is_told_outside_a_change_is_not_called_about(app: Flask, house: int, lieke: int) -> None:
    with app.app_context(), clock_at(NINE):
        notices.send(Recipient(person_id=lieke), "tea.ready", {"what": "rooibos"}, ref=REF, house_id=house)
    with app.app_context(), clock_at(NINE + HOUR / 4):
        notices.sweep()
    assert later(app, 1.2) == [("mail", "sent")]


def test_host_who_is_calling_is_not_interrupted(app: Flask, make: Make, house: int) -> None:
    bep, toos = make.person("Bep", phone="076-000 00 16"), make.person("Toos")
    make.role(toos, house, "host")
    tell(app, house, Recipient(person_id=bep))
    with app.app_context(), clock_at(NINE + HOUR):
        key = db.session.scalars(sa.select(Notice.public_id)).one()
        desk.take_call(Actor.self(toos), house, key)
    reads(app, bep, 1)
    assert later(app, 1.1) == [("call", "waiting")]
    assert later(app, 2) == [("call", "withdrawn")]


def test_desk_calls_first_about_what_begins_soonest(app: Flask, make: Make, house: int, lieke: int) -> None:
    bep, toos = make.person("Bep", phone="076-000 00 16"), make.person("Toos")
    make.role(toos, house, "host")
    with app.app_context(), clock_at(NINE - HOUR):
        notices.send(Recipient(person_id=bep), "tea.ready", {"what": "rooibos"}, ref=REF, house_id=house)
    tell(app, house, Recipient(person_id=lieke))
    later(app, 1.2)
    with app.app_context(), clock_at(NINE + 2 * HOUR):
        found = waiting.calls(Actor.self(toos), house)
    assert [(one.reader.name, one.before) for one in found] == [("Lieke", NINE + 6 * HOUR), ("Bep", None)]


def also(app: Flask, house: int, reader: int, *, begins: datetime = NINE + 6 * HOUR, by: int = 0) -> None:
    """At nine, a change of what somebody else organises too."""

    @transactional
    def change() -> None:
        with notices.changing(Actor(by, by, Channel.WEB) if by else Actor.job(), begins):
            notices.tell_if_late(Recipient(person_id=reader), "tea.ready", {"what": "rooibos"}, ref=REF, house_id=house)

    with app.app_context(), clock_at(NINE):
        change()


def test_who_is_told_only_of_late_changes_gets_time_to_read_their_calendar_first(
    app: Flask, house: int, lieke: int
) -> None:
    also(app, house, lieke)
    for hours, sent in ((0.5, 0), (1.2, 1)):
        with app.app_context(), clock_at(NINE + hours * HOUR):
            assert notices.sweep() == sent


def test_who_is_told_only_of_late_changes_hears_nothing_when_their_calendar_knows(
    app: Flask, house: int, lieke: int
) -> None:
    also(app, house, lieke)
    reads(app, lieke, 0.5)
    assert later(app, 0.6) == [("mail", "withdrawn")]


@pytest.mark.parametrize("far", [True, False])
def test_nothing_more_is_told_of_what_is_far_away_or_to_who_makes_the_change(
    app: Flask, house: int, lieke: int, far: bool
) -> None:
    also(app, house, lieke, begins=NINE + (25 if far else 6) * HOUR, by=0 if far else lieke)
    assert later(app, 1.2) == []
