"""The hard boundaries of prevention: no medical device, nothing of anybody's health asked, kept, told or worked out.

Each scan is shown, beside what it looks at, something that is planted: it has to find that. What prevention takes and
keeps stands name by name in test_what_prevention_takes.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from wtforms import DecimalField, FloatField, IntegerField, StringField
from wtforms.fields.core import UnboundField

from app.config import ROOT
from app.db import Base, Forget, nothing, person
from app.plugins.manager import load_models
from app.privacy.export import own_data
from app.web import verbs
from app.web.forms import Form
from app.web.languages import translation_folders
from tests.contracts.bad_walks import Walked
from tests.factories import Make

load_models()

KINDS_OF_NAMES = re.compile(
    r"risk|risico|\bscor(e|es|ing)\b|\branks?\b|ranking|diagnos|\bbmi\b|weight|gewicht|blood|bloed|pressure|\bmoods?\b"
    r"|humeur|symptom|vulnerab|kwetsba|frail|\bpulse\b|heart ?rate|calorie|\bsteps\b|\bsleep\b|\bpain\b|medic|illness"
    r"|disease|health|lonel|eenza|screening|traffic ?light|stoplicht|streak",
    re.IGNORECASE,
)
"""No table, column, field, key or verb is called like this."""

KINDS_OF_WORDS = re.compile(
    r"\brisks?\b|\bat risk\b|\bscor(e|es|ing)\b|\branks?\b|\branking|diagnos|\bbmi\b|body mass|\bweigh(t|ts|s|ed)?\b"
    r"|blood pressure|\bmoods?\b|traffic light|\bsymptom|vulnerab|\bscreening|self-relian|\bfrail|\bpulse\b|calorie"
    r"|(raised|higher|increased) (risk|chance)|code (red|orange|green)|you are (healthy|unhealthy|at risk)"
    r"|risico|\bscores?\b|rangorde|ranglijst|\bgewicht|bloeddruk|\bhumeur|gemoedstoestand|stoplicht|verkeerslicht"
    r"|symptoom|symptomen|kwetsba|zelfredza|hartslag|verhoogde? kans|code (rood|oranje|groen)|je bent (on)?gezond",
    re.IGNORECASE,
)
"""No words of ours on screen, in a mail or in the log say this, in either language."""

INSTRUMENTS = re.compile(
    r"valrisico|\bsnaq|\bmna\b|\bzrm\b|zelfredzaamheid-?matrix|gierveld|positieve gezondheid|positive health"
    r"|spinnenweb|schijf van vijf|wheel of five|\bsteadi\b|\bnngb\b|combinorm|fitnorm",
    re.IGNORECASE,
)
"""Names of instruments and pictures of others, and of norms that were replaced: we copy none and lean on none."""

NOTES = {
    "You may know them as NNGB, combinorm or fitnorm. The guidelines of 2017 replaced them.": (
        "who knows the old norms is told that they are replaced"
    ),
    "Has your weight changed lately without you wanting it?": (
        "the card about food, on paper: a question to start talking, that nobody answers here and nothing follows from"
    ),
}
"""Where such a name stands all the same, and why."""

NOT_A_DEVICE = {"nl": "geen medisch hulpmiddel", "en": "not a medical device"}


def found_in(pattern: re.Pattern[str], texts: Iterable[str]) -> list[str]:
    """The texts in which the pattern is, names read as words."""
    return [text for text in texts if pattern.search(text.replace("_", " "))]


# The schema


def names_of(metadata: sa.MetaData) -> list[str]:
    """Every table and column."""
    tables = metadata.sorted_tables
    return [table.name for table in tables] + [f"{table.name}.{one.name}" for table in tables for one in table.columns]


def numbers_beside_somebody(metadata: sa.MetaData, prefix: str = "prevention_") -> list[str]:
    """Columns of prevention with a number, in a row that says whose it is: minutes, meals, anything that adds up."""
    found = []
    for table in metadata.sorted_tables:
        whose = [one for one in table.columns if one.info.get("holds") in ("person", "mark", "contact")]
        if not table.name.startswith(prefix) or not whose:
            continue
        numbers = [one for one in table.columns if isinstance(one.type, sa.Integer | sa.Numeric | sa.Float)]
        found += [f"{table.name}.{one.name}" for one in numbers if not one.primary_key and not one.foreign_keys]
    return found


def planted(*columns: sa.Column[object], name: str = "prevention_planted") -> sa.MetaData:
    """A schema with a table that should not be."""
    metadata = sa.MetaData()
    sa.Table("person", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table(name, metadata, sa.Column("id", sa.Integer, primary_key=True), *columns)
    return metadata


def test_no_table_or_column_is_of_a_forbidden_kind() -> None:
    assert found_in(KINDS_OF_NAMES, names_of(Base.metadata)) == []


@pytest.mark.parametrize(
    "name",
    ["fall_risk", "score", "rank", "diagnosis", "bmi", "weight_kg", "blood_pressure", "mood", "traffic_light", "pain"],
)
def test_column_of_a_forbidden_kind_is_found(name: str) -> None:
    column: sa.Column[object] = sa.Column(name, sa.String, info=nothing())
    assert found_in(KINDS_OF_NAMES, names_of(planted(column))) == [f"prevention_planted.{name}"]


def test_prevention_keeps_no_number_beside_somebody() -> None:
    assert numbers_beside_somebody(Base.metadata) == []


def test_number_beside_somebody_is_found() -> None:
    whose: sa.Column[object] = sa.Column("person_id", sa.ForeignKey("person.id"), info=person(Forget.ROW))
    much: sa.Column[object] = sa.Column("minutes", sa.Integer, info=nothing())
    assert numbers_beside_somebody(planted(whose, much)) == ["prevention_planted.minutes"]


# Forms


def all_forms() -> list[type[Form]]:
    """Every form of ours; those that tests make are not."""

    def below(form: type[Form]) -> Iterator[type[Form]]:
        for one in form.__subclasses__():
            yield one
            yield from below(one)

    return sorted({one for one in below(Form) if one.__module__.startswith(("app.", "plugins."))}, key=str)


def fields_of(form: type[Form]) -> Mapping[str, "UnboundField[Any]"]:
    """The fields that a form declares or inherits, by name."""
    named = ((name, getattr(form, name)) for name in dir(form) if not name.startswith("_"))
    return {name: field for name, field in named if isinstance(field, UnboundField)}


def asked_by(forms: Iterable[type[Form]]) -> list[str]:
    """What forms ask: the names of their fields and the words beside them."""
    asked = []
    for form in forms:
        for name, field in fields_of(form).items():
            asked += [name, *(str(one) for one in field.args[:1] if not callable(one))]
    return asked


def numbers_asked_by(forms: Iterable[type[Form]]) -> list[str]:
    """Fields of prevention in which a number is typed."""
    own = [one for one in forms if one.__module__.startswith(("plugins.prevention.", __name__))]
    return [
        f"{form.__name__}.{name}"
        for form in own
        for name, field in fields_of(form).items()
        if issubclass(field.field_class, IntegerField | DecimalField | FloatField)
    ]


def test_no_form_asks_for_anything_of_a_forbidden_kind(app: Flask) -> None:
    with app.test_request_context():
        asked = asked_by(all_forms())
    assert len(asked) > 300
    assert found_in(KINDS_OF_NAMES, asked) == []
    assert found_in(KINDS_OF_WORDS, asked) == []
    assert numbers_asked_by(all_forms()) == ["ChallengeForm.km"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_form_that_anybody_meets_has_a_field_of_a_forbidden_kind(walked: Walked) -> None:
    names = {field.name for _visitor, form in walked.forms() for field in form.fields}
    assert {"has_read", "title"} <= names
    assert found_in(KINDS_OF_NAMES, sorted(names)) == []


def test_form_of_a_forbidden_kind_is_found(app: Flask) -> None:
    class Planted(Form):
        weight = IntegerField("Hoeveel weeg je?")
        feeling = StringField("Hoe is je humeur?")

    with app.test_request_context():
        assert found_in(KINDS_OF_NAMES, asked_by([Planted])) == ["Hoe is je humeur?", "weight"]
        assert numbers_asked_by([Planted]) == ["Planted.weight"]


def test_what_is_worked_out_or_ticked_cannot_be_sent(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    for page in ("week", "home-check", "worried", "norms", "addresses"):
        assert client.post(f"/prevention/{page}", data={"minutes": "150"}).status_code in (404, 405)


# What goes out, and what is written down


def keys_of(told: object) -> Iterator[str]:
    """Every key, at any depth."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            yield str(key)
            yield from keys_of(value)
    elif isinstance(told, list | tuple):
        for one in told:
            yield from keys_of(one)


def test_export_and_log_have_nothing_of_a_forbidden_kind(walked: Walked) -> None:
    with walked.app.test_request_context():
        told = [own_data(person_id) for person_id in walked.filled.people.values()]
        labels = [str(label) for label in verbs.registered().values()]
    keys = set(keys_of(told))
    assert {"person", "plugins", "facts_checked"} <= keys
    assert found_in(KINDS_OF_NAMES, sorted(keys)) == []
    assert found_in(KINDS_OF_NAMES, verbs.registered()) == []
    assert found_in(KINDS_OF_WORDS, labels) == []


def test_key_of_a_forbidden_kind_is_found() -> None:
    assert found_in(KINDS_OF_NAMES, keys_of({"plugins": [{"week": {"mood": 3}}]})) == ["mood"]


# Words


def words_of_ours() -> Iterator[tuple[str, str]]:
    """(message, its words in one language), for every message of ours in both languages."""
    for folder in translation_folders():
        for message in read_po(BytesIO((folder / "nl" / "LC_MESSAGES" / "messages.po").read_bytes()), locale="nl"):
            if message.id:
                for told in (message.id, message.string or ""):
                    for text in (told,) if isinstance(told, str) else told:
                        yield str(message.id if isinstance(message.id, str) else message.id[0]), str(text)


def forbidden(words: Iterable[tuple[str, str]]) -> list[str]:
    """Messages that say what we never say, or lean on what belongs to others."""
    return [
        text for key, text in words if key not in NOTES and (KINDS_OF_WORDS.search(text) or INSTRUMENTS.search(text))
    ]


def test_our_words_say_nothing_of_a_forbidden_kind() -> None:
    words = list(words_of_ours())
    assert len(words) > 4000
    assert forbidden(words) == []
    assert set(NOTES) <= {key for key, _text in words}


@pytest.mark.parametrize(
    "text",
    [
        "You have a raised risk of falling.",
        "Je hebt een verhoogd risico om te vallen.",
        "Your score is 4 out of 6.",
        "Jouw stoplicht staat op oranje.",
        "How is your mood today?",
        "Wat is je gewicht?",
        "Wat is je bloeddruk?",
        "Your BMI is fine.",
        "Doe de Valrisicotest.",
        "Volgens de SNAQ65+ gaat het goed.",
        "Vul de Schijf van Vijf in.",
        "Haal je de combinorm?",
    ],
)
def test_words_of_a_forbidden_kind_are_found(text: str) -> None:
    assert forbidden([("a message", "Fijn dat je er bent."), ("a message", text)]) == [text]


def test_scripts_say_nothing_of_a_forbidden_kind() -> None:
    scripts = [*ROOT.glob("app/web/static/*.js"), *ROOT.glob("plugins/*/static/**/*.js")]
    assert len(scripts) >= 3
    assert [one.name for one in scripts if forbidden([("", one.read_text())])] == []


# What it is, in plain words


def test_readme_says_that_it_is_no_medical_device() -> None:
    assert NOT_A_DEVICE["en"] in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("language", sorted(NOT_A_DEVICE))
def test_pages_say_that_it_is_no_medical_device(client: FlaskClient, make: Make, language: str) -> None:
    make.house("De Linde", slug="de-linde")
    client.set_cookie("wij_lang", language)
    for page in ("", "norms", "facts/moving-adults", "worried"):
        main = BeautifulSoup(client.get(f"/prevention/{page}").data, "html.parser").select_one("main")
        assert main is not None
        assert NOT_A_DEVICE[language] in " ".join(main.get_text(" ", strip=True).split())
