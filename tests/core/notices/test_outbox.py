"""Notices are rows of the transaction that they tell about: they go with it, and are taken back with it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app import notices
from app.clock import Span, at, now
from app.db import db, transaction, transactional
from app.notices import CalendarFile, Recipient, kinds
from app.notices.models import Notice
from app.notices.params import pack, unpack
from app.refs import Ref
from tests.core.notices.tea import REF
from tests.factories import Make, span

pytestmark = pytest.mark.both


def rows(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(row.channel, row.state) for row in db.session.scalars(sa.select(Notice).order_by(Notice.id))]


def send(app: Flask, recipient: Recipient, house_id: int, kind: str = "tea.ready", ref: Ref = REF) -> str:
    with app.app_context():
        return notices.send(recipient, kind, {"what": "rooibos", "seed": 5}, ref=ref, house_id=house_id)


def test_notice_of_a_transaction_that_fails_is_not_there(app: Flask, make: Make) -> None:
    house, person = make.house(), make.person(email="lieke@example.org")

    @transactional
    def send_and_fail() -> None:
        notices.send(Recipient(person_id=person), "tea.ready", {"what": "x"}, ref=REF, house_id=house)
        raise ZeroDivisionError

    with app.app_context(), pytest.raises(ZeroDivisionError):
        send_and_fail()
    assert rows(app) == []


@pytest.mark.parametrize(
    ("email", "phone", "channel"),
    [("a@example.org", "076-000 00 14", "mail"), (None, "076-000 00 14", "call"), (None, "", "slip")],
)
def test_notice_goes_by_mail_else_by_phone_else_on_paper(
    app: Flask, make: Make, email: str | None, phone: str, channel: str
) -> None:
    house, person = make.house(), make.person(email=email, phone=phone)
    send(app, Recipient(person_id=person), house)
    send(app, Recipient(name="Gast", email=email or "", phone=phone), house)
    assert rows(app) == [(channel, "waiting")] * 2


def test_withdraw_takes_back_only_what_is_about_the_thing(app: Flask, make: Make) -> None:
    house, person = make.house(), make.person(email="lieke@example.org")
    send(app, Recipient(person_id=person), house)
    send(app, Recipient(name="Gast", phone="0612345678"), house)
    send(app, Recipient(person_id=person), house, ref=Ref("tea", "pot", "other"))
    with app.app_context():
        assert notices.withdraw(REF, kind="tea.code") == 0
        assert notices.withdraw(REF) == 2
        assert notices.withdraw(REF) == 0
    assert rows(app) == [("mail", "withdrawn"), ("call", "withdrawn"), ("mail", "waiting")]


def test_notice_waits_for_undo_unless_somebody_waits_for_it(app: Flask, make: Make) -> None:
    house, person = make.house(), make.person(email="lieke@example.org")
    moment = span("2027-03-18", "14:00-16:00").start
    with at(moment):
        send(app, Recipient(person_id=person), house)
        send(app, Recipient(person_id=person), house, kind="tea.code")
    with app.app_context():
        assert list(db.session.scalars(sa.select(Notice.not_before).order_by(Notice.id))) == [
            moment + timedelta(minutes=2),
            moment,
        ]


def test_kind_that_nobody_registered_is_refused_at_once(app: Flask, make: Make) -> None:
    house, person = make.house(), make.person(email="lieke@example.org")
    with pytest.raises(kinds.UnknownKind):
        send(app, Recipient(person_id=person), house, kind="tea.unheard")
    assert rows(app) == []


def test_nudge_wakes_the_worker_once_a_transaction_and_only_after_it(app: Flask, make: Make) -> None:
    house, person = make.house(), make.person(email="lieke@example.org")
    queue = app.extensions["wij_jobs"].queue
    with app.app_context(), transaction():
        for _number in range(3):
            notices.send(Recipient(person_id=person), "tea.ready", {"what": "x"}, ref=REF, house_id=house)
        assert queue.pending_count() == 0
    assert queue.pending_count() == 1


def test_params_come_back_as_what_they_were() -> None:
    when: Span = span("2027-03-18", "14:00-16:00")
    given = {"span": when, "at": when.start, "day": when.start.date(), "ref": REF, "n": 3, "list": ["a", None, True]}
    assert unpack(pack(given)) == given
    assert unpack("") == {}


def test_params_that_are_no_plain_facts_are_refused() -> None:
    with pytest.raises(TypeError, match="plain facts"):
        pack({"house": object()})


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_calendar_file_must_say_its_own_method(method: str) -> None:
    assert CalendarFile(f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n".encode(), method).method == method
    with pytest.raises(ValueError, match="does not say"):
        CalendarFile(b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\n", method)


def test_recipient_without_a_name_or_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="for a person"):
        Recipient(email="a@example.org")


def test_two_features_cannot_share_a_kind() -> None:
    with pytest.raises(ValueError, match="two features"):
        kinds.register("tea.ready", subject="x", template="other.txt")


def test_wait_of_a_moment_before_now_goes_out_now(app: Flask, make: Make) -> None:
    house, person = make.house(), make.person(email="lieke@example.org")
    with app.app_context():
        notices.send(
            Recipient(person_id=person),
            "tea.ready",
            {"what": "x"},
            ref=REF,
            house_id=house,
            not_before=now() - timedelta(days=1),
        )
        assert notices.sweep() == 1
