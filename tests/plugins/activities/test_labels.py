"""What an activity is like, in ready words: said on the form, told on the page and outward, in nobody's way."""

import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.calendar.tagged import tag_lines
from app.refusals import Refusal
from plugins.activities import changing
from plugins.activities.labels.facts import access_keys
from plugins.activities.labels.saying import Said, said_of
from plugins.activities.planning import Where, Words
from tests.factories import Make
from tests.plugins.activities.conftest import Scene
from tests.plugins.activities.test_pages import FORM

SAID = {
    "free": "y",
    "tempo": "rustig",
    "level": "beginners",
    "pace": "twee groepen",
    "languages": ["taal-eenvoudig", "taal-ar"],
    "age": "leeftijd-55",
    "tags": ["balans", "duur"],
}


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The house with activities, and with the plugin that brings tags for them."""
    return make_app(WIJ_PLUGINS="activities,prevention")


def page_of(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def words(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text(" ").split()) for found in soup.select(selector)]


def test_labels_on_the_form_stand_on_the_page_in_the_agenda_and_on_the_form_again(
    scene: Scene, as_person: Callable[[int], FlaskClient], client: FlaskClient
) -> None:
    organiser = as_person(scene.organiser)
    assert (
        organiser.post("/activities/new", data={**FORM, **SAID, "often": "once", "spaces": [scene.room]}).status_code
        == 303
    )
    page = page_of(client, "/activities/eettafel")
    assert words(page, ".wij-facts li")[2:] == [
        "rolstoeltoegankelijk",
        "rustig tempo",
        "ook voor beginners",
        "twee groepen",
        "eenvoudig Nederlands en Arabisch",
        "vooral voor 55+, iedereen is welkom",
    ]
    text = page.get_text()
    assert "Telt mee voor balans · bewegen (150 minuten)" in text
    assert words(page, ".wij-chip")[0] == "gratis"
    told = "gratis · vooral voor 55+ · rustig tempo · ook voor beginners · eenvoudig Nederlands · Arabisch"
    assert words(page_of(client, "/agenda"), ".wij-line__where") == [f"Huiskamer · {told}"]
    assert words(page_of(client, "/activities/"), ".wij-line__where")[0].endswith(told)
    form = page_of(organiser, "/activities/eettafel/edit")
    assert form.select_one("details[open] #pace[value='twee groepen']")
    chosen = [one["value"] for one in form.select("option[selected], [name=languages][checked], [name=tags][checked]")]
    assert chosen == ["rustig", "beginners", "leeftijd-55", "taal-eenvoudig", "taal-ar", "balans", "duur"]
    kept = {"title": "Eettafel", "signing": "no", "costs": "Gratis!", "tempo": "", "level": "", "age": "", "pace": ""}
    assert organiser.post("/activities/eettafel/edit", data=kept).status_code == 303
    with scene.app.app_context():
        assert list(said_of([1]).values()) == [Said(("gratis",))]
    assert scene.activity(1).costs == ""


def test_form_without_labels_folds_them_away_and_says_nothing(
    scene: Scene, as_person: Callable[[int], FlaskClient], client: FlaskClient
) -> None:
    organiser = as_person(scene.organiser)
    assert page_of(organiser, "/activities/new").select_one("details:not([open]) #tempo")
    scene.publish(where=Where(place="Plein"))
    with scene.app.app_context():
        assert said_of([1]) == {}
    assert words(page_of(client, "/activities/eettafel"), ".wij-facts li")[1:] == ["Plein"]


@pytest.mark.parametrize(
    ("labels", "pace", "field"),
    [
        (("rustig", "pittig"), "", "tempo"),
        (("beginners", "ervaring"), "", "level"),
        (("leeftijd-55", "leeftijd-75"), "", "age"),
        (("wheelchair",), "", "languages"),
        (("taal-xx",), "", "languages"),
        ((), "x" * 61, "pace"),
    ],
)
def test_labels_that_cannot_be_are_refused_beside_their_field(
    scene: Scene, labels: tuple[str, ...], pace: str, field: str
) -> None:
    made = scene.publish(labels=("rustig",))
    with pytest.raises(Refusal) as refused:
        scene.do(changing.change_words, made, Words(title="Anders", labels=labels, pace=pace))
    assert refused.value.field == field
    assert scene.activity(made).title == "Eettafel"
    with scene.app.app_context():
        assert said_of([made]) == {made: Said(("rustig",))}


@pytest.mark.parametrize("wrong", [{"tempo": "snel"}, {"age": "\0"}, {"languages": ["taal-xx"]}, {"pace": "x" * 61}])
def test_bad_label_opens_what_was_folded_and_changes_nothing(
    scene: Scene, as_person: Callable[[int], FlaskClient], wrong: dict[str, object]
) -> None:
    scene.publish()
    given = {"title": "Anders", "signing": "no", **wrong}
    answer = as_person(scene.organiser).post("/activities/eettafel/edit", data=given)
    assert answer.status_code in (400, 422)
    if answer.status_code == 422:
        assert BeautifulSoup(answer.text, "html.parser").select_one("details[open] .wij-error")
    assert scene.activity(1).title == "Eettafel"


def test_ages_are_an_invitation_and_refuse_nobody(scene: Scene, client: FlaskClient) -> None:
    made = scene.publish(labels=("leeftijd-75", "taal-ar", "ervaring"), places=2)
    answer = client.post(
        "/activities/eettafel/sign-up",
        data={"date": scene.dates(made)[0].public_id, "name": "Sem", "party": "1", "first_time": "y"},
    )
    assert answer.status_code == 303


def test_rooms_tell_how_one_gets_in_where_all_of_them_agree(app: Flask, scene: Scene, make: Make) -> None:
    hall = make.space(scene.house, "Zaal", slug="zaal", facts="wheelchair,toilet,hearing_loop,projector")
    attic = make.space(scene.house, "Zolder", slug="zolder", facts="toilet,step_free")
    secret = make.space(scene.house, "Kluis", slug="kluis", facts="toilet,wheelchair", private=True)
    make.role(scene.organiser, scene.house, "host")  # who may use the private room
    for number, spaces in enumerate([(hall,), (hall, attic), (hall, secret), ()]):
        where = Where(space_ids=spaces, place="" if spaces else "Plein")
        scene.publish(f"Iets {number}", where=where, times=f"{10 + number}:00-{10 + number}:30")
    client = app.test_client()
    entries = client.get("/api/v1/agenda").get_json()["entries"]
    assert [one["labels"] for one in entries] == [
        ["wheelchair", "step_free", "toilet", "hearing_loop"],
        ["step_free", "toilet"],
        [],
        [],
    ]


def test_labels_are_told_to_search_engines_and_programs(scene: Scene, client: FlaskClient) -> None:
    said = ("rustig", "taal-eenvoudig", "taal-en", "leeftijd-55", "gratis")
    scene.publish(labels=said, pace="op je gemak", places=12, tags=("balans",))
    scene.publish("Stil", first="2027-03-11", places=8, sensitive=True)
    scene.publish("Open", first="2027-03-12", costs="twee euro")
    [data] = page_of(client, "/activities/eettafel").select('script[type="application/ld+json"]')
    [event] = json.loads(data.text)
    named = ("inLanguage", "typicalAgeRange", "isAccessibleForFree", "maximumAttendeeCapacity")
    assert [event[name] for name in named] == [["nl", "en"], "55-", True, 12]
    [data] = page_of(client, "/activities/stil").select('script[type="application/ld+json"]')
    assert not set(named) & set(json.loads(data.text)[0])
    found = client.get("/api/v1/agenda").get_json()["entries"]
    names = ("labels", "pace", "languages", "ages", "free", "costs", "places")
    assert [[one[name] for name in names] for one in found] == [
        [[*said, "wheelchair", "step_free", "balans"], "op je gemak", ["nl", "en"], "55-", True, "", 12],
        [["wheelchair", "step_free"], "", [], None, False, "", None],
        [["wheelchair", "step_free"], "", [], None, False, "twee euro", None],
    ]


def test_tags_with_the_same_words_before_them_share_a_line(scene: Scene) -> None:
    with scene.app.test_request_context():
        tags = scene.app.extensions["wij_plugins"].tags().values()
        [line] = tag_lines(("balans", "spieren-botten", "gone"), tags, None)
        assert line.words == "telt mee voor balans · sterke spieren en botten"
        assert access_keys(()) == ()


@pytest.mark.both
def test_search_finds_words_in_title_text_and_place_whatever_their_accents(scene: Scene, client: FlaskClient) -> None:
    scene.publish("Taalcafé", about="Praat mee ÉÉN middag")
    scene.publish("Soep", first="2027-03-11", where=Where(place="Café de Hoek"))
    found = {}
    for asked in ("cafe", "TAALCAFÉ een", "soep taal", "%25", "%27"):
        found[asked] = words(page_of(client, f"/activities/?words={asked}"), ".wij-line__what > a")
    assert found == {"cafe": ["Taalcafé", "Soep"], "TAALCAFÉ een": ["Taalcafé"], "soep taal": [], "%25": [], "%27": []}
