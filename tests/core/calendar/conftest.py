"""A small plugin whose entries a test puts in by hand."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask, has_app_context
from sqlalchemy import event

from app.calendar.entry import Calendar, Entry, EntryQuery, Status
from app.clock import at
from app.content import content_changed
from app.db import db, transaction
from app.plugins import CalendarKind, Card, impl
from tests.core.calendar.samples import NOW, ZONE


@dataclass(eq=False)
class Tea:
    """Tea parties: the entries of the test, of which some are a person's own."""

    entries: list[Entry] = field(default_factory=list)
    own: dict[int, list[Entry]] = field(default_factory=dict)
    cards: list[Card] = field(default_factory=list)
    calendar: Calendar | None = None
    broken: bool = False
    broken_cards: bool = False
    app: Flask | None = None

    def __setattr__(self, name: str, value: object) -> None:
        """Whoever changes what is in the agenda says so, in the house as in this test."""
        object.__setattr__(self, name, value)
        if (app := self.__dict__.get("app")) is not None and not has_app_context():
            with app.app_context(), transaction():
                content_changed()

    @impl
    def wij_list_entries(self, query: EntryQuery) -> list[Entry]:
        """What the query asks for."""
        if self.broken:
            raise RuntimeError("no tea")
        found = self.entries if query.person_id is None else self.own.get(query.person_id, [])
        return [entry for entry in found if self._asked(entry, query)]

    @impl
    def wij_list_cards(self, place: str) -> list[Card]:
        """Cards of that place, and the choices."""
        if self.broken_cards:
            raise RuntimeError("no cards")
        return [card for card in self.cards if card.place in (place, "choice")]

    @impl
    def wij_register_calendars(self) -> list[CalendarKind]:
        """One for everybody, and one for nobody."""
        return [
            CalendarKind(kind="tea", public=True, find=self.find),
            CalendarKind(kind="secret-tea", public=False, find=self.find),
        ]

    def find(self, slug: str) -> Calendar | None:
        """The one calendar, called "earl-grey" and before that "grey"."""
        if self.calendar is not None and slug == "grey":
            return replace(self.calendar, moved_to="earl-grey")
        return self.calendar if slug == "earl-grey" else None

    def _asked(self, entry: Entry, query: EntryQuery) -> bool:
        return (
            (entry.span.overlaps(query.window) or (query.whole_series and entry.series is not None))
            and query.house_id in (None, entry.house_id)
            and (query.space_id is None or query.space_id in entry.space_ids)
            and (query.theme is None or query.theme in entry.themes)
            and query.ref in (None, entry.ref)
            and (query.with_cancelled or entry.status is not Status.CANCELLED)
        )


@pytest.fixture
def tea() -> Tea:
    """The plugin."""
    return Tea()


@pytest.fixture
def app(make_app: Callable[..., Flask], tea: Tea) -> Flask:
    """A house with the tea plugin and no other."""
    app = make_app(WIJ_PLUGINS="none", WIJ_BASE_URL="https://wij.example", extra_plugins={"tea": tea})
    tea.app = app
    return app


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    """It is a Thursday in September, a quarter past two in the afternoon; houses were made in the spring."""
    with at(NOW.replace(hour=12, minute=15)):
        yield


@pytest.fixture
def calendar() -> Calendar:
    """A calendar of everything."""
    return Calendar(name="Thee", description="", zone=ZONE, language="nl")


@pytest.fixture
def count_queries() -> Callable[[Flask], AbstractContextManager[list[str]]]:
    """The statements that the database gets inside a block: `with count_queries(app) as found: …`."""

    @contextmanager
    def counting(app: Flask) -> Iterator[list[str]]:
        found: list[str] = []
        with app.app_context():
            engine = db.engine

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            found.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        yield found
        event.remove(engine, "before_cursor_execute", note)

    return counting
