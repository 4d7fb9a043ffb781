"""Calendars that organisers keep elsewhere: looked at, followed, read again; what breaks leaves the last good state."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import icalendar
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.actors import Actor
from app.calendar.importing.reading import Found
from app.calendar.importing.refusing import WORDS
from app.clock import now
from app.content import ContentVersion
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of, spoken_words
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, Refusal
from plugins.activities.following import keeping, reading, refreshing
from plugins.activities.following.comparing import Known, compare, is_emptied
from plugins.activities.following.keeping import SourceValues, follow
from plugins.activities.following.looking import look
from plugins.activities.following.models import Followed, Source
from tests.factories import AMSTERDAM, Make, at, span
from tests.plugins.activities.conftest import Scene

SECRET = "geheim-adres-van-chantal"
VALUES = SourceValues(name="Buurtsport", place="Sportveld", page="https://sport.example/", themes=("bewegen",))


class Elsewhere(BaseHTTPRequestHandler):
    """Somebody's calendar. What it answers stands in `body` and `status`; how often it was asked in `asked`."""

    body: bytes = b""
    status: int = 200
    asked: int = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        same = self.status == 200 and self.headers.get("If-None-Match") == str(hash(self.body))
        self.send_response(304 if same else self.status)
        self.send_header("ETag", str(hash(self.body)))
        self.end_headers()
        if not same:
            self.wfile.write(self.body)

    def log_message(self, *_args: object) -> None:
        """Be silent."""


def event(uid: str, day: str, title: str = "", more: str = "") -> str:
    """One event, on the morning of that day in March 2027."""
    times = "".join(f"DT{name};TZID=Europe/Amsterdam:202703{day}T{clock_}00\r\n" for name, clock_ in (
        ("START", "1000"), ("END", "1130")))  # fmt: skip
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title or uid}\r\n{times}{more}END:VEVENT\r\n"


def holds(*events: str) -> None:
    """From now on the calendar holds these."""
    Elsewhere.status = 200
    Elsewhere.body = ("BEGIN:VCALENDAR\r\nX-WR-CALNAME:Sport\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()


FOUR = tuple(
    event(name, day) for name, day in (("Wandelen", "10"), ("Fietsen", "12"), ("Dansen", "17"), ("Yoga", "19"))
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Where it is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{SECRET}.ics"
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The house with activities; who runs it lets it read calendars on this machine."""
    return make_app(WIJ_PLUGINS="activities", WIJ_FETCH_INSIDE="yes")


@pytest.fixture
def url(server: str) -> str:
    """The address, with four dates to come in it."""
    holds(*FOUR)
    Elsewhere.asked = 0
    return server


@pytest.fixture
def key(scene: Scene, url: str) -> str:
    """Chantal follows it."""
    return start(scene, url)


def start(scene: Scene, url: str, values: SourceValues = VALUES, person: int = 0) -> str:
    """Somebody follows it; its key."""
    with scene.app.app_context():
        seen = look(url, AMSTERDAM)
        return follow(Actor.self(person or scene.organiser), scene.house, url, values, seen)


def source(app: Flask, key: str) -> Source:
    """The followed calendar, to be read only."""
    with app.app_context():
        return db.session.scalars(sa.select(Source).where(Source.public_id == key)).one()


def rows(app: Flask) -> dict[str, Followed]:
    """Each date that we have, by title."""
    with app.app_context():
        return {one.title: one for one in db.session.scalars(sa.select(Followed).order_by(Followed.starts))}


def refresh(app: Flask, hours: int = 1) -> None:
    """It is so many hours later, and the job comes by."""
    with clock.at(now() + timedelta(hours=hours)), app.app_context():
        refreshing.refresh_due()


def fed(client: FlaskClient, path: str) -> dict[str, Any]:
    """The events of a feed, by summary."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(answer.data).walk("VEVENT")}


@pytest.mark.sweep
def test_followed_dates_stand_in_agenda_pages_and_feeds_marked_as_followed(
    scene: Scene, client: FlaskClient, key: str
) -> None:
    who = scene.key_of(scene.organiser)
    for path in (
        "/agenda?from=2027-03-08",
        "/activities/",
        f"/activities/following/{key}",
        "/activities/?words=wandel",
    ):
        page = client.get(path).text
        assert "Wandelen" in page, path
        assert SECRET not in page
    assert "gevolgd van Buurtsport" in client.get("/agenda?from=2027-03-08").text
    for feed in ("house/de-linde", f"followed/{key}", f"organiser/{who}", "theme/bewegen"):
        found = fed(client, f"/calendar/{feed}.ics")
        assert set(found) == {"Wandelen", "Fietsen", "Dansen", "Yoga"}, feed
        assert "gevolgd van Buurtsport" in found["Yoga"]["DESCRIPTION"]
        assert found["Yoga"]["LOCATION"] == "Sportveld"
    assert "Door Chantal hier gebracht" in client.get(f"/activities/following/{key}").text
    assert client.get("/calendar/theme/eten.ics").data.count(b"BEGIN:VEVENT") == 0
    one = rows(scene.app)["Wandelen"]
    page = client.get(f"/activities/following/{key}/{one.public_id}").text
    assert 'href="https://sport.example/"' in page
    assert client.get(f"/calendar/entry/activities/followed/{one.public_id}.ics").status_code == 200


@pytest.mark.both
def test_date_that_moves_keeps_its_uid_and_one_that_is_gone_is_told_as_off(
    scene: Scene, client: FlaskClient, key: str
) -> None:
    before = rows(scene.app)
    holds(event("Wandelen", "11"), *FOUR[2:], event("Zwemmen", "20"))
    refresh(scene.app)
    after = rows(scene.app)
    assert {title: one.uid for title, one in before.items()} == {title: after[title].uid for title in before}
    assert (after["Wandelen"].span, after["Wandelen"].sequence) == (span("2027-03-11", "10:00-11:30"), 1)
    assert (after["Dansen"].sequence, after["Dansen"].changed_at) == (0, before["Dansen"].changed_at)
    assert (after["Fietsen"].gone, after["Fietsen"].is_cancelled, after["Fietsen"].sequence) == (True, True, 1)
    with clock.at(now() + timedelta(hours=2)):
        found = fed(client, f"/calendar/followed/{key}.ics")
        assert found["Vervallen: Fietsen"]["STATUS"] == "CANCELLED"
        assert "Zwemmen" in found
    holds(*FOUR)
    refresh(scene.app, 2)
    assert not rows(scene.app)["Fietsen"].is_cancelled


def test_called_off_there_is_called_off_here_and_other_uids_make_no_doubles(scene: Scene, key: str) -> None:
    before = rows(scene.app)
    others = (("Wandelen", "10"), ("Fietsen", "12"), ("Dansen", "17"))
    holds(
        *(event(f"anders-{name}", day, name) for name, day in others),
        event("x", "19", "Yoga", "STATUS:CANCELLED\r\n"),
    )
    refresh(scene.app)
    after = rows(scene.app)
    assert {title: one.uid for title, one in after.items()} == {title: one.uid for title, one in before.items()}
    assert [title for title, one in after.items() if one.is_cancelled] == ["Yoga"]
    assert not after["Yoga"].gone


def test_past_stays_as_it_was_when_its_calendar_changes(scene: Scene, key: str) -> None:
    with clock.at(at("2027-03-11", "09:00")):
        holds(event("Wandelen", "24", "Wandelen, andere dag"), *FOUR[1:])
        refresh(scene.app)
        after = rows(scene.app)
        assert after["Wandelen"].span == span("2027-03-10", "10:00-11:30")
        assert after["Wandelen, andere dag"].uid != after["Wandelen"].uid
        refresh(scene.app, 2)
        assert len(rows(scene.app)) == 5


def test_unchanged_calendar_is_asked_and_not_sent_and_read_whole_once_a_day(scene: Scene, key: str) -> None:
    refresh(scene.app, 1)
    assert source(scene.app, key).good_at == now() + timedelta(hours=1)
    assert source(scene.app, key).read_at == now()
    refresh(scene.app, 25)
    assert source(scene.app, key).read_at == now() + timedelta(hours=25)


HOSTILE = {
    "page": b"<!doctype html><title>Inloggen</title>",
    "kind": b"\x89PNG\r\n",
    "big": b"BEGIN:VCALENDAR\r\n" + b"x" * 10_000_000,
    "often": b"BEGIN:VCALENDAR\r\n" + event("a", "10", more="RRULE:FREQ=SECONDLY\r\n").encode() + b"END:VCALENDAR",
    "zone": b"BEGIN:VCALENDAR\r\n" + event("a", "10").replace("Europe/", "Mars/").encode() + b"END:VCALENDAR",
}


def test_broken_calendar_keeps_the_last_good_state_says_so_and_tells_its_keeper_once(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient], key: str
) -> None:
    before = {title: one.changed_at for title, one in rows(scene.app).items()}
    hours = 0
    for why, body in HOSTILE.items():
        hours += 30
        Elsewhere.body = body
        refresh(scene.app, hours)
        assert source(scene.app, key).problem == why
        assert {title: one.changed_at for title, one in rows(scene.app).items()} == before
    Elsewhere.status = 503
    refresh(scene.app, hours + 30)
    assert source(scene.app, key).failures == len(HOSTILE) + 1
    with scene.app.app_context():
        (told,) = db.session.scalars(sa.select(Notice)).all()
        assert told.person_id == scene.organiser
        mail, spoken = (say(told, reader_of(told)) for say in (mail_words, spoken_words))
        assert mail is not None
        assert spoken is not None
        assert mail.subject == "We kunnen je agenda niet lezen: Buurtsport"
        assert f"/activities/following/{key}" in mail.text
        assert "Wat we toen wisten, blijft in de agenda staan" in spoken.text
        assert SECRET not in told.params + mail.text + spoken.text
    browsers = (client, as_person(scene.organiser))
    with clock.at(now() + timedelta(hours=hours + 31)):
        everybody, keeper = (one.get(f"/activities/following/{key}").text for one in browsers)
    assert "Sinds 8 maart 9:00" in everybody
    assert "Yoga" in everybody
    assert "later nog eens" in keeper
    assert "later nog eens" not in everybody
    holds(*FOUR)
    refresh(scene.app, hours + 60)
    assert (source(scene.app, key).problem, source(scene.app, key).told_at) == ("", None)


def test_failures_are_tried_less_and_less_often(scene: Scene, key: str) -> None:
    Elsewhere.status = 500
    refresh(scene.app, 1)
    asked = Elsewhere.asked
    for hours in range(2, 50):
        refresh(scene.app, hours)
    assert 4 <= Elsewhere.asked - asked <= 8


def test_calendar_that_is_empty_at_once_is_kept_until_its_keeper_says_so(
    scene: Scene, as_person: Callable[[int], FlaskClient], client: FlaskClient, key: str
) -> None:
    holds()
    refresh(scene.app, 1)
    refresh(scene.app, 2)
    assert source(scene.app, key).problem == refreshing.EMPTIED
    assert not any(one.is_cancelled for one in rows(scene.app).values())
    with scene.app.app_context():
        (told,) = db.session.scalars(sa.select(Notice)).all()
        mail = mail_words(told, reader_of(told))
        assert mail is not None
        assert mail.subject == "Klopt dit? Je agenda is leeg: Buurtsport"
    path = f"/activities/following/{key}"
    browser = as_person(scene.organiser)
    assert "Klopt dat?" in browser.get(path).text
    assert "Klopt dat?" not in client.get(path).text
    assert browser.post(f"{path}/confirm").status_code == 303
    assert all(one.gone for one in rows(scene.app).values())
    assert source(scene.app, key).problem == ""


def test_organiser_looks_first_and_follows_then(
    scene: Scene, as_person: Callable[[int], FlaskClient], client: FlaskClient, url: str
) -> None:
    browser = as_person(scene.organiser)
    looked = browser.post("/activities/following", data={"url": url})
    assert looked.status_code == 200
    assert "Wandelen" in looked.text
    assert 'value="Sport"' in looked.text
    assert rows(scene.app) == {}
    sent = {"url": url, "house": "de-linde", "name": "Sport!", "group": "0", "themes": ["bewegen"]}
    refused = browser.post("/activities/following/new", data=sent | {"name": "", "place": "Veld 3"})
    assert refused.status_code == 422
    assert 'value="Veld 3"' in refused.text
    done = browser.post("/activities/following/new", data=sent)
    assert done.status_code == 303
    assert set(rows(scene.app)) == {"Wandelen", "Fietsen", "Dansen", "Yoga"}
    assert "Je volgt deze agenda al" in browser.post("/activities/following/new", data=sent).text
    assert "Sport!" in browser.get("/activities/following").text
    assert "Sport!" in browser.get("/me").text
    assert client.post("/activities/following", data={"url": url}).status_code in (302, 303, 401)
    assert SECRET not in client.get(done.headers["Location"]).text
    with scene.app.app_context():
        assert not [one.label for one in db.session.scalars(sa.select(LogLine)) if SECRET in one.label]


def test_bad_input_while_following_is_refused_with_a_message_and_changes_nothing(
    scene: Scene, make: Make, as_person: Callable[[int], FlaskClient], url: str
) -> None:
    browser, theirs = as_person(scene.organiser), make.group("Buurtkoor")
    good = {"url": url, "house": "de-linde", "name": "Sport", "group": "0"}
    odd = [("name", " \x00 "), ("name", "?!"), ("name", "n" * 101), ("place", "p" * 121), ("place", "a\u202eb"),
           ("page", "javascript:alert(1)"), ("page", "https://a b/"), ("page", "https://me:pw@x.example/"),
           ("group", str(theirs)), ("group", "x"), ("group", "9" * 30), ("themes", "niets"), ("house", "nergens"),
           ("house", "\x00"), ("url", "https://\x00/"), ("url", "nergens"), ("url", ""),
           ("url", "https://" + "x" * 600)]  # fmt: skip
    for field, value in odd:
        answer = browser.post("/activities/following/new", data=good | {field: value})
        assert (answer.status_code, rows(scene.app)) == (422, {}), (field, value)
        assert 'id="errors"' in answer.text
    for value in ("", "nergens", "https://\x00/", "ftp://x.example/a.ics", "https://me:pw@x.example/", "x" * 600):
        answer = browser.post("/activities/following", data={"url": value})
        assert (answer.status_code, "wij-error" in answer.text) == (422, True), value


@pytest.mark.parametrize("why", ["page", "kind", "often", "zone"])
def test_calendar_that_cannot_be_used_is_a_word_beside_the_field_and_what_was_typed_stays(
    scene: Scene, as_person: Callable[[int], FlaskClient], url: str, why: str
) -> None:
    Elsewhere.body = HOSTILE[why]
    answer = as_person(scene.organiser).post("/activities/following", data={"url": url})
    assert answer.status_code == 422
    assert 'id="url-error"' in answer.text
    assert SECRET in answer.text
    assert rows(scene.app) == {}


def test_addresses_inside_and_our_own_are_refused_where_nobody_said_otherwise(
    make_app: Callable[..., Flask], url: str
) -> None:
    app = make_app(WIJ_PLUGINS="activities", WIJ_BASE_URL="https://wij.example")
    with app.app_context():
        for address, why in ((url, "inside"), ("http://127.0.0.1/", "inside"), ("https://wij.example/a.ics", "own")):
            with pytest.raises(Refusal) as refused:
                look(address, AMSTERDAM)
            assert refused.value.message == str(WORDS[why])
    assert Elsewhere.asked == 0


def test_paused_is_not_read_and_ended_leaves_the_agenda_until_it_is_taken_back(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient], key: str
) -> None:
    browser, path = as_person(scene.organiser), f"/activities/following/{key}"
    asked = Elsewhere.asked
    assert browser.post(f"{path}/pause").status_code == 303
    refresh(scene.app, 5)
    assert Elsewhere.asked == asked
    assert "Wandelen" in client.get(path).text
    assert browser.post(f"{path}/resume").status_code == 303
    refresh(scene.app, 5)
    assert Elsewhere.asked == asked + 1
    assert browser.post(f"{path}/end").status_code == 303
    assert client.get(path).status_code == 404
    assert client.get(f"/calendar/followed/{key}.ics").status_code == 404
    assert "Wandelen" not in client.get("/agenda?from=2027-03-08").text
    assert browser.post(f"{path}/restore").status_code == 303
    assert "Wandelen" in client.get("/agenda?from=2027-03-08").text


def test_change_of_name_and_place_is_news_to_calendars(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient], key: str
) -> None:
    with clock.at(now() + timedelta(minutes=5)):
        sent = {"name": "Sport", "place": "Sporthal", "group": "0"}
        browser = as_person(scene.organiser)
        assert browser.post(f"/activities/following/{key}/change", data=sent).status_code == 303
        wrong = browser.post(f"/activities/following/{key}/change", data=sent | {"page": "javascript:alert(1)"})
        assert wrong.status_code == 422
        assert "javascript:alert(1)" in wrong.text
    found = fed(client, f"/calendar/followed/{key}.ics")["Yoga"]
    assert (found["LOCATION"], found["SEQUENCE"]) == ("Sporthal", 1)
    assert found["LAST-MODIFIED"].dt == now() + timedelta(minutes=5)


def test_others_may_not_change_it_and_a_host_may(
    scene: Scene, make: Make, as_person: Callable[[int], FlaskClient], key: str
) -> None:
    neighbour, host = make.person("Bram Notendop"), make.person("Toos Kestelaar")
    make.role(host, scene.house, "host")
    for page in ("change", "now", "confirm", "pause", "resume", "end", "restore"):
        assert as_person(neighbour).post(f"/activities/following/{key}/{page}").status_code == 403
        assert as_person(neighbour).post(f"/activities/following/niets/{page}").status_code == 404
    with scene.app.app_context(), pytest.raises(NotAllowed):
        keeping.end(Actor.self(neighbour), key)
    assert as_person(host).post(f"/activities/following/{key}/end").status_code == 303


def test_discreet_calendar_is_in_no_feed_of_its_keeper_and_in_no_log(
    scene: Scene, client: FlaskClient, url: str
) -> None:
    key = start(scene, url, SourceValues(name="Lotgenoten Zwijgsteen", sensitive=True))
    assert "Chantal" not in client.get(f"/activities/following/{key}").text
    assert client.get(f"/calendar/organiser/{scene.key_of(scene.organiser)}.ics").data.count(b"BEGIN:VEVENT") == 0
    with scene.app.app_context():
        assert [one.label for one in db.session.scalars(sa.select(LogLine)) if "Zwijgsteen" in one.label] == []


@pytest.mark.both
def test_keeper_takes_the_address_along_and_forgetting_them_takes_all_of_it(scene: Scene, key: str, url: str) -> None:
    with scene.app.app_context():
        assert [one["address"] for one in reading.export(scene.organiser)["followed"]] == [url]
        forget(Actor.self(scene.organiser), scene.organiser)
        assert db.session.scalars(sa.select(Source)).all() == []
        assert db.session.scalars(sa.select(Followed)).all() == []


def test_what_is_long_over_is_let_go_of(scene: Scene, key: str) -> None:
    holds(*FOUR[1:])
    refresh(scene.app, 1)
    with clock.at(now() + timedelta(days=60)), scene.app.app_context():
        reading.expire()
    assert set(rows(scene.app)) == {"Fietsen", "Dansen", "Yoga"}
    scene.do(keeping.end, key)
    with clock.at(now() + timedelta(days=8)), scene.app.app_context():
        reading.expire()
    assert rows(scene.app) == {}


HOURS = st.integers(-48, 240)
TITLES = st.sampled_from("xyz")


def _first(one: tuple[object, ...]) -> object:
    return one[0]


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), HOURS, TITLES, st.booleans()), max_size=8, unique_by=_first),
    st.lists(st.tuples(st.sampled_from("abcdefgh"), HOURS, TITLES), max_size=8, unique_by=_first),
)
def test_comparing_loses_nothing_and_leaves_the_past_alone(
    ours: list[tuple[str, int, str, bool]], theirs: list[tuple[str, int, str]]
) -> None:
    moment = at("2027-03-08", "09:00")
    known = [
        Known(number, key, moment + timedelta(hours=hour), moment + timedelta(hours=hour + 1), title, off)
        for number, (key, hour, title, off) in enumerate(ours)
    ]
    found = [
        Found(key=key, span=clock.Span(moment + timedelta(hours=hour), moment + timedelta(hours=hour + 1)), title=title)
        for key, hour, title in theirs
    ]
    changes = compare(known, found, moment)
    to_come = {one.key for one in found if one.span.end > moment}
    assert sorted([one.key for _row, one in changes.same] + [one.key for one in changes.new]) == sorted(to_come)
    touched = [row for row, _one in changes.same] + list(changes.gone)
    assert len(set(touched)) == len(touched)
    assert all(known[row].ends > moment for row in touched)
    kept = {one.id: one.key for one in known if one.ends > moment} | {row: one.key for row, one in changes.same}
    kept |= {one.id: one.key for one in known if one.ends <= moment and one.id not in changes.retired}
    assert len(set(kept.values()) | {one.key for one in changes.new}) == len(kept) + len(changes.new)
    assert not is_emptied(known, found, moment) or len(to_come) * 10 < len(known)


def test_looking_again_at_the_same_outdates_no_page_and_no_feed(scene: Scene, client: FlaskClient, key: str) -> None:
    path = f"/calendar/followed/{key}.ics"
    before = client.get(path)
    with scene.app.app_context():
        version = db.session.scalar(sa.select(ContentVersion.version))
    refresh(scene.app, 1)  # 304
    refresh(scene.app, 26)  # as a whole
    with scene.app.app_context():
        assert db.session.scalar(sa.select(ContentVersion.version)) == version
    with clock.at(now() + timedelta(hours=30)):
        assert client.get(path, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
