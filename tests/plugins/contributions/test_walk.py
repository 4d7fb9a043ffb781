"""From the booking to the thank-you, through the pages, as somebody's browser sends them."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import now
from app.db import Base, db
from app.people.models import Person
from plugins.contributions import promising
from plugins.contributions.talents import keeping
from plugins.contributions.talents.keeping import TalentValues
from tests.factories import Make, span
from tests.plugins.contributions.conftest import BOOKING, CHAIRS, People, Shed

pytestmark = pytest.mark.sweep
OFFER = "/contributions/offer?for=shed/booking/k3f9"


@pytest.fixture
def booked(people: People, shed: Shed) -> People:
    """Lieke has booked tomorrow afternoon; there are three ways to do something in return."""
    tomorrow = span((now() + timedelta(days=1)).date(), "14:00-16:00")
    shed.book(BOOKING, tomorrow, people.house, people.lieke)
    shed.need(after=tomorrow.end - now())
    people.task("Planten water geven", takes=("seated",))
    people.task("Groot raam lappen", takes=("high",))
    return people


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def choices(html: str) -> list[tuple[str, str]]:
    """What the question offers, as (value, title)."""
    return re.findall(r'name="contribution" value="([^"]+)".*?wij-choice__title">([^<]+)<', html, re.DOTALL)


def rows(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is in the database, but the session's own clock."""
    with app.app_context():
        return {
            table.name: [tuple(row) for row in db.session.execute(sa.select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
            if table.name != "session" and "session" not in table.name
        }


def test_question_has_two_proposals_something_else_and_not_now_of_one_size(booked: People) -> None:
    html = page(booked.browser(booked.lieke), OFFER)
    (chairs, plants, other, not_now) = choices(html)
    assert [title for _value, title in (chairs, plants, other, not_now)] == [
        CHAIRS,
        "Planten water geven",
        "Iets anders",
        "Nu niet",
    ]
    assert html.count('class="wij-choice" type="submit"') == 4
    assert '<ul class="wij-choices same">' in html


def test_not_now_leaves_no_trace(app: Flask, booked: People, caplog: pytest.LogCaptureFixture) -> None:
    """No row, no line in a log, nothing kept in the browser: not of what was shown, and not of the no."""
    client = booked.browser(booked.lieke)
    page(client, "/contributions/own")
    before, kept = rows(app), browser_keeps(client)
    caplog.set_level("DEBUG")
    page(client, OFFER)
    answer = client.post("/contributions/offer", data={"for": str(BOOKING), "contribution": "not-now"})
    assert (answer.status_code, answer.location) == (303, "/shed/k3f9")
    page(client, "/contributions/")  # what was said to the reader is gone once it was read
    assert rows(app) == before
    assert [record.getMessage() for record in caplog.records if "lieke" in record.getMessage().lower()] == []
    assert [record.name for record in caplog.records if record.name.startswith(("app", "plugins"))] == []
    assert browser_keeps(client) == kept
    assert [title for _value, title in choices(page(client, OFFER))][:2] == [CHAIRS, "Planten water geven"]


def browser_keeps(client: FlaskClient) -> dict[str, object]:
    with client.session_transaction() as cookie:
        return {key: value for key, value in cookie.items() if value}


def test_proposal_knows_what_one_likes_to_do(app: Flask, booked: People) -> None:
    with app.app_context():
        keeping.add(Actor.self(booked.lieke), booked.house, TalentValues(words="Ramen wassen"))
    client = booked.browser(booked.lieke)
    assert [title for _value, title in choices(page(client, OFFER))][:2] == ["Groot raam lappen", CHAIRS]
    html = page(client, "/contributions/own?for=shed/booking/k3f9")
    assert 'name="words" value="Ramen wassen"' in html


def test_proposal_becomes_a_promise_and_can_be_undone_at_once(booked: People) -> None:
    client = booked.browser(booked.lieke)
    chairs = choices(page(client, OFFER))[0][0]
    answer = client.post("/contributions/offer", data={"for": str(BOOKING), "contribution": chairs})
    assert (answer.status_code, answer.location) == (303, "/shed/k3f9")
    (made,) = booked.promises()
    assert (made.title, made.person, made.ref, made.channel) == (CHAIRS, booked.lieke, str(BOOKING), "web")
    html = page(client, "/contributions/")
    assert "Bedankt! Je helpt mee met: Stoelen terugzetten." in html
    undo = re.search(r'action="(/contributions/promises/\w+/withdraw)"', html)
    assert undo is not None
    assert client.post(undo[1]).status_code == 303
    assert [one.withdrawn for one in booked.promises()] == [True]


def test_something_else_is_promised_in_ones_own_words(booked: People) -> None:
    client = booked.browser(booked.lieke)
    answer = client.post("/contributions/offer", data={"for": str(BOOKING), "contribution": "else"})
    assert "voornaam" not in page(client, answer.location)
    empty = client.post("/contributions/own", data={"for": str(BOOKING), "words": "  "})
    assert empty.status_code == 422
    assert booked.promises() == []
    answer = client.post("/contributions/own", data={"for": str(BOOKING), "words": "Ik bak een cake."})
    assert answer.location == "/shed/k3f9"
    assert [(one.title, one.ref) for one in booked.promises()] == [("Ik bak een cake.", str(BOOKING))]


def test_promise_is_done_and_thanked_and_shown_once_its_person_says_yes(booked: People) -> None:
    lieke, toos = booked.browser(booked.lieke), booked.browser(booked.toos)
    task = booked.task("Soep koken")
    assert lieke.post(f"/contributions/{task}/promise").status_code == 303
    (made,) = booked.promises()
    assert lieke.post(f"/contributions/promises/{made.key}/done").status_code == 303
    answer = toos.post(f"/contributions/{task}/thank", data={"words": "De soep was heerlijk"})
    assert answer.status_code == 303
    visitor = booked.app.test_client()
    for reader in (visitor, toos):
        assert "heerlijk" not in page(reader, "/house/de-linde")
        assert "Lieke" not in page(reader, f"/contributions/{task}")
    mine = page(lieke, "/me")
    assert "De soep was heerlijk" in mine
    share = re.search(r'action="(/contributions/thanks/\w+/share)"', mine)
    assert share is not None
    lieke.post(share[1])
    house = page(visitor, "/house/de-linde")
    assert "De soep was heerlijk" in house
    assert "Voor Lieke: Soep koken" in house
    lieke.post(share[1].replace("/share", "/keep"))
    assert "heerlijk" not in page(visitor, "/house/de-linde")


def test_visitor_is_asked_to_sign_in_before_promising(booked: People) -> None:
    visitor = booked.app.test_client()
    task = booked.task("Soep koken")
    assert "Ik help mee" in page(visitor, f"/contributions/{task}")
    answer = visitor.post(f"/contributions/{task}/promise")
    assert answer.status_code == 303
    assert "promise" not in answer.location
    assert booked.promises() == []


@pytest.mark.parametrize("who", ["ria", "toos"])
def test_question_about_anothers_booking_is_not_found(booked: People, who: str) -> None:
    client = booked.browser(getattr(booked, who))
    assert client.get(OFFER).status_code == 404
    assert client.get("/contributions/own?for=shed/booking/k3f9").status_code == 404
    data = {"for": str(BOOKING), "contribution": "else", "words": "Ik bak"}
    assert client.post("/contributions/offer", data=data).status_code == 404
    assert client.post("/contributions/own", data=data).status_code == 404
    assert booked.promises() == []


def test_answer_that_is_none_changes_nothing(booked: People) -> None:
    client = booked.browser(booked.lieke)
    odd = ("", "task:", "task:nothere", "need:x", "need:a/b/c:00000000", "'; DROP TABLE person", "task:\0", "💐")
    for choice in odd:
        answer = client.post("/contributions/offer", data={"for": str(BOOKING), "contribution": choice})
        assert answer.status_code in (303, 400, 404), choice
    assert booked.promises() == []


def test_question_after_the_booking_goes_when_it_is_answered(app: Flask, booked: People) -> None:
    hooks = app.extensions["wij_plugins"]
    with app.test_request_context():
        assert [len(hooks.slot("booking.after", BOOKING, who)) for who in (booked.lieke, booked.ria, None)] == [1, 0, 0]
        promising.promise_own(Actor.self(booked.lieke), booked.house, "Ik bak een cake.", BOOKING)
        assert len(hooks.slot("booking.after", BOOKING, booked.lieke)) == 0
        (beside,) = hooks.slot("booking.side", BOOKING, booked.lieke)
        assert "Ik bak een cake." in beside.html
        assert len(hooks.slot("booking.side", BOOKING, booked.ria)) == 0


def test_desk_does_the_same_for_somebody_without_email(app: Flask, booked: People) -> None:
    task = booked.task("Soep koken")
    toos = booked.browser(booked.toos)
    with app.app_context():
        ria = db.session.get_one(Person, booked.ria).public_id
    assert toos.post("/desk/start", data={"person": ria}).status_code == 303
    assert toos.post(f"/contributions/{task}/promise").status_code == 303
    (made,) = booked.promises()
    assert (made.person, made.channel) == (booked.ria, "desk")
    helped = page(toos, "/desk/person")
    assert "Uw klussen" in helped
    assert "Soep koken" in helped
    assert toos.post(f"/contributions/promises/{made.key}/done").status_code == 303
    assert [one.done for one in booked.promises()] == [True]


def test_guest_is_written_down_on_the_page_of_the_task(booked: People) -> None:
    task = booked.task("Soep koken")
    toos = booked.browser(booked.toos)
    for name, reach in (("", "076-000 00 99"), ("x" * 61, ""), ("Bep", "x" * 121)):
        answer = toos.post(f"/contributions/{task}/guest", data={"name": name, "reach": reach})
        assert answer.status_code == 422
        assert "<details open>" in answer.get_data(as_text=True)
    assert booked.promises() == []
    answer = toos.post(f"/contributions/{task}/guest", data={"name": "Bep", "reach": "076-000 00 99"})
    assert answer.status_code == 303
    assert [(one.guest, one.channel) for one in booked.promises()] == [(("Bep", "076-000 00 99"), "desk")]


def test_page_in_english_holds_no_dutch_of_ours(booked: People, make: Make) -> None:
    reader = make.person("Kate Oakfield", language="en")
    html = page(booked.browser(reader), "/contributions/")
    assert "Helping hands wanted" in html
    assert "Handen gevraagd" not in html
