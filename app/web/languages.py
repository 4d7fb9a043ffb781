"""Which language a reader gets, and how it is changed.

In a request: what was chosen in this session for this person, else the person's own language, else the cookie of a
visitor, else the house's language, else Dutch. Outside a request (mails, jobs): `with language_of("en"): …`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale
from werkzeug.wrappers import Response

from app.config import ROOT
from app.web.front import last_front
from app.web.visitor import YEAR, current_house, current_person, current_person_id

LANGUAGES: Final = {"nl": "Nederlands", "en": "English"}
"""The languages that we speak, each in its own word."""
DEFAULT: Final = "nl"
COOKIE: Final = "wij_lang"
CHOSEN: Final = "language"
"""In the session: for whom a language was chosen, and which. Somebody else at the desk gets their own again."""


def current_language() -> str:
    """The language of who reads this now: `nl` or `en`."""
    locale = get_locale()
    return DEFAULT if locale is None else str(locale.language)


@contextmanager
def language_of(language: str) -> Iterator[None]:
    """Speak `language` (Dutch if we do not know it) as long as the block lasts, for mails and slips."""
    with force_locale(language if language in LANGUAGES else DEFAULT):
        yield


def choose(response: Response, language: str) -> None:
    """Remember that who is here reads `language` from now on."""
    session[CHOSEN] = [current_person_id(), language]
    response.set_cookie(COOKIE, language, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)


def init_app(app: Flask) -> None:
    """Start Flask-Babel with the words of every area and of every bundled plugin, on or off."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(folder) for folder in translation_folders())
    Babel().init_app(app, locale_selector=_of_the_reader)  # one a call: it caches what it loaded


def translation_folders() -> list[Path]:
    """Where translations are: `<area or plugin>/translations`."""
    return sorted([*ROOT.glob("app/*/translations"), *ROOT.glob("plugins/*/translations")])


def _of_the_reader() -> str:
    if not has_request_context():
        return DEFAULT
    broken = bool(g.get("wij_broken"))
    given = [_chosen_in_session(), None if broken else _own(), request.cookies.get(COOKIE), _of_the_house(broken)]
    return next((language for language in given if language in LANGUAGES), DEFAULT)


def _chosen_in_session() -> str | None:
    person_id, language = session.get(CHOSEN) or (None, None)
    return language if person_id is not None and person_id == current_person_id() else None


def _own() -> str | None:
    person = current_person()
    return None if person is None else person.language


def _of_the_house(broken: bool) -> str | None:
    front = last_front() if broken else current_house()
    return None if front is None else front.language
