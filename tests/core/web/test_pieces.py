"""Notices, agenda lines, the subscribe menu, descriptions, words of the log."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask, redirect, render_template_string
from werkzeug.wrappers import Response

from app import clock
from app.calendar.entry import Entry, Status, Visibility
from app.refs import Ref
from app.web import Who, say_done, verbs, who
from app.web.entries import by_day, chip_of, feed_links, is_over
from app.web.flash import say, say_wrong
from app.web.markdown import markdown
from tests.factories import AMSTERDAM, at, span

NOON = at("2027-03-18", "12:00")


@pytest.fixture
def at_noon(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"), clock.at(NOON):
        yield


def entry(times: str, day: str = "2027-03-18", **more: Any) -> Entry:
    given = {
        "ref": Ref("rooms", "booking", "k3f9"),
        "uid": "u",
        "span": span(day, times),
        "zone": AMSTERDAM,
        "title": "Koor",
        "status": Status.CONFIRMED,
        "visibility": Visibility.PUBLIC,
        "sequence": 0,
        "created": NOON,
        "modified": NOON,
        "house_id": 1,
    }
    return Entry(**{**given, **more})


def rendered(source: str, **given: Any) -> Any:
    return BeautifulSoup(render_template_string(source, **given), "html.parser")


def squeezed(tag: Any) -> str:
    return " ".join(tag.text.split())


# -- what the last page left to say


@pytest.mark.own_app
def test_done_is_said_once_with_undo_inside(app: Flask) -> None:
    def do() -> Response:
        say_done("Aangemeld: <Stoelgym>", "/signup/k3f9/undo", ("In mijn agenda", "/me"))
        say("Ter info")
        say_wrong("Mis")
        return redirect("/about", 303)

    app.add_url_rule("/do", "do", who(Who.EVERYONE)(do), methods=["POST"])
    client = app.test_client()
    answer = client.post("/do", follow_redirects=True)
    notices = BeautifulSoup(answer.text, "html.parser").select("main .wij-notice")
    assert [notice["class"] for notice in notices] == [["wij-notice", "good"], ["wij-notice"], ["wij-notice", "wrong"]]
    undo = notices[0].select_one('form[action="/signup/k3f9/undo"][method="post"]')
    assert undo is not None
    assert squeezed(undo) == "Maak het ongedaan"
    assert undo.select_one('input[name="csrf_token"]')
    assert "Aangemeld: <Stoelgym>" in notices[0].text
    assert notices[0].select_one('a[href="/me"]')
    assert ".wij-notice" not in client.get("/about").text
    assert "Stoelgym" not in client.get("/about").text


# -- the agenda


@pytest.mark.usefixtures("at_noon")
def test_one_chip_says_what_matters_most() -> None:
    def chip(made: Entry) -> tuple[str, str] | None:
        found = chip_of(made)
        return (found.words, found.kind) if found else None

    assert chip(entry("14:00-16:00")) is None
    assert chip(entry("11:00-13:00", mine=True)) == ("nu bezig", "now")
    assert chip(entry("12:00-13:00")) == ("nu bezig", "now")
    assert chip(entry("10:00-12:00")) == ("geweest", "off")
    assert chip(entry("14:00-16:00", mine=True, note="vol")) == ("van jou", "mine")
    assert chip(entry("14:00-16:00", note="vol")) == ("vol", "full")
    assert chip(entry("14:00-16:00", note="nog 6 plekken")) == ("nog 6 plekken", "")
    assert chip(entry("14:00-16:00", status=Status.CANCELLED, note="ziek")) == ("afgezegd", "off")


@pytest.mark.usefixtures("at_noon")
def test_what_is_past_or_cancelled_is_over() -> None:
    assert [is_over(entry(times)) for times in ("10:00-12:00", "11:00-13:00", "13:00-14:00")] == [True, False, False]
    assert is_over(entry("14:00-16:00", status=Status.CANCELLED))


def test_entries_stand_under_the_day_of_the_house_in_order_of_time() -> None:
    late, early = entry("23:30-23:45", title="late"), entry("00:15-01:00", "2027-03-19", title="early")
    days = by_day([early, late, entry("09:00-10:00", "2027-03-19", title="later")], AMSTERDAM)
    assert [(day.day, [one.title for one in group]) for day, group in days] == [
        (18, ["late"]),
        (19, ["early", "later"]),
    ]


LINES = '{% from "macros/agenda.html" import days, lines %}{{ days(entries, zone) }}'


@pytest.mark.usefixtures("at_noon")
def test_line_shows_time_title_place_and_chip() -> None:
    page = rendered(
        LINES, zone=AMSTERDAM, entries=[entry("14:00-16:00", url="/a/koor", place="Zaal A", note="nog 6 plekken")]
    )
    assert squeezed(page.select_one(".wij-dayhead")) == "Donderdag 18 maart"
    assert squeezed(page.select_one(".wij-line")) == "14:00–16:00 Koor Zaal A nog 6 plekken"
    assert page.select_one('.wij-line a[href="/a/koor"]')


@pytest.mark.usefixtures("at_noon")
def test_cancelled_line_is_struck_through_and_says_why() -> None:
    page = rendered(
        LINES,
        zone=AMSTERDAM,
        entries=[entry("14:00-16:00", url="/a/koor", place="Zaal A", note="dirigent ziek", status=Status.CANCELLED)],
    )
    assert squeezed(page.select_one(".wij-line.past")) == "14:00–16:00 Koor Zaal A · dirigent ziek afgezegd"
    assert squeezed(page.select_one(".wij-line s")) == "Koor"


@pytest.mark.usefixtures("at_noon")
def test_title_of_an_entry_is_text() -> None:
    page = rendered(LINES, zone=AMSTERDAM, entries=[entry("14:00-16:00", title="<img src=x onerror=alert(1)>")])
    assert page.select("img") == []


MENU = '{% from "macros/agenda.html" import subscribe_menu %}{{ subscribe_menu(feed, "De Linde", personal=personal) }}'


def test_each_calendar_gets_the_link_as_it_likes_it(app: Flask) -> None:
    """Checklist 7.13."""
    app.config["WIJ_BASE_URL"] = "https://delinde.example"
    with app.app_context():
        links = feed_links("/calendar/house/linde.ics", "De Linde & zo")
    assert links.link == "https://delinde.example/calendar/house/linde.ics"
    assert links.apple == "webcal://delinde.example/calendar/house/linde.ics"
    assert links.google.endswith("?cid=webcal%3A%2F%2Fdelinde.example%2Fcalendar%2Fhouse%2Flinde.ics")
    assert links.outlook.endswith("linde.ics&name=De+Linde+%26+zo")


def test_subscribe_menu_tells_the_delay_and_shows_the_link_without_a_script(app: Flask) -> None:
    with app.test_request_context("/"):
        page = rendered(MENU, feed="/calendar/house/linde.ics", personal=False)
        private = rendered(MENU, feed="/calendar/mine/secret.ics", personal=True)
    assert [squeezed(b) for b in page.select("li b")] == [
        *("iPhone, iPad of Mac", "Google Agenda", "Outlook", "Kopieer de link", "Opslaan als bestand")
    ]
    assert "Nieuws staat er soms pas een dag later." in page.text
    copy = page.select_one("a[data-copy]")
    field = page.select_one(f"{copy['href']} input[readonly]")
    assert field["id"] == copy["data-copy"]
    assert field["value"].endswith("/calendar/house/linde.ics")
    assert "alleen van jou" in private.text
    assert "alleen van jou" not in page.text


# -- places taken


DOTS = '{% from "macros/ui.html" import people_dots %}{{ people_dots(taken, places) }}'


@pytest.mark.parametrize(("taken", "places", "dots"), [(2, 4, 4), (0, 1, 1), (6, 6, 6), (3, 7, 0), (18, 24, 0)])
def test_places_are_dots_up_to_six_and_always_spoken(app: Flask, taken: int, places: int, dots: int) -> None:
    with app.test_request_context("/"):
        page = rendered(DOTS, taken=taken, places=places)
    assert len(page.select("circle")) == dots
    assert len(page.select("circle.on")) == (taken if dots else 0)
    assert squeezed(page.select_one(".visually-hidden")) == f"{taken} van de {places} plekken bezet"


# -- steps and choices


def test_steps_are_said_in_words_and_the_current_one_is_marked(app: Flask) -> None:
    source = '{% from "macros/ui.html" import steps %}{{ steps(2, ["Waarvoor", "Wanneer", "Welke ruimte", "Agenda"]) }}'
    with app.test_request_context("/"):
        page = rendered(source)
    assert squeezed(page.select_one("p")) == "Stap 2 van 4"
    assert squeezed(page.select_one('[aria-current="step"]')) == "Wanneer"
    assert [squeezed(one) for one in page.select(".done")] == ["Waarvoor (klaar)"]


def test_choice_is_a_link_or_a_button(app: Flask) -> None:
    source = """{% from "macros/ui.html" import choice %}
      {{ choice("Een ruimte", "Gratis", url="/rooms/") }}{{ choice("Nu niet", name="answer", value="no", go=false) }}"""
    with app.test_request_context("/"):
        link, button = rendered(source).select("li > *")
    assert (link.name, link["href"], len(link.select(".wij-choice__go"))) == ("a", "/rooms/", 1)
    assert (button.name, button["type"], button["name"], button["value"]) == ("button", "submit", "answer", "no")


# -- descriptions


@pytest.mark.parametrize(
    "wicked",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="/" onclick="x()" style="color:red">x</a>',
        "![x](https://elsewhere.example/pixel.gif)",
    ],
)
def test_description_holds_no_script_no_style_and_no_picture(wicked: str) -> None:
    page = BeautifulSoup(markdown(wicked), "html.parser")
    assert page.select("script, img, [style], [onclick], [onerror]") == []
    assert [a for a in page.select("a") if not str(a["href"]).startswith(("http://", "https://"))] == []


def test_description_has_paragraphs_lists_bold_and_harmless_links() -> None:
    html = markdown("Samen **eten**.\nTweede regel.\n\n- soep\n- brood\n\n[site](https://voorbeeld.example)")
    assert "<strong>eten</strong>" in html
    assert "<br>" in html
    assert html.count("<li>") == 2
    assert 'rel="noopener nofollow"' in html


def test_heading_in_a_description_lies_below_those_of_the_page() -> None:
    page = BeautifulSoup(markdown("# Groot\n\ntekst"), "html.parser")
    assert page.select("h1, h2") == []
    assert squeezed(page.select_one("h3")) == "Groot"


def test_empty_description_is_empty() -> None:
    assert markdown(None) == markdown("") == ""


# -- words of the log


def test_verb_has_its_words_and_an_unknown_one_stays_itself() -> None:
    verbs.register("test.tea.poured", "Poured tea")
    verbs.register("test.tea.poured", "Poured tea")
    assert verbs.label("test.tea.poured") == "Poured tea"
    assert verbs.label("gone.plugin.did") == "gone.plugin.did"
    with pytest.raises(ValueError, match=r"test\.tea\.poured"):
        verbs.register("test.tea.poured", "Drank tea")
