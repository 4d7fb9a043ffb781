"""What is said of a booking: events, the log, and the notice to who booked, with a file for their own calendar."""

from typing import Any

import icalendar
import pytest
import sqlalchemy as sa

from app.clock import at as clock_at
from app.db import db
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of, spoken_words
from app.people.models import Person
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import MONDAY, THURSDAY, Scene, Scope

SLOT = span(THURSDAY, "14:00-16:00")


def notices(scene: Scene) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in scene.all("SELECT kind, state FROM notice ORDER BY id")]


def events(scene: Scene) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in scene.all("SELECT kind, ref FROM event ORDER BY id")]


def last_file(scene: Scene) -> Any:
    with scene.app.app_context():
        content = db.session.scalars(sa.select(Notice.ics).order_by(Notice.id.desc())).first()
    assert content is not None
    return icalendar.Calendar.from_ical(content)


def words(scene: Scene, language: str = "nl") -> tuple[str, str, str]:
    """Subject, mail and spoken text of the newest notice."""
    with scene.app.app_context():
        row = db.session.scalars(sa.select(Notice).order_by(Notice.id.desc())).first()
        assert row is not None
        assert row.reader is not None
        row.reader.language = language
        mail, spoken = mail_words(row, reader_of(row)), spoken_words(row, reader_of(row))
        db.session.rollback()
    assert mail is not None
    assert spoken is not None
    return mail.subject, mail.text, spoken.text


@pytest.mark.sweep
def test_each_change_is_an_event_and_a_line_in_the_log(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.move(key, span(THURSDAY, "16:00-18:00"))
    scene.cancel(key, who=scene.toos)
    scene.undo(key)
    ref = f"rooms/booking/{key}"
    said = ["BookingConfirmed", "BookingMoved", "BookingCancelled", "BookingConfirmed"]
    assert events(scene) == [(kind, ref) for kind in said]
    assert scene.all("SELECT verb, ref, label, typist_id FROM log_line ORDER BY id") == [
        ("rooms.booking.made", ref, "Zaal A, 18-03-2027 14:00", scene.lieke),
        ("rooms.booking.moved", ref, "Zaal A, 18-03-2027 16:00", scene.lieke),
        ("rooms.booking.cancelled", ref, "Zaal A, 18-03-2027 16:00", scene.toos),
        ("rooms.booking.restored", ref, "Zaal A, 18-03-2027 16:00", scene.lieke),
    ]


def test_series_is_one_notice_one_log_line_and_an_event_for_each_date(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=5)
    assert notices(scene) == [("booking.confirmed", "waiting")]
    assert [kind for kind, _ref in events(scene)] == ["BookingConfirmed"] * 5
    assert len({ref for _kind, ref in events(scene)}) == 5
    assert scene.all("SELECT verb FROM log_line") == [("rooms.series.made",)]


def test_undone_within_two_minutes_nothing_is_sent(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.cancel(key)
    assert notices(scene) == [("booking.confirmed", "withdrawn")]


def test_cancelling_what_was_told_is_told_and_undo_takes_that_back(scene: Scene) -> None:
    key = scene.book(SLOT)
    sent(scene)
    scene.cancel(key)
    assert notices(scene) == [("booking.confirmed", "sent"), ("booking.cancelled", "waiting")]
    scene.undo(key)
    assert notices(scene) == [("booking.confirmed", "sent"), ("booking.cancelled", "withdrawn")]


def test_coming_back_after_the_cancellation_was_told_is_told_too(scene: Scene) -> None:
    key = scene.book(SLOT)
    sent(scene)
    scene.cancel(key)
    sent(scene)
    scene.undo(key)
    assert notices(scene)[-1] == ("booking.confirmed", "waiting")


def test_some_dates_cancelled_at_once_keeps_the_confirmation_of_the_others(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=4)
    scene.cancel(scene.rows()[2].public_id, Scope.FOLLOWING)
    assert notices(scene) == [("booking.confirmed", "waiting"), ("booking.cancelled", "waiting")]


def test_host_who_moves_it_has_the_booker_told(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.move(key, span(THURSDAY, "16:00-18:00"), who=scene.toos)
    assert scene.all("SELECT DISTINCT person_id FROM notice") == [(scene.lieke,)]


def test_confirmation_speaks_the_readers_language_and_has_a_file_with_the_feeds_uid(scene: Scene) -> None:
    key = scene.book(SLOT, title="Overleg")
    subject, mail, spoken = words(scene)
    assert subject == "Zaal A is van jou: do 18 maart, 14:00"
    assert "Gelukt. Zaal A is van jou op donderdag 18 maart, van 14:00 tot 16:00 uur." in mail
    assert f"/rooms/booking/{key}" in mail
    assert "Zaal A is voor u op donderdag 18 maart, van 14:00 tot 16:00 uur." in spoken
    assert "http" not in spoken
    assert "Zaal A is yours on Thursday 18 March, from 14:00 to 16:00." in words(scene, "en")[1]
    file = last_file(scene)
    assert file["method"] == "PUBLISH"
    (event,) = file.walk("VEVENT")
    assert (event["uid"], event["sequence"], event["location"]) == (
        scene.rows()[0].uid, 0, "Zaal A, De Linde, Voorbeeldplein 1",
    )  # fmt: skip


def test_move_and_cancel_carry_the_same_uid_with_higher_sequences(scene: Scene) -> None:
    """Checklist 11.4."""
    key = scene.book(SLOT)
    uid = last_file(scene).walk("VEVENT")[0]["uid"]
    sent(scene)
    scene.move(key, span(THURSDAY, "16:00-18:00"))
    moved = last_file(scene).walk("VEVENT")[0]
    sent(scene)
    assert "verplaatst" in words(scene)[1]
    scene.cancel(key)
    off = last_file(scene)
    assert off["method"] == "CANCEL"
    (event,) = off.walk("VEVENT")
    assert (moved["uid"], moved["sequence"], event["uid"], event["sequence"]) == (uid, 1, uid, 2)
    assert event["status"] == "CANCELLED"
    assert "afgezegd" in words(scene)[1]


def test_weekly_mail_keeps_the_wall_time_over_the_clock_change(scene: Scene) -> None:
    scene.weekly(THURSDAY, "19:00-20:30", count=4)
    assert "elke donderdag van 19:00 tot 20:30 uur" in words(scene)[1]
    starts = [event.start for event in last_file(scene).walk("VEVENT")]
    assert [f"{start:%d-%m %H:%M %z}" for start in starts] == [
        "18-03 19:00 +0100", "25-03 19:00 +0100", "01-04 19:00 +0200", "08-04 19:00 +0200",
    ]  # fmt: skip


def test_somebody_without_mail_is_told_too_without_a_file(scene: Scene, make: Make) -> None:
    ria = make.person("Ria Klokman")
    scene.book(SLOT, who=ria)
    assert scene.all("SELECT person_id, ics FROM notice") == [(ria, None)]


def test_private_room_is_named_in_no_message(scene: Scene, make: Make) -> None:
    private = make.space(scene.house, "Spreekkamer", private=True)
    key = scene.book(SLOT, who=scene.toos, space=private, title="Gesprek met Ria")
    texts: list[Any] = [*words(scene), last_file(scene).to_ical().decode()]
    sent(scene)
    scene.move(key, span(THURSDAY, "16:00-18:00"), who=scene.toos, space=private)
    texts += words(scene)
    sent(scene)
    scene.cancel(key, who=scene.toos)
    texts += [*words(scene), last_file(scene).to_ical().decode()]
    texts += scene.all("SELECT label FROM log_line") + scene.all("SELECT more, ref FROM event")
    texts += scene.all("SELECT params FROM notice")
    for text in texts:
        assert "Spreekkamer" not in str(text)
        assert "Gesprek met Ria" not in str(text)
    assert len(texts) > 10


def test_forgotten_booker_is_not_told(scene: Scene) -> None:
    key = scene.book(SLOT)
    with scene.app.app_context():
        db.session.execute(sa.text("UPDATE rooms_booking SET person_id = NULL"))
        db.session.execute(sa.delete(Notice))
        db.session.commit()
        assert db.session.get(Person, scene.lieke) is not None
    scene.cancel(key, who=scene.toos)
    assert notices(scene) == []


def sent(scene: Scene) -> None:
    """The worker sent what was waiting."""
    with clock_at(at(MONDAY, "08:30")), scene.app.app_context():
        db.session.execute(sa.update(Notice).where(Notice.state == "waiting").values(state="sent"))
        db.session.commit()
