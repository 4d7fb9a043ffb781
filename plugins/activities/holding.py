"""Hold the spaces of dates, and say for each date that clashes why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import places
from app.actors import Actor
from app.clock import Span
from app.db import db
from app.people import roles
from app.places.availability import covers
from app.places.holding import Closed, Taken
from app.places.hours import closed_reason, open_during
from app.places.models import Space
from app.places.search import spaces_for, usable_stretches
from app.refusals import NotFound, Refusal
from plugins.activities.models import Activity, Occurrence, is_hidden
from plugins.activities.planning import Where


@dataclass(frozen=True, slots=True)
class Clash:
    """A date whose spaces cannot be held, and why in plain words."""

    span: Span
    reason: object


class Clashes(Refusal):
    """Some dates cannot have the space. They can be skipped, or all of them get another space."""

    def __init__(self, clashes: Sequence[Clash], spans: Sequence[Span]) -> None:
        message = _("The room is not free on every date. Skip those dates, or choose another room.")
        super().__init__(message, field="spaces")
        self.clashes = tuple(clashes)
        self.spans = tuple(spans)


def spaces_of(actor: Actor, where: Where, house_id: int, *, kept: Iterable[Space] = ()) -> list[Space]:
    """The spaces that `where` names. Raises Refusal where the house has none such, or no place is told at all.

    A private space, or one that cannot be booked, is for hosts (`kept` are spaces that the activity has already).
    A public activity in a private room needs a place in words: the room itself is never told.
    """
    found = list(
        db.session.scalars(
            sa.select(Space)
            .where(Space.id.in_(where.space_ids), Space.house_id == house_id)
            .order_by(Space.position, Space.id)
        )
    )
    open_to_all = {space.id for space in kept} | {one.id for one in found if one.bookable and not is_hidden(one)}
    foreign = [space for space in found if space.id not in open_to_all]
    if len(found) != len(set(where.space_ids)) or (foreign and not roles.may(actor, house_id, "host")):
        raise NotFound(_("This house has no such room."))
    if not where.place and all(is_hidden(space) for space in found):
        message = _("Say in words where people should go.") if found else _("Choose a room, or say where it is.")
        raise Refusal(message, field="place")
    return found


def hold_all(actor: Actor, activity: Activity, occurrences: Iterable[Occurrence]) -> None:
    """Hold the spaces of all of `occurrences`, or none: raises Clashes that names every date which cannot be had.

    `places.hold()` alone decides what is free. It names some of the dates at a time, so it is asked again, without
    those, until it is content; nothing of a failed try stays. Call it in a transaction.
    """
    by_spaces: dict[tuple[int, ...], list[Occurrence]] = {}
    for occurrence in occurrences:
        if occurrence.spaces:
            by_spaces.setdefault(tuple(space.id for space in occurrence.spaces), []).append(occurrence)
    clashes = [clash for same in by_spaces.values() for clash in _hold(actor, activity, same)]
    if clashes:
        raise Clashes(clashes, [one.span for same in by_spaces.values() for one in same])


def _hold(actor: Actor, activity: Activity, occurrences: Sequence[Occurrence]) -> list[Clash]:
    """Hold the same spaces on each date; answers the clashes, with the other dates held."""
    spaces, clashes, left = occurrences[0].spaces, list[Clash](), list(occurrences)
    while left:
        try:
            with db.session.begin_nested():
                places.hold(_request(actor, activity, left))
        except Taken as taken:
            refused, found = set(taken.spans), [Clash(span, _("taken")) for span in taken.spans]
        except Closed as closed:
            refused, found = set(closed.spans), [Clash(span, _why_closed(spaces, span)) for span in closed.spans]
        else:
            break
        clashes += found
        left = [one for one in left if one.span not in refused]
    return clashes


def _why_closed(spaces: Iterable[Space], span: Span) -> object:
    return next(closed_reason(space, span) for space in spaces if not open_during(space, span))


def _request(actor: Actor, activity: Activity, occurrences: Sequence[Occurrence]) -> places.HoldRequest:
    return places.HoldRequest(
        actor=actor,
        ref=activity.ref,
        house_id=activity.house_id,
        space_ids=tuple(space.id for space in occurrences[0].spaces),
        spans=tuple(one.span for one in occurrences),
        refs=tuple(one.ref for one in occurrences),
        purpose="activity",
        group_id=activity.group_id,
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A space, and on how many of the wanted dates it is free."""

    space: Space
    free: int
    wanted: int


def proposals(house_id: int, spans: Sequence[Span]) -> list[Proposal]:
    """The house's bookable public spaces that are free on (most of) the wanted dates, best first; constant queries."""
    spaces = spaces_for([house_id])
    if not spaces or not spans:
        return []
    window = Span(min(span.start for span in spans), max(span.end for span in spans))
    free = usable_stretches(spaces, window)
    found = [Proposal(space, sum(covers(free[space.id], span) for span in spans), len(spans)) for space in spaces]
    return sorted((one for one in found if one.free), key=lambda one: -one.free)
