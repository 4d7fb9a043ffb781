"""Walks through the house as somebody would: from link to link, and it keeps the forms that it finds."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from app.web.visitor import HOUSE_COOKIE

MOST_ALIKE = 2
"""So many pages of one route and one set of query keys are looked at."""
LEFT_ALONE = {"web.language", "static"}
"""Routes whose GET changes what the visitor sees afterwards, and files."""
READABLE = {"text/html", "text/calendar", "text/plain", "application/json"}
LINK = re.compile(r"""<(?:a|link|img)\b[^>]*?\s(?:href|src)="([^"]*)\"""")
TEXTS = {"text", "search", "email", "tel", "url", "number", "date", "time", "password", "hidden", "textarea"}


@dataclass(frozen=True, slots=True)
class Field:
    """One control of a form: its kind ("text", "date", "select"…), what it holds, and what it offers."""

    name: str
    kind: str
    values: tuple[str, ...]
    choices: tuple[str, ...] = ()

    @property
    def typed(self) -> bool:
        """Whether one types in it, so that it must come back."""
        return self.kind in TEXTS - {"password", "hidden"}


@dataclass(frozen=True)
class Page:
    """One address and what it answered; a page that is not text has none here."""

    url: str
    endpoint: str
    status: int
    kind: str
    text: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """What the page is made of."""
        return BeautifulSoup(self.text if self.kind == "text/html" else "", "html.parser")


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A form of a page that sends something: where it stands, where it goes, and its fields in order."""

    page: str
    action: str
    endpoint: str
    fields: tuple[Field, ...]
    button: tuple[str, str] = ("", "")

    @property
    def kind(self) -> tuple[str, ...]:
        """Forms of one kind are tried once."""
        return (self.endpoint, *sorted({field.name for field in self.fields}), *self.button[:1])

    def data(self) -> dict[str, list[str]]:
        """What a browser would send with nothing touched."""
        sent = {field.name: list(field.values) for field in self.fields if field.values}
        if self.button[0]:
            sent[self.button[0]] = [self.button[1]]
        return sent


def endpoint_of(app: Flask, url: str, method: str = "GET") -> str:
    """The route that answers `url`, or ""."""
    return match(app, url, method)[0]


def match(app: Flask, url: str, method: str = "GET") -> tuple[str, dict[str, object]]:
    """The route that answers `url` and what its address names, or ("", {})."""
    try:
        endpoint, values = app.url_map.bind("localhost").match(urlsplit(url).path, method)
    except HTTPException:
        return "", {}
    return str(endpoint), dict(values)


def crawl(client: FlaskClient, starts: Iterable[str], most: int = MOST_ALIKE) -> list[Page]:
    """Every page that can be reached by links and by forms that only ask, a few of each kind."""
    app = client.application
    waiting, seen, alike, pages = deque(starts), set[str](), Counter[tuple[str, ...]](), []
    while waiting:
        url = waiting.popleft()
        endpoint = endpoint_of(app, url)
        kind = (endpoint, *sorted({name for name, _value in parse_qsl(urlsplit(url).query)}))
        if url in seen or not endpoint or endpoint in LEFT_ALONE or alike[kind] >= most:
            continue
        seen.add(url)
        alike[kind] += 1
        client.delete_cookie(HOUSE_COOKIE)  # each page as the first: of the house in its address, or of the main one
        answer = client.get(url)
        if answer.status_code in (301, 302, 303, 308):
            waiting.appendleft(urljoin(url, answer.headers["Location"]))
        else:
            text = answer.text if answer.mimetype in READABLE else ""
            pages.append(Page(url, endpoint, answer.status_code, answer.mimetype or "", text))
            waiting.extend(links(pages[-1]))
    return pages


def links(page: Page) -> Iterator[str]:
    """Where a page leads to within the house. Read from its text: to parse every page takes long."""
    for found in LINK.findall(page.text if page.kind == "text/html" else ""):
        target = urlsplit(urljoin(f"http://localhost{page.url}", unescape(found)))
        if target.netloc in ("localhost", "127.0.0.1:5000"):
            yield target.path + (f"?{target.query}" if target.query else "")


def forms(app: Flask, page: Page) -> Iterator[FoundForm]:
    """The forms of a page that change something, one for each button with a name."""
    if 'method="post"' not in page.text:
        return
    for form in page.soup.find_all("form", method="post"):
        action = urljoin(page.url, str(form.get("action") or page.url))
        outside = page.soup.select(f"[form='{form['id']}']") if form.get("id") else []
        controls = [*form.find_all(["input", "select", "textarea", "button"]), *outside]
        fields = tuple(_fields(controls))
        buttons = [
            (str(one["name"]), str(one.get("value", "")))
            for one in controls
            if one.name == "button" and one.get("name") and not one.get("formaction")
        ]
        for button in buttons or [("", "")]:
            yield FoundForm(page.url, action, endpoint_of(app, action, "POST"), fields, button)


def _fields(controls: list[Tag]) -> Iterator[Field]:
    """The controls by name; radios and ticks of one name are one field."""
    groups: dict[str, list[Tag]] = {}
    for control in controls:
        name = str(control.get("name", ""))
        if name and name != "csrf_token" and control.name != "button" and control.get("type") != "submit":
            groups.setdefault(name, []).append(control)
    for name, group in groups.items():
        yield _field(name, group)


def _field(name: str, group: list[Tag]) -> Field:
    first = group[0]
    if first.name == "textarea":
        return Field(name, "textarea", (str(first.text).removeprefix("\n"),))
    if first.name == "select":
        options = first.find_all("option")
        chosen = [str(one.get("value", one.text)) for one in options if one.has_attr("selected")]
        offered = tuple(str(one.get("value", one.text)) for one in options)
        return Field(name, "select", tuple(chosen or offered[:1]), offered)
    kind = str(first.get("type", "text"))
    if kind in ("radio", "checkbox"):
        able = [one for one in group if not one.has_attr("disabled")]
        ticked = tuple(str(one.get("value", "on")) for one in able if one.has_attr("checked"))
        return Field(name, kind, ticked, tuple(str(one.get("value", "on")) for one in able))
    return Field(name, kind, tuple(str(one.get("value", "")) for one in group))
