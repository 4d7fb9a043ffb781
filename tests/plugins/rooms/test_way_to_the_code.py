"""The way to the code of the key safe: from the opener's booking to their turn, and in nothing that is sent or kept."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar import tokens
from app.clock import at as clock_at
from app.db import db, transaction
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of
from app.people.models import Role
from app.places.availability import Hours
from app.refusals import Refusal
from plugins.rooms.keys import register
from plugins.rooms.models import ref_of
from plugins.rooms.opening import turns
from plugins.rooms.opening.models import CLOSE, OPEN
from tests.factories import at, span
from tests.plugins.rooms.asking import do
from tests.plugins.rooms.conftest import THURSDAY, Scene

As = Callable[[int], FlaskClient]
CODE = "7093-GEHEIM"
EVENING = span(THURSDAY, "19:00-21:00")


@pytest.fixture
def staffed(scene: Scene) -> Scene:
    """A host is there by day; Noor and Lieke may open and close; the safe has a code."""
    week = [Hours(day, time(9), time(17)) for day in range(7)]
    do(scene, turns.set_staffed_hours, scene.toos, scene.house, week)
    do(scene, register.set_code, scene.toos, scene.house, CODE)
    for who in (scene.noor, scene.lieke):
        scene.make.role(who, scene.house, "key_holder")
    return scene


def take(scene: Scene, key: str, part: str, who: int) -> str:
    """Somebody opens or closes for a booking."""
    return str(do(scene, turns.take, who, scene.house, str(ref_of(key)), part))


def test_booking_leads_its_opener_to_their_turn_and_nobody_else(staffed: Scene, as_person: As) -> None:
    key = staffed.book(EVENING)
    page = f"/rooms/booking/{key}"
    turn = take(staffed, key, OPEN, staffed.lieke)
    closing = take(staffed, key, CLOSE, staffed.noor)
    lieke, toos = as_person(staffed.lieke).get(page).text, as_person(staffed.toos).get(page).text
    assert f"/rooms/opening/de-linde/{turn}" in lieke
    assert "Je opent het huis, 19:00" in lieke
    assert f"/rooms/opening/de-linde/{closing}" not in lieke
    assert "/rooms/opening/de-linde/" not in toos
    staffed.cancel(key)
    assert "/rooms/opening/de-linde/" not in as_person(staffed.lieke).get(page).text


def test_code_is_in_no_page_on_the_way_feed_mail_export_or_log(staffed: Scene, as_person: As) -> None:
    key = staffed.book(EVENING)
    turn = take(staffed, key, OPEN, staffed.lieke)
    with staffed.app.app_context():
        token = tokens.make(Actor.self(staffed.lieke), "telefoon")
    with clock_at(at(THURSDAY, "18:30")):
        lieke = as_person(staffed.lieke)
        assert CODE in lieke.post(f"/rooms/opening/de-linde/{turn}/code").text
        for page in (
            f"/rooms/booking/{key}", f"/rooms/booking/{key}.ics", f"/calendar/mine/{token}.ics", "/me", "/me/log",
            "/calendar/house/de-linde.ics", "/calendar/room/zaal-a.ics", f"/rooms/opening/de-linde/{turn}",
        ):  # fmt: skip
            answer = lieke.get(page)
            assert (answer.status_code, CODE in answer.text) == (200, False), page
        do(staffed, turns.cannot, staffed.lieke, turn)
    assert CODE not in "".join(mails(staffed))
    kept = [staffed.all(f"SELECT * FROM {table}") for table in ("log_line", "notice", "event", "rooms_turn")]
    assert CODE not in repr(kept)


def mails(scene: Scene) -> list[str]:
    """Every mail of the outbox, as its reader gets it."""
    found = []
    with scene.app.app_context():
        for row in db.session.scalars(sa.select(Notice)):
            words: Any = mail_words(row, reader_of(row)) if row.reader is not None else None
            found.append(words.text if words else "")
        db.session.rollback()
    assert any(found)
    return found


def test_code_is_not_for_who_is_no_opener_any_more(staffed: Scene) -> None:
    turn = take(staffed, staffed.book(EVENING), OPEN, staffed.noor)
    with clock_at(at(THURSDAY, "18:30")):
        assert do(staffed, turns.see_code, staffed.noor, turn) == CODE
        with staffed.app.app_context(), transaction() as session:
            session.execute(sa.delete(Role).where(Role.person_id == staffed.noor))
        with pytest.raises(Refusal):
            do(staffed, turns.see_code, staffed.noor, turn)
