"""What a page tells those who do not look at it: a search engine, a chat that shows a preview of a link."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask import current_app

from app.calendar.entry import EntryQuery
from app.calendar.gathering import gather
from app.calendar.outward.structured import Host, event
from app.calendar.projection import Audience
from app.calendar.text import line
from app.clock import Span, now
from app.db import db
from app.places.models import House
from app.refs import Ref

MOST: Final = 12
"""Events that one page tells: the first dates to come."""
AHEAD: Final = timedelta(days=400)
SHORT: Final = 200
"""Letters that a preview shows."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in the head of a page (`calendar/told.html`)."""

    title: str
    description: str
    url: str
    site: str
    events: list[dict[str, Any]]


def about_thing(ref: Ref, house: House, path: str, title: str, description: str) -> Told:
    """What is told of something in the agenda that has a page at `path`: its words, and its dates to come.

    Whether a date may be told, the core decides here, as for the agenda.
    """
    window = Span(now(), now() + AHEAD)
    entries = gather(EntryQuery(window=window, ref=ref, with_cancelled=True), Audience.AGENDA)
    events = [event(entry, host_of(house), base_url()) for entry in entries[:MOST]]
    return _told(house, path, title, description, events)


def about_house(house: House, path: str, title: str, description: str) -> Told:
    """What is told of a page of a house that has no dates of its own."""
    return _told(house, path, title, description, [])


def host_of(house: House) -> Host:
    """The house as the host of what is on there."""
    return Host(whole_name(house), house.address, f"{base_url()}/house/{house.slug}")


def whole_name(house: House) -> str:
    """Its name as one says it: "Buurthuis De Linde"."""
    return f"{house.kind} {house.name}".strip()


def houses_by_id() -> dict[int, House]:
    """Every house; entries name theirs by its id."""
    return {house.id: house for house in db.session.scalars(sa.select(House))}


def base_url() -> str:
    """The address below which the pages are, without a slash at its end."""
    return str(current_app.config["WIJ_BASE_URL"]).rstrip("/")


def _told(house: House, path: str, title: str, description: str, events: list[dict[str, Any]]) -> Told:
    return Told(line(title), line(description, SHORT), base_url() + path, whole_name(house), events)
