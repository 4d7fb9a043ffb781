"""What somebody looks for: read from an address, written into one, and asked of an entry."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Request

from app.calendar import labels
from app.calendar.choosing import Choice, Unknown, has_words, plain_words, read_choice
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.factories import Make


def read(query: str, tags: tuple[str, ...] = ()) -> Choice:
    return read_choice(Request.from_values(query_string=iri_to_uri(query)).args, tags)


@settings(max_examples=25)  # each asks for all labels and themes
@given(
    st.builds(
        MultiDict,
        st.fixed_dictionaries(
            {},
            optional={
                "house": st.lists(st.sampled_from(["", "linde", "x\0y"]), max_size=2),
                "theme": st.lists(st.sampled_from(["", "eten", "wonen"]), max_size=2),
                "label": st.lists(st.sampled_from(["", "gratis", "taal-en,taal-ar", "needs-hands", "rustig"])),
                "words": st.lists(st.text(max_size=300), max_size=2),
                "weekday": st.lists(st.sampled_from(["", "1", "7", "2,3"])),
            },
        ),
    )
)
def test_choice_that_is_written_into_an_address_is_read_back_the_same(typed: MultiDict[str, str]) -> None:
    choice = read_choice(typed, ["needs-hands"])
    assert read(choice.query, ("needs-hands",)) == choice
    assert len(choice.query) < 700


@pytest.mark.parametrize("wrong", ["theme=x", "label=x", "label=gratis,x", "weekday=0", "weekday=8", "weekday=²"])
def test_choice_of_what_there_is_not_is_unknown(wrong: str) -> None:
    with pytest.raises(Unknown):
        read(wrong)


def test_tag_is_a_label_only_while_its_plugin_is_there() -> None:
    assert read("label=needs-hands", ("needs-hands",)).labels == ("needs-hands",)
    with pytest.raises(Unknown):
        read("label=needs-hands")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        ("cafe", True),
        ("CAFÉ", True),
        ("taal  zaal", True),
        ("straße", True),
        ("strasse", True),
        ("een", True),
        ("taal soep", False),
        ("%", False),
        ("_", False),
        ("' OR 1=1", False),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(words: str, found: bool) -> None:
    assert has_words(plain_words(words), ("Taalcafé", "Zaal A", "", "Kom ook ÉÉN keer. Hauptstraße")) is found


def test_hostile_words_become_a_few_plain_ones() -> None:
    assert plain_words("  soep\0\n en\u202e  brood ") == "soep en brood"
    assert len(plain_words("x" * 1_000_000)) == 60
    assert plain_words("a " * 500) == "a a a a a a a a"


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ((), True),
        (("rustig",), True),
        (("pittig",), False),
        (("rustig", "pittig"), True),
        (("taal-en", "taal-tr"), True),
        (("rustig", "taal-tr"), False),
        (("gratis", "step_free"), True),
        (("gratis", "hearing_loop"), False),
        (("needs-hands",), False),
    ],
)
def test_labels_fit_when_one_of_a_group_does_and_all_of_the_rest(asked: tuple[str, ...], fits: bool) -> None:
    assert labels.fit(asked, ("gratis", "rustig", "taal-en", "step_free")) is fits


def test_choice_admits_by_theme_label_weekday_and_words() -> None:
    tuesday = an_entry("2026-09-15", title="Soep", themes=("eten",), labels=("gratis",))
    asked: list[dict[str, Any]] = [
        {"theme": "eten", "labels": ("gratis",), "words": "soep", "weekdays": (2,)},
        {"theme": "wonen"},
        {"labels": ("rustig",)},
        {"words": "taart"},
        {"weekdays": (1, 3)},
    ]
    assert [Choice(**one).admits(tuesday) for one in asked] == [True, False, False, False, False]


@pytest.mark.sweep
def test_news_api_and_frame_show_the_same_choice(client: FlaskClient, tea: Tea, make: Make) -> None:
    linde = make.house("De Linde", slug="linde")
    tea.entries = [
        an_entry(house_id=linde, uid="a", title="Één kop soep", labels=("gratis", "rustig")),
        an_entry(house_id=linde, uid="b", title="Soep te koop"),
        an_entry("2026-09-16", house_id=linde, uid="c", title="Soep op woensdag", labels=("gratis",)),
    ]
    asked = "label=gratis&words=een+SOÉP&weekday=2"
    for path in ("/agenda.atom", "/api/v1/agenda", "/embed/agenda"):
        text = client.get(f"{path}?{asked}").text
        assert ("kop soep" in text, "te koop" in text, "woensdag" in text) == (True, False, False), path
    assert [client.get(f"/agenda.atom?{wrong}").status_code for wrong in ("label=x", "weekday=9")] == [404, 404]
    assert [client.get(f"/agenda.atom?{odd}").status_code for odd in ("words=%27%25", "house=%E2%82%AC")] == [200, 404]
