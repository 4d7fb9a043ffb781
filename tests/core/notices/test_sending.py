"""Mail goes out over real SMTP: once, in the reader's language, again after a failure, and to the desk in the end."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app import notices
from app.clock import at
from app.db import Base, db
from app.notices import CalendarFile, Recipient
from app.notices.models import Notice
from app.notices.sending import BACKOFF, LEASE
from app.people.models import Person
from tests.core.notices.tea import REF
from tests.factories import Make, span
from tests.postman import Postman

pytestmark = pytest.mark.sweep
START = span("2027-03-18", "14:00-16:00").start


def send(app: Flask, recipient: Recipient, house_id: int, kind: str = "tea.ready", **params: object) -> str:
    with app.app_context(), at(START):
        return notices.send(recipient, kind, {"what": "rooibos"} | params, ref=REF, house_id=house_id)


def sweep(app: Flask, after: timedelta = timedelta(minutes=2)) -> int:
    with app.app_context(), at(START + after):
        return notices.sweep()


def states(app: Flask) -> list[tuple[str, str, int]]:
    with app.app_context():
        found = db.session.scalars(sa.select(Notice).order_by(Notice.id))
        return [(row.channel, row.state, row.tries) for row in found]


def test_mail_goes_out_once_with_all_that_a_reader_needs(app: Flask, make: Make, postman: Postman) -> None:
    house = make.house(
        kind="Buurthuis", slug="linde", phone="076-000 00 01", phone_hours="ma–vr 10–12", address="Plein 1"
    )
    public_id = send(app, Recipient(person_id=make.person(email="lieke@example.org")), house)
    assert sweep(app, timedelta(minutes=1)) == 0
    assert (sweep(app), sweep(app)) == (1, 0)
    (mail,) = postman.mails
    assert postman.recipients == [["lieke@example.org"]]
    assert mail["To"] == "Lieke Morgenster <lieke@example.org>"
    assert mail["From"] == mail["Reply-To"] == "Buurthuis De Linde <linde@linde.example>"
    assert (mail["Subject"], mail["Auto-Submitted"], mail["Content-Language"]) == (
        "Tea: rooibos",
        "auto-generated",
        "nl",
    )
    assert mail["Message-ID"] == f"<{public_id}@linde.example>"
    assert mail.get_content_type() == "text/plain"
    assert postman.text() == (
        "Dag Lieke,\n\nThe tea is ready: rooibos.\n\nHartelijke groet,\nBuurthuis De Linde\n\n"
        "Liever iemand spreken? Bel 076-000 00 01 (ma–vr 10–12).\nOf loop binnen: Plein 1.\n\nhttps://linde.example\n"
    )
    assert states(app) == [("mail", "sent", 0)]


def test_each_reader_gets_their_own_language_and_the_wall_time_of_the_house(
    app: Flask, make: Make, postman: Postman
) -> None:
    house = make.house()
    when = span("2027-03-29", "14:00-16:00")  # the day after summer time begins
    send(app, Recipient(person_id=make.person(email="nl@example.org")), house, "tea.when", span=when)
    send(
        app,
        Recipient(person_id=make.person("Ann", email="en@example.org", language="en")),
        house,
        "tea.when",
        span=when,
    )
    send(app, Recipient(name="Bo", email="guest@example.org", language="en"), house, "tea.when", span=when)
    assert sweep(app) == 3
    assert postman.subjects == ["maandag 29 maart", "Monday 29 March", "Monday 29 March"]
    assert "maandag 29 maart 14:00–16:00\nhttps://linde.example/desk/calls" in postman.text(0)
    assert "Monday 29 March 14:00–16:00" in postman.text(1)
    assert postman.text(1).startswith("Hello Ann,")


def test_reader_is_reached_at_the_address_of_the_moment(app: Flask, make: Make, postman: Postman) -> None:
    person = make.person(email="old@example.org")
    send(app, Recipient(person_id=person), make.house())
    with app.app_context():
        db.session.execute(sa.update(Person).values(email="new@example.org", language="en"))
        db.session.commit()
    sweep(app)
    assert postman.recipients == [["new@example.org"]]
    assert postman.text().startswith("Hello Lieke,")


def test_undo_within_two_minutes_also_undoes_the_mail(app: Flask, make: Make, postman: Postman) -> None:
    send(app, Recipient(person_id=make.person(email="lieke@example.org")), make.house())
    with app.app_context(), at(START + timedelta(minutes=1)):
        assert notices.withdraw(REF) == 1
    assert sweep(app) == 0
    assert postman.mails == []


EVIL = "Eve\r\nBcc: all@example.org\r\n\r\n<b>hi</b>"


def test_names_and_facts_cannot_write_headers_or_html(app: Flask, make: Make, postman: Postman) -> None:
    house = make.house(EVIL)
    send(app, Recipient(name=EVIL, email="eve@example.org"), house, what=EVIL)
    assert sweep(app) == 1
    (mail,) = postman.mails
    assert postman.recipients == [["eve@example.org"]]
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Tea: Eve Bcc: all@example.org <b>hi</b>"
    assert [part.get_content_type() for part in mail.walk()] == ["text/plain"]
    assert "<b>hi</b>" in postman.text()  # as letters: nobody renders it


@pytest.mark.parametrize("address", ["x@y\r\nBcc: all@example.org", "no address", "a@b, c@d", "<>", "@"])
def test_address_that_is_none_goes_to_the_desk(app: Flask, make: Make, postman: Postman, address: str) -> None:
    send(app, Recipient(name="Eve", email=address, phone="0612345678"), make.house())
    assert sweep(app) == 0
    assert postman.mails == []
    assert states(app) == [("mail", "given_up", 0), ("call", "waiting", 0)]


def test_mail_that_fails_is_tried_again_later_each_time_and_given_to_the_desk_in_the_end(
    app: Flask, make: Make, postman: Postman
) -> None:
    send(app, Recipient(person_id=make.person(email="lieke@example.org", phone="076-000 00 14")), make.house())
    postman.refuse = "451 later please"
    elapsed = timedelta(minutes=2)
    for number, pause in enumerate(BACKOFF):
        assert sweep(app, elapsed) == 0
        assert states(app) == [("mail", "waiting", number + 1)]
        elapsed += pause
        assert sweep(app, elapsed - timedelta(seconds=1)) == 0
        assert states(app) == [("mail", "waiting", number + 1)]
    assert sweep(app, elapsed) == 0
    assert states(app) == [("mail", "given_up", len(BACKOFF)), ("call", "waiting", 0)]
    assert timedelta(days=2) < elapsed < timedelta(days=3)


def test_mail_that_failed_goes_out_when_the_server_is_back(app: Flask, make: Make, postman: Postman) -> None:
    send(app, Recipient(person_id=make.person(email="lieke@example.org")), make.house())
    postman.refuse = "554 not now"
    sweep(app)
    postman.refuse = ""
    assert sweep(app, timedelta(minutes=3)) == 1
    assert states(app) == [("mail", "sent", 1)]


def test_address_that_the_server_does_not_know_goes_to_the_desk_at_once(
    app: Flask, make: Make, postman: Postman
) -> None:
    postman.refuse_recipient = "550 no such user"
    send(app, Recipient(person_id=make.person(email="gone@example.org")), make.house())
    sweep(app)
    assert states(app) == [("mail", "given_up", 0), ("slip", "waiting", 0)]


def test_reader_who_gave_up_their_address_is_called(app: Flask, make: Make, postman: Postman) -> None:
    send(app, Recipient(person_id=make.person(email="lieke@example.org", phone="076-000 00 14")), make.house())
    with app.app_context():
        db.session.execute(sa.update(Person).values(email=None))
        db.session.commit()
    assert sweep(app) == 0
    assert states(app) == [("call", "waiting", 0)]


def test_code_is_made_when_it_goes_out_and_stands_nowhere_in_the_database(
    app: Flask, make: Make, postman: Postman
) -> None:
    send(app, Recipient(name="x", email="lieke@example.org"), make.house(), "tea.code", seed=61)
    assert sweep(app, timedelta(0)) == 1
    code = f"{61 * 7919 % 1_000_000:06d}"
    assert f"Your code: {code}" in postman.text()
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for row in db.session.execute(sa.select(table)):
                assert not [value for value in row if code in str(value)], table.name


def test_code_that_is_over_does_not_go_out(app: Flask, make: Make, postman: Postman) -> None:
    send(app, Recipient(name="x", email="lieke@example.org"), make.house(), "tea.code", empty=True)
    assert sweep(app) == 0
    assert states(app) == [("mail", "withdrawn", 0)]


def test_code_goes_before_mails_that_waited_longer(app: Flask, make: Make, postman: Postman) -> None:
    house, person = make.house(), make.person(email="lieke@example.org")
    for _number in range(3):
        send(app, Recipient(person_id=person), house)
    send(app, Recipient(person_id=person), house, "tea.code", seed=1)
    sweep(app)
    assert postman.subjects[0] == "Code"


def test_code_that_cannot_be_mailed_never_comes_to_the_desk(app: Flask, make: Make, postman: Postman) -> None:
    postman.refuse_recipient = "550 no such user"
    send(app, Recipient(name="Gast", email="x@example.org", phone="0612345678"), make.house(), "tea.code", seed=1)
    sweep(app)
    assert states(app) == [("mail", "given_up", 0)]


def test_notice_of_a_plugin_that_is_off_waits_and_counts_no_failure(app: Flask, make: Make) -> None:
    send(app, Recipient(person_id=make.person(email="lieke@example.org")), make.house(), "tea.elsewhere")
    assert sweep(app) == 0
    assert states(app) == [("mail", "waiting", 0)]


def test_template_that_breaks_holds_up_no_other_mail(app: Flask, make: Make) -> None:
    app.config["WIJ_CONTAIN_FAILURES"] = True
    house, person = make.house(), make.person(email="lieke@example.org")
    send(app, Recipient(person_id=person), house, "tea.broken")
    send(app, Recipient(person_id=person), house)
    assert sweep(app) == 1
    assert states(app) == [("mail", "waiting", 1), ("mail", "sent", 0)]


def calendar(method: str) -> CalendarFile:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wij//nl", f"METHOD:{method}", "END:VCALENDAR", ""]
    return CalendarFile("\r\n".join(lines).encode(), method)


INVITATION = ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "text/calendar"]


@pytest.mark.parametrize(
    ("method", "types"),
    [
        ("PUBLISH", ["multipart/mixed", "text/plain", "text/calendar"]),
        ("REQUEST", INVITATION),
        ("CANCEL", INVITATION),
    ],
)
def test_calendar_file_goes_along_with_the_method_that_it_says(
    app: Flask, make: Make, postman: Postman, method: str, types: list[str]
) -> None:
    """Checklist 11.2."""
    house, person = make.house(), make.person(email="lieke@example.org")
    with app.app_context(), at(START):
        file = calendar(method)
        notices.send(Recipient(person_id=person), "tea.ready", {"what": "x"}, ref=REF, house_id=house, ics=file)
    sweep(app)
    (mail,) = postman.mails
    parts = list(mail.walk())
    assert [part.get_content_type() for part in parts] == types
    assert {part.get_param("method") for part in parts if part.get_content_type() == "text/calendar"} == {method}
    attachment = next(iter(mail.iter_attachments()))
    assert attachment.get_payload(decode=True) == file.content
    assert str(attachment.get_filename()).endswith(".ics")


def test_two_workers_at_once_send_each_mail_once(app: Flask, make: Make, postman: Postman) -> None:
    house = make.house()
    for number in range(12):
        send(app, Recipient(name=f"Gast {number}", email=f"g{number}@example.org"), house)
    postman.slow = 0.02
    sent: list[int] = []
    workers = [threading.Thread(target=lambda: sent.append(sweep(app))) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(sent) == 12
    assert sorted(one for (one,) in postman.recipients) == sorted(f"g{number}@example.org" for number in range(12))


def test_mail_of_a_worker_that_died_goes_out_when_its_claim_has_ended(app: Flask, make: Make, postman: Postman) -> None:
    send(app, Recipient(person_id=make.person(email="lieke@example.org")), make.house())
    with app.app_context():
        db.session.execute(sa.update(Notice).values(taken_at=START + timedelta(minutes=2)))
        db.session.commit()
    assert sweep(app, timedelta(minutes=3)) == 0
    assert sweep(app, timedelta(minutes=2) + LEASE) == 1


def test_mail_is_only_written_to_the_log_by_default(
    make_app: Callable[..., Flask], make: Make, postman: Postman, tea: object, caplog: pytest.LogCaptureFixture
) -> None:
    quiet = make_app(extra_plugins={"tea": tea})
    send(quiet, Recipient(person_id=make.person("Planted Name", email="planted@example.org")), make.house())
    with caplog.at_level("INFO"):
        assert sweep(quiet) == 1
    assert postman.mails == []
    assert "tea.ready" in caplog.text
    assert "planted" not in caplog.text.lower()
    assert "rooibos" not in caplog.text


def test_text_is_kept_in_the_demo_only(make_app: Callable[..., Flask], app: Flask, make: Make, tea: object) -> None:
    demo = make_app(extra_plugins={"tea": tea}, DEMO=True)
    house, person = make.house(), make.person(email="lieke@example.org")
    send(app, Recipient(person_id=person), house)
    sweep(app)
    send(demo, Recipient(person_id=person), house)
    sweep(demo)
    with app.app_context():
        kept = list(db.session.scalars(sa.select(Notice.kept_text).order_by(Notice.id)))
    assert kept[0] is None
    assert (kept[1] or "").startswith("Tea: rooibos\nDag Lieke,")


def test_thirty_days_later_nothing_is_left_of_whom_or_what(app: Flask, make: Make, postman: Postman) -> None:
    house = make.house()
    send(app, Recipient(name="Planted", email="planted@example.org", phone="0612345678"), house, what="planted")
    send(app, Recipient(name="Planted", phone="0612345678"), house, what="planted")  # a call nobody made
    sweep(app)
    with app.app_context(), at(START + timedelta(days=29)):
        notices.expire()
        assert db.session.scalar(sa.select(sa.func.count()).where(Notice.params.contains("planted"))) == 2
    with app.app_context(), at(START + timedelta(days=31)):
        notices.expire()
        for row in db.session.execute(sa.select(Notice.__table__)):
            assert not [value for value in row if "planted" in str(value).lower() or "0612345678" in str(value)]
    assert [state for _channel, state, _tries in states(app)] == ["sent", "withdrawn"]
    assert sweep(app, timedelta(days=32)) == 0


def test_health_tells_what_is_late_and_what_was_given_up(app: Flask, make: Make, postman: Postman) -> None:
    house = make.house()
    postman.refuse = "451 later"
    send(app, Recipient(name="Late", email="late@example.org"), house)
    sweep(app)
    send(app, Recipient(name="Nobody", email="no address"), house)
    sweep(app)
    with app.app_context(), at(START + timedelta(minutes=6)):
        assert (notices.health().late, notices.health().given_up) == (0, 1)
    with app.app_context(), at(START + timedelta(minutes=8)):
        assert (notices.health().late, notices.health().given_up) == (1, 1)
    with app.app_context(), at(START + timedelta(days=8)):
        assert notices.health().given_up == 0


@pytest.mark.parametrize("refusal", ["550 no such user planted@example.org", "451 planted@example.org is busy"])
def test_address_is_not_in_the_log_when_it_is_refused(
    app: Flask, make: Make, postman: Postman, caplog: pytest.LogCaptureFixture, refusal: str
) -> None:
    postman.refuse_recipient = refusal
    public_id = send(app, Recipient(name="Planted", email="planted@example.org"), make.house())
    sweep(app)
    assert public_id in caplog.text
    assert "planted" not in caplog.text.lower()
