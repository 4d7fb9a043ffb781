"""Bad input on every form: a clear message, what was typed kept, nothing changed, nothing raw on a page, never a 500.

The forms are those that each kind of visitor meets on a walk through a filled house; a form that nobody meets fails.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app import clock, create_app
from app.db import db
from tests.contracts.bad_crawl import FoundForm, Page, crawl, forms, match
from tests.contracts.bad_house import TODAY, Filled, fill
from tests.contracts.bad_values import NEVER, TAGS, Attempt, attempts, good_data, sample
from tests.contracts.bad_watch import Watch
from tests.databases import SECRET, PostgreSQL, SQLite
from tests.factories import at

COUNTED = frozenset({"access_attempts", "access_code"})
"""Wrong codes and PINs are counted, and that is the point of them."""
COUNTS = {"access.use_code", "access.use_card", "access.send_code", "me.confirm_email", "me.ask_for_email"}
NO_FORM = {
    "access_demo.sign_in": "in the demo only",
    "contributions.restore": "undo, on the page after",
    "notices.undo_call": "undo, on the page after",
    "notices.undo_slip": "undo, on the page after",
    "places.restore_closure": "undo, on the page after",
}
"""Routes that take a POST and whose form no walk meets."""
REFUSED_HERE = {
    "activities.leave": "the only organiser stays",
    "roles.end_role": "the only administrator stays",
    "places.put_photo": "needs a file: see the test of photos",
}


@dataclass
class Sweep:
    """The filled house, and every form of it with a browser of a visitor who meets it."""

    filled: Filled
    watch: Watch
    forms: dict[tuple[str, ...], tuple[FlaskClient, FoundForm]]
    sessions: dict[int, dict[str, Any]]

    def send(self, client: FlaskClient, form: FoundForm, data: Any) -> TestResponse:
        """Send a form as the visitor who met it, in the session that they had."""
        with client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(self.sessions[id(client)])
        return client.post(form.action, data=MultiDict(data))


@pytest.fixture(scope="module")
def sweep(engine: SQLite | PostgreSQL) -> Iterator[Sweep]:
    """A house of its own for this module; after each attempt it is put back."""
    url = engine.fresh()
    app = create_app(
        {
            "WIJ_DATABASE_URL": url,
            "WIJ_SECRET_KEY": SECRET,
            "WIJ_MAIL_URL": "log:",
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
        }
    )
    with clock.at(at(TODAY, "09:00")):
        filled = fill(app)
        found: dict[tuple[str, ...], tuple[FlaskClient, FoundForm]] = {}
        sessions = {}
        for client, starts in filled.starts().values():
            with client.session_transaction() as cookie:
                sessions[id(client)] = dict(cookie)
            for page in crawl(client, ["/", *starts]):
                for form in forms(app, page):
                    found.setdefault(form.kind, (client, form))
        yield Sweep(filled, Watch(app), found, sessions)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    engine.drop(url)


def test_every_route_that_takes_a_post_has_a_form_that_somebody_meets(sweep: Sweep) -> None:
    rules = sweep.filled.app.url_map.iter_rules()
    posts = {rule.endpoint for rule in rules if "POST" in (rule.methods or set())}
    assert posts - {form.endpoint for _client, form in sweep.forms.values()} == set(NO_FORM)


def test_every_form_is_accepted_when_it_is_filled_in_well(sweep: Sweep) -> None:
    """Else what comes next would find every wrong value refused for another reason."""
    refused = []
    for client, form in sweep.forms.values():
        answer = sweep.send(client, form, good_data(form, sweep.filled.keys))
        if answer.status_code != 303 and form.endpoint not in REFUSED_HERE:
            refused.append(
                (form.endpoint, answer.status_code, messages(422, BeautifulSoup(answer.text, "html.parser")))
            )
        sweep.watch.restore()
    assert refused == []


def test_bad_input_is_refused_with_a_message_and_changes_nothing(sweep: Sweep) -> None:
    """Eight wrong ways for each form; all of them in the slow test."""
    assert faults(sweep, most=8) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_bad_value_in_every_field_is_refused_with_a_message_and_changes_nothing(sweep: Sweep) -> None:
    assert faults(sweep, most=10_000) == []


def faults(sweep: Sweep, most: int) -> list[str]:
    """Everything that is not as it should be, over all forms."""
    found = []
    for client, form in sweep.forms.values():
        good = good_data(form, sweep.filled.keys)
        for attempt in sample(form, attempts(form, good, foreign(sweep)), most):
            found += [f"{form.endpoint}, {attempt}: {fault}" for fault in tried(sweep, client, form, attempt)]
            sweep.watch.restore()
    return found


def foreign(sweep: Sweep) -> list[str]:
    """Ids of things that are other people's, or in another house."""
    keys = sweep.filled.keys
    return [keys["booking"], keys["talk"], keys["ria"], f"rooms/booking/{keys['of ria']}", "restaurant", "3"]


def tried(sweep: Sweep, client: FlaskClient, form: FoundForm, attempt: Attempt) -> Iterator[str]:
    """What is wrong with the answer to one attempt."""
    try:
        answer = sweep.send(client, form, attempt.data)
    except Exception as error:  # whatever it is, it is the finding
        yield f"raised {error!r:.200}"
        return
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}"
    elif answer.status_code >= 400:
        changed = sweep.watch.changed(besides=COUNTED if form.endpoint in COUNTS else frozenset())
        if changed:
            yield f"answered {answer.status_code} and changed {changed}"
        soup = BeautifulSoup(answer.text, "html.parser")
        if not any(messages(answer.status_code, soup)):
            yield f"answered {answer.status_code} without a word"
        if answer.status_code == 422:
            yield from lost(sweep, form, attempt, soup)
    else:
        if attempt.kind in NEVER and attempt.on_typed:
            yield "accepted"
        answer = look(client, answer)
        if answer.status_code >= 500:
            yield f"accepted, and then {answer.status_code}"
    if any(tag in answer.text for tag in TAGS):
        yield "shows what was typed as a tag"


def messages(status: int, soup: BeautifulSoup) -> list[str]:
    """The words of a refusal."""
    said = soup.select("#errors li, .wij-error__text") if status == 422 else soup.select(".lead")
    return [one.get_text(" ", strip=True) for one in said]


def lost(sweep: Sweep, form: FoundForm, attempt: Attempt, soup: BeautifulSoup) -> Iterator[str]:
    """Fields that do not hold what was typed any more."""
    page = Page(form.page, "", 422, "", soup)
    again = [one for one in forms(sweep.filled.app, page) if one.kind == form.kind]
    if not again:
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
