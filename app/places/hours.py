"""When houses and spaces are open: their weekly hours, less their closures."""

from bisect import bisect_right
from collections.abc import Iterable

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import Span, wall
from app.db import db
from app.places.availability import Hours, common, covers, open_spans, without
from app.places.models import Closure, House, OpeningHours, Space


def hours_of(house_id: int) -> dict[int | None, list[Hours]]:
    """Weekly hours: under None the house's, under a space's id its own, which replace the house's."""
    return hours_in([house_id])[house_id]


def hours_in(house_ids: Iterable[int]) -> dict[int, dict[int | None, list[Hours]]]:
    """Weekly hours of several houses, as `hours_of` gives them for one. One query."""
    wanted = sorted(set(house_ids))
    rows = db.session.scalars(
        sa.select(OpeningHours)
        .where(OpeningHours.house_id.in_(wanted))
        .order_by(OpeningHours.weekday, OpeningHours.opens, OpeningHours.id)
    )
    found: dict[int, dict[int | None, list[Hours]]] = {house_id: {None: []} for house_id in wanted}
    for row in rows:
        found[row.house_id].setdefault(row.space_id, []).append(Hours(row.weekday, row.opens, row.closes))
    return found


def closures_of(house_id: int, window: Span) -> list[Closure]:
    """Closures of a house and of its spaces that touch `window`, in order."""
    return closures_in([house_id], window)


def closures_in(house_ids: Iterable[int], window: Span) -> list[Closure]:
    """Closures of several houses and of their spaces that touch `window`, in order. One query."""
    return list(
        db.session.scalars(
            sa.select(Closure)
            .where(
                Closure.house_id.in_(sorted(set(house_ids))),
                Closure.starts < window.end,
                Closure.ends > window.start,
            )
            .order_by(Closure.starts, Closure.id)
        )
    )


def opening(house: House, window: Span) -> list[Span]:
    """When the house is open within `window`."""
    closed = [Span(c.starts, c.ends) for c in closures_of(house.id, window) if c.space_id is None]
    return open_spans(hours_of(house.id)[None], closed, window, house.zone)


def openings(spaces: Iterable[Space], window: Span) -> dict[int, list[Span]]:
    """When each space is open within `window`. Two queries.

    A combined space without hours of its own is open when all its parts are; it is closed when one of them is.
    """
    wanted = list(spaces)
    houses = {space.house_id for space in wanted}
    hours, closures = hours_in(houses), closures_in(houses, window)
    found: dict[int, list[Span]] = {}
    for space in wanted:
        closed = [Span(c.starts, c.ends) for c in closures if concerns(c, space)]
        weeks = _weeks(space, hours[space.house_id])
        opened = open_spans(weeks[0], [], window, space.house.zone)
        for week in weeks[1:]:
            opened = common(opened, open_spans(week, [], window, space.house.zone))
        found[space.id] = without(opened, closed)
    return found


def _weeks(space: Space, hours: dict[int | None, list[Hours]]) -> list[list[Hours]]:
    """The weekly hours that all have to be kept: its own; or those of its parts; or the house's."""
    if space.id in hours:
        return [hours[space.id]]
    own = [hours[part.id] for part in space.parts if part.id in hours]
    if len(own) < max(1, len(space.parts)):
        own.append(hours[None])
    return own


def concerns(closure: Closure, space: Space) -> bool:
    """Whether a closure closes this space: its own, its house's, or that of one of its parts."""
    return closure.house_id == space.house_id and closure.space_id in {None, space.id, *space.leaf_ids}


def open_during(space: Space, span: Span) -> bool:
    """Whether the space is open for the whole of `span`."""
    return covers(openings([space], span)[space.id], span)


def shut(uses: Iterable[tuple[Space, Span]]) -> set[tuple[int, Span]]:
    """Those of the uses, as (id of the space, when), during which their space is not open the whole time.

    Two queries, however many uses.
    """
    wanted = list(uses)
    if not wanted:
        return set()
    window = Span(min(span.start for _space, span in wanted), max(span.end for _space, span in wanted))
    opened = openings({space.id: space for space, _span in wanted}.values(), window)
    begins = {space_id: [one.start for one in spans] for space_id, spans in opened.items()}
    found = set()
    for space, span in wanted:
        before = bisect_right(begins[space.id], span.start)
        if not before or opened[space.id][before - 1].end < span.end:
            found.add((space.id, span))
    return found


def closed_reason(space: Space, span: Span) -> object:
    """Why it is closed, in plain words: the closure's own reason, or the opening hours of that day."""
    for closure in closures_of(space.house_id, span):
        if concerns(closure, space):
            return _("It is closed then: %(reason)s.", reason=closure.reason)
    zone = space.house.zone
    day = wall(span.start, zone).date()
    hours = openings([space], Span.day(day, zone))[space.id]
    if not hours:
        return _("%(name)s is closed on that day.", name=space.name)
    times = ", ".join(f"{wall(s.start, zone):%H:%M}–{wall(s.end, zone):%H:%M}" for s in hours)
    return _("%(name)s is closed then. On that day it is open at %(times)s.", name=space.name, times=times)
