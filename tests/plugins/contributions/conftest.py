"""A house with things that need hands: a small plugin of the tests owns them, as rooms and activities own theirs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.clock import Span, now
from app.db import db
from app.plugins import Description, Need, impl
from app.refs import Ref
from plugins.contributions.models import Promise
from plugins.contributions.tasks import TaskValues, add_task
from tests.factories import AMSTERDAM, Make

BOOKING = Ref("shed", "booking", "k3f9")
CHAIRS = "Stoelen terugzetten"


class Shed:
    """Owns bookings and what they need, told through the hooks as any plugin does."""

    def __init__(self) -> None:
        self.needs: list[Need] = []
        self.bookings: list[tuple[Ref, Span, int, int | None]] = []
        self.broken = False
        self.group_id: int | None = None
        """The group that every booking here is for."""

    def book(self, ref: Ref, span: Span, house_id: int, person_id: int | None) -> None:
        """Put a booking in the agenda."""
        self.bookings.append((ref, span, house_id, person_id))

    def need(self, ref: Ref = BOOKING, title: str = CHAIRS, *, places: int = 2, after: timedelta) -> Need:
        """Ask for hands, `after` from now."""
        self.needs.append(Need(ref=ref, title=title, minutes=10, places=places, at=now() + after))
        return self.needs[-1]

    @impl
    def wij_list_needs(self, house_id: int, window: Span) -> list[Need]:
        if self.broken:
            raise RuntimeError("the shed is locked")
        return [need for need in self.needs if need.at is None or need.at in window]

    @impl
    def wij_list_entries(self, query: EntryQuery) -> list[Entry]:
        return [
            Entry(
                ref=ref,
                uid=f"{ref.key}@shed",
                span=span,
                zone=AMSTERDAM,
                title="Overleg",
                status=Status.CONFIRMED,
                visibility=Visibility.BUSY,
                sequence=0,
                created=span.start,
                modified=span.start,
                house_id=house_id,
                url=f"/shed/{ref.key}",
            )
            for ref, span, house_id, person_id in self.bookings
            if query.person_id in (None, person_id) and query.ref in (None, ref) and span.overlaps(query.window)
            if query.group_id in (None, self.group_id)
        ]

    @impl
    def wij_describe(self, refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
        owned = {ref for ref, _span, _house, owner in self.bookings if owner == person_id}
        return {ref: Description(title="Zaal A", url=f"/shed/{ref.key}") for ref in refs if ref in owned}


@pytest.fixture
def shed() -> Shed:
    """Another plugin with things that need hands."""
    return Shed()


@pytest.fixture
def app(make_app: Callable[..., Flask], shed: Shed) -> Flask:
    """The house with contributions and the shed, and nothing else."""
    return make_app(extra_plugins={"shed": shed}, WIJ_PLUGINS="contributions")


class People:
    """Houses, persons and tasks by name, and browsers that are signed in."""

    def __init__(self, app: Flask, make: Make, browser: Callable[[int], FlaskClient]) -> None:
        self.app = app
        self.browser = browser
        self.house = make.house("De Linde", slug="de-linde")
        self.hall = 0
        self.toos = make.person("Toos Kestelaar", email="toos@example.org")
        self.lieke = make.person("Lieke Morgenster", email="lieke@example.org")
        self.ria = make.person("Ria Klokman")
        make.role(self.toos, self.house, "host")

    def task(self, title: str = "Tuinhek verven", **more: object) -> str:
        """A task of the house; its public id."""
        values = TaskValues(**{"title": title, "minutes": 20, **more})  # type: ignore[arg-type]  # values of several kinds by name
        with self.app.app_context():
            return add_task(Actor.self(self.toos), self.house, values)

    def promises(self) -> list[SimpleNamespace]:
        """Every promise there is, as plain values."""
        with self.app.app_context():
            return [
                SimpleNamespace(
                    key=one.public_id,
                    person=one.person_id,
                    title=one.title,
                    ref=one.ref,
                    done=one.done_at is not None,
                    withdrawn=one.withdrawn_at is not None,
                    guest=(one.guest_name, one.guest_contact),
                    channel=one.channel,
                )
                for one in db.session.scalars(sa.select(Promise).order_by(Promise.id))
            ]


@pytest.fixture
def people(app: Flask, make: Make, as_person: Callable[[int], FlaskClient]) -> People:
    """The cast: Toos (host), Lieke, and Ria without e-mail."""
    return People(app, make, as_person)
