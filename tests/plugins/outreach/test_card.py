"""The card for a talk, and the leaflets: for who has a part, in two languages, with nothing to fill in."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from plugins.outreach.card.topics import LEAFLETS, TOPICS
from plugins.outreach.replies import expiring
from tests.plugins.outreach.conftest import Round as Team


@pytest.mark.parametrize(
    ("language", "words", "kept"),
    [
        ("nl", ["Gezondheid", "Leefstijl", "Eten", "Wonen", "Mensen om u heen", "Tot slot"], "Wat we van u bewaren"),
        ("en", ["Health", "How you live", "Food", "Your house", "The people around you", "At the end"], "What we keep"),
    ],
)
def test_card_has_five_topics_with_open_questions_and_nothing_to_fill_in(
    said: Team, as_person: Callable[[int], FlaskClient], language: str, words: list[str], kept: str
) -> None:
    leaflets = "&".join(f"leaflet={name}" for name in LEAFLETS)
    page = as_person(said.people["wout"]).get(f"/outreach/rounds/{said.round}/card/{language}?{leaflets}")
    card, *others = BeautifulSoup(page.text, "html.parser").select("article.wij-sheet")
    assert [one.text for one in card.select("h3")] == words
    assert [len(one.questions) for one in TOPICS] == [3] * 5
    assert all(item.text.endswith("?") for item in card.select("li"))
    assert [mark in card.text for mark in ("076-000 00 01", "112")] == [True, True]
    assert card.select("input, textarea, td, .wij-wall__names, .wij-todo") == []
    assert (len(others), kept in others[2].text) == (3, True)
    assert "Riet" not in page.text


def test_card_is_for_who_has_a_part_and_as_long_as_the_round_is_open(
    said: Team, as_person: Callable[[int], FlaskClient]
) -> None:
    address = f"/outreach/rounds/{said.round}/card/nl"
    assert [as_person(said.people[who]).get(address).status_code for who in ("wout", "toos", "ria")] == [200, 200, 403]
    visiting = as_person(said.people["wout"]).get("/outreach/visiting").text
    assert address in visiting
    assert as_person(said.people["wout"]).get(address.replace("/nl", "/fy")).status_code == 404
    said.do(expiring.close_round, "toos", said.round)
    assert as_person(said.people["toos"]).get(address).status_code == 404
