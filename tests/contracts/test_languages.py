"""Switching the language changes every word that we wrote, and public feeds speak the house's language to everybody."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from bs4 import BeautifulSoup

from scripts.messages import NEVER, forms, messages, owners, read
from tests.contracts.bad_walks import Walked

LONGER_THAN = 12
"""Characters: shorter words may be the same in both languages, or stand in what people wrote."""
SPOKEN = ("aria-label", "title", "alt", "placeholder", "content")
TAG = re.compile(r"<[^<>]*>")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


@cache
def pieces() -> dict[str, frozenset[str]]:
    """For each language: what we wrote in the other one, in pieces between placeholders and tags."""
    english, dutch = set[str](), set[str]()
    for owner in owners():
        for message in messages(read(owner)).values():
            english |= {piece for form in forms(message.id) for piece in split(form)}
            dutch |= {piece for form in forms(message.string) for piece in split(form)}
    return {"nl": frozenset(english - dutch), "en": frozenset(dutch - english)}  # what must not stand on such a page


def split(words: str) -> Iterator[str]:
    """The pieces of a text of ours that are long enough to be known by."""
    for piece in re.split(r"\0", PLACEHOLDER.sub("\0", TAG.sub("\0", words))):
        plain = squeezed(piece)
        if len(plain) > LONGER_THAN and " " in plain:
            yield plain


def squeezed(text: str) -> str:
    """A text on one line, with simple spaces."""
    return " ".join(text.replace("\xa0", " ").split())


def on_screen(html: str) -> tuple[str, str]:
    """The language of a page, and all that it says in it: text and spoken attributes."""
    soup = BeautifulSoup(html, "html.parser")
    root = soup.html
    language = str(root["lang"]) if root else ""
    for other in soup.select("body [lang], script, style"):
        if other.get("lang") != language:
            other.decompose()
    said = [str(tag[name]) for name in SPOKEN for tag in soup.select(f"[{name}]")]
    return language, "\n".join(squeezed(text) for text in [soup.get_text(" "), *said])


def pages_in(walked: Walked, language: str) -> Iterator[tuple[str, str, str]]:
    """(where, language of the page, words on it) of a page of each route, once for who met it first, and for hosts."""
    seen = set[tuple[str, bool]]()
    for visitor in walked.visitors.values():
        visitor.client.get(f"/language/{language}")
        for page in visitor.pages:
            kind = (page.endpoint, visitor.name in ("host", "administrator", "desk"))
            if page.kind == "text/html" and kind not in seen:
                seen.add(kind)
                yield f"{visitor.name} {page.url}", *on_screen(visitor.client.get(page.url).text)
        visitor.come_back()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_switching_the_language_changes_every_word_that_we_wrote(walked: Walked, language: str) -> None:
    wrong = []
    for where, shown, text in pages_in(walked, language):
        if shown != language:
            wrong.append(f"{where} is in {shown!r}")
        wrong += [f"{where}: {piece!r}" for piece in pieces()[language] if found(piece, text)]
        wrong += [f"{where}: {word[0]!r} is never on screen" for word in NEVER.findall(text)]
    assert wrong == []


def found(piece: str, text: str) -> bool:
    """Whether a piece stands in a text as words of its own."""
    return piece in text and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) is not None


@pytest.mark.slow
def test_pages_hold_the_words_that_are_looked_for(walked: Walked) -> None:
    """Else the test above would find nothing wherever it looked."""
    dutch = sum(found(piece, text) for _where, _shown, text in pages_in(walked, "nl") for piece in pieces()["en"])
    assert dutch > 500


@pytest.mark.parametrize("kind", ["house/de-linde", "house/wilgenhof", "room/zaal-a", "theme/eten"])
def test_public_feed_is_the_same_for_readers_of_both_languages(walked: Walked, kind: str) -> None:
    bodies = set()
    for language in ("nl", "en"):
        reader = walked.app.test_client()
        reader.set_cookie("wij_lang", language)
        answer = reader.get(f"/calendar/{kind}.ics", headers={"Accept-Language": language})
        assert answer.status_code == 200
        bodies.add(answer.data)
    assert len(bodies) == 1


def test_public_feed_speaks_the_language_of_its_house(walked: Walked) -> None:
    reader = walked.app.test_client()
    assert "Wanneer deze ruimte bezet is." in reader.get("/calendar/room/zaal-a.ics").text
    assert "What is on at Wilgenhof." in reader.get("/calendar/house/wilgenhof.ics").text


def test_personal_feed_speaks_the_language_of_its_person(walked: Walked) -> None:
    lieke, address = walked.visitors["resident"].client, f"/calendar/mine/{walked.filled.keys['token']}.ics"
    assert "Wat je reserveerde" in lieke.get(address).text
    details = {"name": "Lieke Morgenster", "phone": "", "neighbourhood": ""}
    assert lieke.post("/me/details", data={**details, "language": "en"}).status_code == 303
    assert "What you booked" in lieke.get(address).text
