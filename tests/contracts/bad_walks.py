"""Walks of each kind of visitor through the filled house: the pages and the forms that they met."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.contracts.bad_crawl import FoundForm, Page, crawl, forms
from tests.contracts.bad_house import Filled
from tests.contracts.bad_watch import Watch


@dataclass(frozen=True)
class Visitor:
    """A browser, the session it had when the walk began, and the pages that were met."""

    name: str
    client: FlaskClient
    session: dict[str, Any]
    pages: list[Page]

    def come_back(self) -> None:
        """Have the session of the walk again, for who signed out since."""
        with self.client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(self.session)

    def post(self, form: FoundForm, data: Any) -> TestResponse:
        """Send a form in the session of the walk."""
        self.come_back()
        return self.client.post(form.action, data=MultiDict(data))


@dataclass(frozen=True)
class Walked:
    """The house, everybody who walked through it, and a watch that knows how it was."""

    filled: Filled
    visitors: dict[str, Visitor]
    watch: Watch

    @property
    def app(self) -> Flask:
        """The house's application."""
        return self.filled.app

    def forms(self) -> Iterator[tuple[Visitor, FoundForm]]:
        """Every kind of form once, with a visitor who met it."""
        seen = set()
        for visitor in self.visitors.values():
            for page in visitor.pages:
                for form in forms(self.app, page):
                    if form.kind not in seen:
                        seen.add(form.kind)
                        yield visitor, form

    def addresses(self) -> dict[str, tuple[FlaskClient, str]]:
        """One address of each route that was met, with the browser of who met it."""
        found: dict[str, tuple[FlaskClient, str]] = {}
        for visitor in self.visitors.values():
            for page in visitor.pages:
                found.setdefault(page.endpoint, (visitor.client, page.url))
        return found


def walk(filled: Filled) -> Walked:
    """Let everybody walk."""
    visitors = {}
    for name, (client, starts) in filled.starts().items():
        with client.session_transaction() as cookie:
            session = dict(cookie)
        visitors[name] = Visitor(name, client, session, crawl(client, ["/", *starts]))
    return Walked(filled, visitors, Watch(filled.app))
