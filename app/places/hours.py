"""When houses and spaces are open: their weekly hours, less their closures."""

from collections.abc import Iterable

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import Span, wall
from app.db import db
from app.places.availability import Hours, covers, open_spans
from app.places.models import Closure, House, OpeningHours, Space


def hours_of(house_id: int) -> dict[int | None, list[Hours]]:
    """Weekly hours: under None the house's, under a space's id its own, which replace the house's."""
    rows = db.session.scalars(
        sa.select(OpeningHours)
        .where(OpeningHours.house_id == house_id)
        .order_by(OpeningHours.weekday, OpeningHours.opens)
    )
    found: dict[int | None, list[Hours]] = {None: []}
    for row in rows:
        found.setdefault(row.space_id, []).append(Hours(row.weekday, row.opens, row.closes))
    return found


def closures_of(house_id: int, window: Span) -> list[Closure]:
    """Closures of a house and of its spaces that touch `window`, in order."""
    return list(
        db.session.scalars(
            sa.select(Closure)
            .where(Closure.house_id == house_id, Closure.starts < window.end, Closure.ends > window.start)
            .order_by(Closure.starts, Closure.id)
        )
    )


def opening(house: House, window: Span) -> list[Span]:
    """When the house is open within `window`."""
    closed = [Span(c.starts, c.ends) for c in closures_of(house.id, window) if c.space_id is None]
    return open_spans(hours_of(house.id)[None], closed, window, house.zone)


def openings(spaces: Iterable[Space], window: Span) -> dict[int, list[Span]]:
    """When each space is open within `window`; two queries a house. A combined space is open when all its parts are."""
    found: dict[int, list[Span]] = {}
    by_house: dict[int, list[Space]] = {}
    for space in spaces:
        by_house.setdefault(space.house_id, []).append(space)
    for house_id, members in by_house.items():
        hours, closures = hours_of(house_id), closures_of(house_id, window)
        for space in members:
            concerned = {None, space.id, *space.leaf_ids}
            closed = [Span(c.starts, c.ends) for c in closures if c.space_id in concerned]
            own = hours.get(space.id) or hours[None]
            found[space.id] = open_spans(own, closed, window, space.house.zone)
    return found


def open_during(space: Space, span: Span) -> bool:
    """Whether the space is open for the whole of `span`."""
    return covers(openings([space], span)[space.id], span)


def closed_reason(space: Space, span: Span) -> object:
    """Why it is closed, in plain words: the closure's own reason, or the opening hours of that day."""
    for closure in closures_of(space.house_id, span):
        if closure.space_id in (None, space.id, *space.leaf_ids):
            return _("It is closed then: %(reason)s.", reason=closure.reason)
    zone = space.house.zone
    day = wall(span.start, zone).date()
    hours = openings([space], Span.day(day, zone))[space.id]
    if not hours:
        return _("%(name)s is closed on that day.", name=space.name)
    times = ", ".join(f"{wall(s.start, zone):%H:%M}–{wall(s.end, zone):%H:%M}" for s in hours)
    return _("%(name)s is closed then. On that day it is open at %(times)s.", name=space.name, times=times)
