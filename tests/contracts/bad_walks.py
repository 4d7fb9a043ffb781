"""Walks of each kind of visitor through the filled house: the pages and the forms that they met."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
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
    """A browser, the session it had at the start, and the addresses where its walk begins."""

    name: str
    client: FlaskClient
    session: dict[str, Any]
    starts: list[str]
    watch: Watch

    @cached_property
    def pages(self) -> list[Page]:
        """The pages that are met on a walk. It is made once, and the house is as it was before when it begins."""
        self.watch.restore()
        self.come_back()
        pages = crawl(self.client, self.starts)
        self.watch.begin()
        return pages

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

    def only(self, *names: str) -> "Walked":
        """The same house with these visitors alone, for a quick look."""
        return replace(self, visitors={name: self.visitors[name] for name in names})

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


def visited(filled: Filled) -> Walked:
    """Let everybody come to the house, each to where their walk begins."""
    found = [(name, client, starts, _session(client)) for name, (client, starts) in filled.starts().items()]
    watch = Watch(filled.app)
    visitors = {name: Visitor(name, client, session, ["/", *starts], watch) for name, client, starts, session in found}
    return Walked(filled, visitors, watch)


def _session(client: FlaskClient) -> dict[str, Any]:
    with client.session_transaction() as cookie:
        return dict(cookie)
