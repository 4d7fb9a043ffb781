"""Pages, cards and feeds: what stands on them, for whom, and what bad input gets."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.calendar.entry import EntryQuery, Status
from app.clock import Span, at, now
from app.db import db
from app.people.models import Group
from app.refs import Ref
from plugins.contributions import promising, tasks, thanking
from plugins.contributions.asked import mark_of
from plugins.contributions.tasks import TaskValues
from tests.factories import Make
from tests.plugins.contributions.conftest import BOOKING, CHAIRS, People, Shed

ODD = ["", "   ", "x" * 5000, "\0", "‮omgekeerd", "'; DROP TABLE contributions_task; --"]


def title_of(html: str) -> str:
    return html.partition("<h1>")[2].partition("</h1>")[0]


def test_list_is_filtered_by_what_suits(people: People) -> None:
    people.task("Lange klus", minutes=90)
    people.task("Zittende klus", minutes=90, takes=("seated",))
    people.task("Thuisklus", minutes=90, takes=("at_home",))
    people.task("Korte klus", minutes=30)
    client = people.app.test_client()
    shown = {
        show: [
            title
            for title in ("Lange klus", "Zittende klus", "Thuisklus", "Korte klus")
            if title in client.get(f"/contributions/?show={show}").get_data(as_text=True)
        ]
        for show in ("", "seated", "at_home", "short")
    }
    assert shown == {
        "": ["Lange klus", "Zittende klus", "Thuisklus", "Korte klus"],
        "seated": ["Zittende klus"],
        "at_home": ["Thuisklus"],
        "short": ["Korte klus"],
    }


@pytest.mark.parametrize("show", ["nonsense", "💐"])
def test_unknown_filter_shows_everything(people: People, show: str) -> None:
    people.task("Tuinhek verven")
    assert "Tuinhek verven" in people.app.test_client().get(f"/contributions/?show={show}").get_data(as_text=True)


def test_no_page_for_visitors_or_neighbours_names_who_promised(people: People, make: Make) -> None:
    planted = make.person("Zonderling Merkteken")
    task = people.task(places=2, starts=now() + timedelta(hours=3))
    with people.app.app_context():
        promising.promise_task(Actor.self(planted), task)
        promising.promise_for_guest(Actor.self(people.toos), task, "Gastmerk", "merk@example.org")
        own = promising.promise_own(Actor.self(planted), people.house, "Eigenmerk bakken")
        promising.mark_done(Actor.self(planted), own)
        thanking.thank(Actor.self(people.toos), own, "Stilmerk")
    for client in (people.app.test_client(), people.browser(people.lieke)):
        for address in ("/", "/house/de-linde", "/contributions/", f"/contributions/{task}", "/agenda"):
            html = client.get(address).get_data(as_text=True)
            assert [one for one in ("Zonderling", "Gastmerk", "merk@", "Eigenmerk", "Stilmerk") if one in html] == []
    assert "Zonderling Merkteken" in people.browser(people.toos).get("/contributions/manage").get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/contributions/manage"),
        ("GET", "/contributions/manage/add"),
        ("POST", "/contributions/manage/add"),
        ("GET", "/contributions/manage/{task}"),
        ("POST", "/contributions/manage/{task}"),
        ("POST", "/contributions/manage/{task}/close"),
        ("POST", "/contributions/manage/{task}/open"),
        ("POST", "/contributions/{task}/guest"),
        ("GET", "/contributions/promises/{promise}/thank"),
        ("POST", "/contributions/promises/{promise}/thank"),
    ],
)
def test_what_is_for_hosts_of_this_house_is_for_nobody_else(
    people: People, make: Make, method: str, address: str
) -> None:
    elsewhere = make.person("Wout Tegelveld")
    make.role(elsewhere, make.house("Wilgenhof"), "host")
    task = people.task()
    with people.app.app_context():
        promise = promising.promise_task(Actor.self(people.lieke), task)
    data = {"title": "Anders", "minutes": "5", "places": "1", "when": "whenever", "name": "Bep", "words": "Fijn"}
    before = [vars(one) for one in people.promises()]
    for client in (people.app.test_client(), people.browser(people.lieke), people.browser(elsewhere)):
        answer = client.open(address.format(task=task, promise=promise), method=method, data=data)
        assert answer.status_code in (303, 403, 404)
        assert answer.status_code != 303 or "contributions" not in answer.location.partition("?")[0]
    assert [vars(one) for one in people.promises()] == before
    assert "Anders" not in people.app.test_client().get("/contributions/").get_data(as_text=True)


@pytest.mark.parametrize("words", ODD[:5])
@pytest.mark.parametrize("form", ["own", "thank", "agreement"])
def test_odd_words_get_a_message_and_change_nothing(people: People, make: Make, form: str, words: str) -> None:
    task = people.task()
    with people.app.app_context():
        done = promising.promise_task(Actor.self(people.ria), task)
        promising.mark_done(Actor.self(people.ria), done)
    make.group("Buurtkoor", contacts=[people.lieke])
    addresses = {"own": "/contributions/own", "thank": f"/contributions/{task}/thank", "agreement": ""}
    address = addresses[form] or f"/contributions/agreements/{group_slug(people)}"
    answer = people.browser(people.lieke).post(address, data={"words": words})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.get_data(as_text=True)
    assert len(people.promises()) == 1


def group_slug(people: People) -> str:
    with people.app.app_context():
        return db.session.scalars(sa.select(Group.slug)).one()


def test_html_in_words_is_shown_as_words(people: People) -> None:
    task = people.task("<script>alert(1)</script>", words="<img src=x onerror=alert(1)>")
    for address in ("/contributions/", f"/contributions/{task}", "/house/de-linde"):
        html = people.app.test_client().get(address).get_data(as_text=True)
        assert "<script>alert" not in html
        assert "<img src=x" not in html


@pytest.mark.parametrize(
    ("wrong", "message_at"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "veel"}, "minutes"),
        ({"minutes": "99999999999999999999"}, "minutes"),
        ({"places": "51"}, "places"),
        ({"places": "-1"}, "places"),
        ({"takes": "superkracht"}, "takes"),
        ({"when": "ooit"}, "when"),
        ({"when": "moment"}, "day"),
        ({"when": "moment", "day": "31-02-2027", "clock": "14:00"}, "day"),
        ({"when": "moment", "day": "01-01-2020", "clock": "14:00"}, "day"),
        ({"when": "moment", "day": "01-01-2400", "clock": "14:00"}, "day"),
        ({"when": "moment", "day": "9999-12-31", "clock": "23:59"}, "day"),
        ({"when": "window", "day": "9999-12-31", "last_day": "9999-12-31"}, "day"),
        ({"when": "moment", "day": "DAY", "clock": "25:00"}, "clock"),
        ({"when": "moment", "day": "DAY"}, "clock"),
        ({"when": "window", "day": "DAY"}, "last_day"),
        ({"when": "window", "day": "DAY", "last_day": "01-01-2020"}, "last_day"),
    ],
)
def test_task_that_does_not_fit_together_gets_a_message_at_its_field(
    people: People, wrong: dict[str, str], message_at: str
) -> None:
    soon = f"{now() + timedelta(days=3):%d-%m-%Y}"
    data = {"title": "Tuinhek verven", "minutes": "20", "places": "2", "when": "whenever"}
    data |= {key: soon if value == "DAY" else value for key, value in wrong.items()}
    answer = people.browser(people.toos).post("/contributions/manage/add", data=data)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{message_at}-error"' in html
    assert "Tuinhek verven" not in people.app.test_client().get("/contributions/").get_data(as_text=True)


@pytest.mark.sweep
def test_odd_keys_are_not_found(people: People) -> None:
    client = people.browser(people.toos)
    for key in ("nothere", "💐", "..", "a" * 300, "' OR 1=1 --"):
        for address in ("/contributions/{}", "/contributions/manage/{}", "/contributions/{}/thank"):
            assert client.get(address.format(key)).status_code in (404, 308), key
        for address in (
            "/contributions/{}/promise",
            "/contributions/promises/{}/done",
            "/contributions/thanks/{}/share",
        ):
            assert client.post(address.format(key)).status_code in (404, 405, 308), key
        assert client.get(f"/contributions/need/de-linde/a/b/{key}/0123").status_code in (404, 308), key


def test_need_has_a_page_until_it_is_taken_up(people: People, shed: Shed) -> None:
    need = shed.need(after=timedelta(hours=5))
    address = f"/contributions/need/de-linde/shed/booking/k3f9/{mark_of(need)}"
    visitor, lieke = people.app.test_client(), people.browser(people.lieke)
    assert title_of(visitor.get(address).get_data(as_text=True)) == CHAIRS
    assert visitor.get(address.replace("de-linde", "elders")).status_code == 404
    assert lieke.post(address).status_code == 303
    then = visitor.get(address)
    assert (then.status_code, then.location.startswith("/contributions/")) == (303, True)
    assert [one.title for one in people.promises()] == [CHAIRS]


def test_activity_tells_where_it_needs_hands_on_its_next_date(people: People, shed: Shed) -> None:
    date = Ref("shed", "date", "d8te")
    span = Span(now() + timedelta(days=1), now() + timedelta(days=1, hours=2))
    shed.book(date, span, people.house, None)
    shed.need(date, "Tafels dekken", after=timedelta(days=1))
    with people.app.test_request_context():
        (piece,) = people.app.extensions["wij_plugins"].slot("activity.side", date, None)
        assert "Tafels dekken" in piece.html
        assert people.app.extensions["wij_plugins"].slot("activity.side", BOOKING, None).values == ()


@pytest.mark.sweep
def test_promise_at_a_moment_stands_in_its_own_persons_calendar_alone(app: Flask, people: People) -> None:
    start = now() + timedelta(days=1)
    task, whenever = people.task(starts=start, minutes=90), people.task("Ooit")
    window = Span(now(), now() + timedelta(days=7))
    hooks = app.extensions["wij_plugins"]
    with app.app_context():
        made = promising.promise_task(Actor.self(people.lieke), task)
        promising.promise_task(Actor.self(people.lieke), whenever)
        (entry,) = hooks.entries(EntryQuery(window=window, person_id=people.lieke))
        assert (entry.span, entry.title, entry.sequence) == (
            Span(start, start + timedelta(minutes=90)),
            "Tuinhek verven",
            0,
        )
        for query in (EntryQuery(window=window), EntryQuery(window=window, house_id=people.house)):
            assert hooks.entries(query).values == ()
        assert hooks.entries(EntryQuery(window=window, person_id=people.ria)).values == ()
        later = TaskValues(title="Tuinhek verven", minutes=90, starts=start + timedelta(hours=1))
        tasks.change_task(Actor.self(people.toos), task, later)
        promising.withdraw(Actor.self(people.lieke), made)
        assert hooks.entries(EntryQuery(window=window, person_id=people.lieke)).values == ()
        (off,) = hooks.entries(EntryQuery(window=window, person_id=people.lieke, with_cancelled=True))
    assert (off.uid, off.status, off.sequence) == (entry.uid, Status.CANCELLED, 2)


def test_promise_is_described_to_its_own_person_and_a_task_to_all(app: Flask, people: People) -> None:
    task = people.task()
    with app.app_context():
        made = promising.promise_task(Actor.self(people.lieke), task)
        refs = [Ref("contributions", "task", task), Ref("contributions", "promise", made), BOOKING]
        hooks = app.extensions["wij_plugins"]
        told = {who: [str(ref) for ref in hooks.describe(refs, who)] for who in (None, people.ria, people.lieke)}
    assert told[None] == told[people.ria] == [f"contributions/task/{task}"]
    assert sorted(told[people.lieke]) == [f"contributions/promise/{made}", f"contributions/task/{task}"]


def test_need_is_one_task_for_readers_of_both_languages(app: Flask, people: People, shed: Shed) -> None:
    need = shed.need(after=timedelta(hours=5))
    with app.test_request_context(headers={"Cookie": "wij_lang=en"}):
        promising.promise_need(Actor.self(people.lieke), people.house, BOOKING, mark_of(need))
    client = app.test_client()
    client.set_cookie("wij_lang", "en")
    for reader in (client, app.test_client()):
        assert reader.get("/contributions/").get_data(as_text=True).count(f"<b>{CHAIRS}</b>") == 1


def test_past_task_is_gone_from_the_list_and_says_so_on_its_page(people: People) -> None:
    task = people.task(starts=now() + timedelta(hours=1))
    client = people.app.test_client()
    with at(now() + timedelta(hours=3)):
        assert "Tuinhek verven" not in client.get("/contributions/").get_data(as_text=True)
        assert "Deze klus is geweest." in client.get(f"/contributions/{task}").get_data(as_text=True)


def test_switched_off_the_house_says_nothing_of_contributions(make_app: Callable[..., Flask]) -> None:
    app = make_app(WIJ_PLUGINS="rooms,activities")
    Make(app).house("De Linde", slug="de-linde")
    client = app.test_client()
    for address in ("/", "/house/de-linde", "/rooms/", "/activities/"):
        html = client.get(address).get_data(as_text=True)
        assert [one for one in ("Handen gevraagd", "Klussen", "/contributions", "terugdoen") if one in html] == []
    assert client.get("/contributions/").status_code == 404


def test_task_within_a_week_is_on_the_list_for_eight_days(people: People) -> None:
    data = {"title": "Ramen lappen", "minutes": "30", "places": "1", "when": "week"}
    answer = people.browser(people.toos).post("/contributions/manage/add", data=data)
    assert (answer.status_code, answer.location) == (303, "/contributions/manage")
    visitor = people.app.test_client()
    assert "tussen " in visitor.get("/contributions/").get_data(as_text=True)
    for later, listed in ((6, True), (8, False)):
        with at(now() + timedelta(days=later)):
            assert ("Ramen lappen" in visitor.get("/contributions/").get_data(as_text=True)) is listed
