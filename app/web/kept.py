"""Pages that every visitor gets alike: made once, and kept until the house changes or the minute is over.

    @pages.get("/agenda")
    @who(Who.EVERYONE)
    @kept_page
    def upcoming() -> str: ...

Kept in each process, for visitors who are not signed in. The content version (app/content.py) tells what is out of
date: one query. A page with a form is never kept, since its token is somebody's own.
"""

import functools
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final, ParamSpec

import sqlalchemy as sa
from flask import Flask, current_app, g, request, session
from flask.typing import ResponseReturnValue

from app.clock import now
from app.content import ContentVersion
from app.db import db
from app.web import languages, look
from app.web.visitor import HOUSE_COOKIE, current_actor

P = ParamSpec("P")

PAGES: Final = "wij_kept_pages"
MOST: Final = 8_000_000
"""Characters in one process: some hundred pages."""
_LONGEST_KEY: Final = 500
_VERSION: Final = sa.select(ContentVersion.version)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was made, of which state of the house, and which house it makes the visitor's own."""

    html: str
    made_of: str
    house_to_keep: str | None


class Pages:
    """The pages of one process; those that were asked for longest ago go first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: tuple[str, ...], made_of: str) -> Page | None:
        """The page, if it is still true."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.made_of != made_of:
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: tuple[str, ...], page: Page) -> None:
        """Keep a page, and let go of others where there is no room."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += len(page.html)
            while self._size > MOST:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def _drop(self, key: tuple[str, ...]) -> None:
        old = self._pages.pop(key, None)
        self._size -= len(old.html) if old else 0


def kept_page(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Make the page of a view once for all visitors. Goes below `@who`, on views that only read."""

    @functools.wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        key = _key()
        if key is None:
            return view(*args, **kwargs)
        pages: Pages = current_app.extensions[PAGES]
        made_of = _state()
        page = pages.get(key, made_of)
        if page is None:
            made = view(*args, **kwargs)
            if isinstance(made, str) and not _is_somebodys_own():
                pages.keep(key, Page(made, made_of, g.get("wij_house_to_keep")))
            return made
        if page.house_to_keep:
            g.wij_house_to_keep = page.house_to_keep
        return page.html

    return answer


def init_app(app: Flask) -> None:
    """Make room for the pages."""
    app.extensions[PAGES] = Pages()


def _key() -> tuple[str, ...] | None:
    """What tells one visitor's page from another's; None for who gets a page of their own."""
    if current_actor().typist is not None or "_flashes" in session:
        return None
    told = {
        languages.COOKIE: languages.LANGUAGES,
        look.COOKIE: look.LOOKS,
    }
    chosen = [value if (value := request.cookies.get(name, "")) in known else "" for name, known in told.items()]
    key = (request.full_path, request.cookies.get(HOUSE_COOKIE, ""), *chosen)
    return key if sum(map(len, key)) <= _LONGEST_KEY else None


def _state() -> str:
    """The state of the house, and the minute: what is on now, and what is past, is told by the minute."""
    version = db.session.connection().scalar(_VERSION)
    return f"{version} {now():%Y-%m-%d %H:%M}"


def _is_somebodys_own() -> bool:
    """Whether the page that was just made holds something of this visitor: a token of a form, a notice."""
    return session.modified or "csrf_token" in g
