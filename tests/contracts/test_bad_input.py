"""Bad input on every form: a clear message, what was typed kept, nothing changed, nothing raw on a page, never a 500.

The forms are those that each kind of visitor meets on a walk through a filled house; a form that nobody meets fails.
"""

import unicodedata
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.contracts.bad_crawl import FoundForm, Page, forms, match
from tests.contracts.bad_values import NEVER, TAGS, Attempt, attempts, good_data, sample
from tests.contracts.bad_walks import Visitor, Walked
from tests.databases import PostgreSQL, SQLite

pytestmark = pytest.mark.timeout(900)
"""The filled house itself takes a while, and whoever walks first waits for it."""
COUNTED = frozenset({"access_attempts", "access_code"})
"""Wrong codes and PINs are counted, and that is the point of them."""
COUNTS = {"access.use_code", "access.use_card", "access.send_code", "me.confirm_email", "me.ask_for_email"}
COUNTS |= {"rooms.arrive_with_code", "rooms.use_door_card"}
NO_FORM = {
    "access_demo.sign_in": "in the demo only",
    "activities.follow": "after a calendar was looked at: see the test of following",
    "contributions.bring_like_back": "undo, on the page after",
    "contributions.look_back": "from June to November: see the test of agreements",
    "contributions.open_ask": "undo, on the page after",
    "contributions.reopen": "undo, on the page after",
    "contributions.restore": "undo, on the page after",
    "notices.undo_call": "undo, on the page after",
    "notices.undo_slip": "undo, on the page after",
    "outreach.change_reply": "on the page after a look: see the test of replies",
    "outreach.give_code": "on the page after a look: see the test of replies",
    "outreach.told": "on the page after a look: see the test of talks",
    "outreach.let_go": "on the page after a look: see the test of replies",
    "outreach.name_coordinator": "only while nobody coordinates: see the test of partners",
    "outreach.taken_day": "asked for by a script: see the test of the day",
    "outreach.take_back": "undo, on the page after",
    "prevention.bring_back": "undo, on the page after",
    "prevention.join_week": "on the page of who organises it, after it left: see the test of theme weeks",
    "prevention.take_distance_back": "only in the browser that added it: see the test of challenges",
    "rooms.reopen_report": "undo, on the page after",
    "places.restore_closure": "undo, on the page after",
    "rooms.wait": "on the page that says that a time is taken",
}
"""Routes that take a POST and whose form no walk meets."""
REFUSED_HERE = {
    "activities.leave": "the only organiser stays",
    "activities.look_at": "needs a calendar elsewhere: see the test of following",
    "groups.end_contact": "the only contact stays",
    "roles.end_role": "the only administrator stays",
    "places.put_photo": "needs a file: see the test of photos",
    "rooms.bring": "needs a file: see the test of moving",
}


@pytest.mark.slow
def test_every_route_that_takes_a_post_has_a_form_that_somebody_meets(walked: Walked) -> None:
    rules = walked.app.url_map.iter_rules()
    posts = {rule.endpoint for rule in rules if "POST" in (rule.methods or set())}
    assert posts - {form.endpoint for _visitor, form in walked.forms()} == set(NO_FORM)


@pytest.mark.slow
def test_every_form_is_accepted_when_it_is_filled_in_well(walked: Walked) -> None:
    """Else what comes next would find every wrong value refused for another reason."""
    refused = []
    for visitor, form in walked.forms():
        answer = visitor.post(form, good_data(form, walked.filled.keys))
        if answer.status_code >= 400 and form.endpoint not in REFUSED_HERE:
            said = messages(BeautifulSoup(answer.text, "html.parser"))
            refused.append((form.endpoint, answer.status_code, said))
        walked.watch.restore()
    assert refused == []


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.timeout(2400)
def test_bad_input_is_refused_with_a_message_and_changes_nothing(walked: Walked, engine: SQLite | PostgreSQL) -> None:
    """Thirty wrong ways for each form on SQLite, at least one a field, the same in every run: all take half an hour.

    Three on PostgreSQL, which says no to other things than SQLite does, a NUL first of all.
    """
    assert faults(walked, most=30 if isinstance(engine, SQLite) else 3) == []


def faults(walked: Walked, most: int) -> list[str]:
    """Everything that is not as it should be, over all forms."""
    found = []
    for visitor, form in walked.forms():
        good = good_data(form, walked.filled.keys)
        for attempt in sample(form, attempts(form, good, foreign(walked)), most):
            found += [f"{form.endpoint}, {attempt}: {fault}" for fault in tried(walked, visitor, form, attempt)]
            walked.watch.restore()
    return found


def foreign(walked: Walked) -> list[str]:
    """Ids of things that are other people's, or in another house."""
    keys = walked.filled.keys
    return [keys["booking"], keys["talk"], keys["ria"], f"rooms/booking/{keys['of ria']}", "restaurant", "3"]


def tried(walked: Walked, visitor: Visitor, form: FoundForm, attempt: Attempt) -> Iterator[str]:
    """What is wrong with the answer to one attempt."""
    try:
        answer = visitor.post(form, attempt.data)
    except Exception as error:  # whatever it is, it is the finding
        yield f"raised {error!r:.200}"
        return
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}"
    elif answer.status_code >= 400:
        changed = walked.watch.changed(besides=COUNTED if form.endpoint in COUNTS else frozenset())
        if changed:
            yield f"answered {answer.status_code} and changed {changed}"
        soup = BeautifulSoup(answer.text, "html.parser")
        if not any(messages(soup)):
            yield f"answered {answer.status_code} without a word"
        if answer.status_code in (409, 422):
            yield from lost(walked, form, attempt, answer)
    else:
        if attempt.kind in NEVER and attempt.on_typed:
            yield "accepted"
        answer = look(visitor.client, answer)
        if answer.status_code >= 500:
            yield f"accepted, and then {answer.status_code}"
    if any(tag in answer.text for tag in TAGS):
        yield "shows what was typed as a tag"


def messages(soup: BeautifulSoup) -> list[str]:
    """The words of a refusal: on the form, or as a page of their own."""
    said = soup.select("#errors li, .wij-error__text") or soup.select(".lead")
    return [one.get_text(" ", strip=True) for one in said]


def lost(walked: Walked, form: FoundForm, attempt: Attempt, answer: TestResponse) -> Iterator[str]:
    """Fields that do not hold what was typed any more."""
    page = Page(form.page, "", answer.status_code, "text/html", answer.text)
    typed = {field.name for field in form.fields if field.typed}
    again = [
        one
        for one in forms(walked.app, page)
        if one.endpoint == form.endpoint and typed <= {field.name for field in one.fields}
    ]
    if not again:
        if typed & attempt.data.keys():
            yield "the form is gone from the page"
        return
    held = {field.name: field.values for field in again[0].fields}
    for field in form.fields:
        sent = attempt.data.get(field.name, [])
        if field.typed and len(sent) == 1 and plain(sent[0]) != plain(*held.get(field.name, ())):
            yield f"{field.name} lost what was typed: {sent[0]!r:.40} became {held.get(field.name)!r:.40}"


def plain(text: str = "") -> str:
    """A text without what a page cannot show, or a browser sends otherwise."""
    kept = (sign for sign in text if sign in "\n" or unicodedata.category(sign)[0] != "C")
    return unicodedata.normalize("NFC", "".join(kept).replace("\ufffd", "").strip())


def look(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """The page after."""
    if "Location" not in answer.headers:
        return answer
    endpoint, _values = match(client.application, answer.headers["Location"])
    return client.get(answer.headers["Location"]) if endpoint else answer
