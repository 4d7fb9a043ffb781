"""In the demo every mail can be read, and nothing leaves."""

from collections.abc import Callable

import pytest
from flask import Flask

from app import notices
from app.clock import at, now
from app.notices import CalendarFile, Recipient
from tests.core.notices.tea import REF, Tea
from tests.factories import Make
from tests.postman import Postman

ICS = b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def app(make_app: Callable[..., Flask], tea: Tea) -> Flask:
    return make_app(extra_plugins={"tea": tea}, DEMO=True)


def send(app: Flask, make: Make, kind: str = "tea.ready", **params: object) -> str:
    house = make.house()
    with app.app_context():
        recipient = Recipient(name="Bo <b>", email="bo@example.org", language="en")
        file = CalendarFile(ICS)
        return notices.send(recipient, kind, {"what": "<i>x</i>"} | params, ref=REF, house_id=house, ics=file)


def test_mail_that_waits_and_mail_that_went_are_both_there(app: Flask, make: Make, postman: Postman) -> None:
    browser = app.test_client()
    public_id = send(app, make)
    assert "wacht even" in browser.get("/demo/mail").text
    with app.app_context(), at(now() + notices.kinds.UNDO):
        assert notices.sweep() == 1
    page = browser.get("/demo/mail").text
    assert "wacht even" not in page
    assert "Bo &lt;b&gt; &lt;bo@example.org&gt;" in page
    page = browser.get(f"/demo/mail/{public_id}").text
    assert "The tea is ready: &lt;i&gt;x&lt;/i&gt;." in page
    assert "Hello Bo," in page
    answer = browser.get(f"/demo/mail/{public_id}/wij.ics")
    assert (answer.data, answer.mimetype) == (ICS, "text/calendar")
    assert postman.mails == []


def test_code_can_still_be_read_after_it_was_used(app: Flask, make: Make) -> None:
    public_id = send(app, make, "tea.code", seed=61)
    with app.app_context():
        notices.sweep()
    assert f"Your code: {61 * 7919 % 1_000_000:06d}" in app.test_client().get(f"/demo/mail/{public_id}").text


def test_withdrawn_mail_is_gone(app: Flask, make: Make) -> None:
    public_id = send(app, make)
    with app.app_context():
        notices.withdraw(REF)
    assert "Nog geen mail." in app.test_client().get("/demo/mail").text
    assert app.test_client().get(f"/demo/mail/{public_id}").status_code == 404
