"""Why a use may not be, by the rules for its kind and its room: which rule, since when, and what is possible."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from app.clock import Span, now, wall
from app.db import db
from app.people.models import Person
from app.places.models import House, Space
from app.places.requests import HoldRequest
from app.plugins import Objection
from app.web import dates
from plugins.rooms.kinds.reading import had_by, kind_of, rules_of
from plugins.rooms.kinds.ruling import COUNTED, Rule, What, days_ahead, holding, over, period_of, too_long
from plugins.rooms.kinds.words import link


def objections(request: HoldRequest) -> list[Objection]:
    """What the rules say against it. The queries do not grow with the dates."""
    found = rules_of(request.house_id)
    if not found:
        return []
    house, kind = db.session.get_one(House, request.house_id), kind_of(request.purpose)
    said: dict[str, Objection] = {}
    for rule in _holding(found, request.space_ids, kind):
        for objection in _against(rule, request, house):
            said.setdefault(rule.key, objection)
    return list(said.values())


def _holding(found: Sequence[Rule], space_ids: Sequence[int], kind: str) -> list[Rule]:
    """The rules for a use. Before a room is chosen: only those that no rule of a room can change."""
    if space_ids:
        return [rule for space_id in space_ids for rule in holding(found, space_id, kind).values()]
    of_rooms = {rule.what for rule in found if rule.space_id is not None and rule.kind in ("", kind)}
    general = holding([rule for rule in found if rule.space_id is None], 0, kind)
    return [rule for what, rule in general.items() if what not in of_rooms]


def decided(house_id: int, space_id: int, kind: str) -> Mapping[What, Rule]:
    """The rules that hold for a use: the house's own ones hold where there is none."""
    return holding(rules_of(house_id), space_id, kind_of(kind))


def decided_on(request: HoldRequest) -> set[What]:
    """What has a rule of its own for this use, in one of the rooms at least: there the house's own does not hold."""
    found, kind = rules_of(request.house_id), kind_of(request.purpose)
    if request.space_ids:
        return {what for space_id in request.space_ids for what in holding(found, space_id, kind)}
    return {rule.what for rule in found if rule.kind in ("", kind)}


def _against(rule: Rule, request: HoldRequest, house: House) -> Iterator[Objection]:
    check = _CHECKS.get(rule.what)
    found = check(rule, request, house) if check is not None else None
    if found is not None:
        message, field = found
        space = db.session.get(Space, rule.space_id) if rule.space_id is not None else None
        room = space.name if space is not None and not space.is_hidden else ""
        yield Objection(message=message, rule=link(rule, house, room), field=field)


def _longest(rule: Rule, request: HoldRequest, _house: House) -> tuple[object, str] | None:
    if not too_long(rule, request.spans):
        return None
    words = ngettext(
        "This is longer than %(num)s hour. Choose a shorter time.",
        "This is longer than %(num)s hours. Choose a shorter time.",
        rule.value,
    )
    return words, "end"


def _notice(rule: Rule, request: HoldRequest, house: House) -> tuple[object, str] | None:
    if min(days_ahead(now(), span, house.zone) for span in request.spans) >= rule.value:
        return None
    first = wall(now(), house.zone).date() + timedelta(days=rule.value)
    return _("This is asked for earlier. From %(day)s on you can book it.", day=dates.day(first)), "day"


def _horizon(rule: Rule, request: HoldRequest, house: House) -> tuple[object, str] | None:
    return _too_far(rule, request, house)


def _neighbours(rule: Rule, request: HoldRequest, house: House) -> tuple[object, str] | None:
    person = db.session.get(Person, request.actor.subject) if request.actor.subject is not None else None
    if person is not None and person.neighbourhood_id == house.neighbourhood_id:
        return None
    too_far = _too_far(rule, request, house)
    if too_far is None:
        return None
    last = wall(now(), house.zone).date() + timedelta(days=rule.value)
    return (
        _(
            "People of %(where)s book first. Others book up to %(day)s. Do you live here? Then tell it on your page.",
            where=house.neighbourhood.name,
            day=dates.day(last),
        ),
        "day",
    )


def _too_far(rule: Rule, request: HoldRequest, house: House) -> tuple[object, str] | None:
    if max(days_ahead(now(), span, house.zone) for span in request.spans) <= rule.value:
        return None
    last = wall(now(), house.zone).date() + timedelta(days=rule.value)
    return _("This is too far ahead. You can book up to %(day)s.", day=dates.day(last)), "day"


def _counted(rule: Rule, request: HoldRequest, house: House) -> tuple[object, str] | None:
    if request.actor.subject is None:
        return None
    periods = [period_of(span, rule.per, house.zone) for span in request.spans]
    window = Span(min(one.start for one in periods), max(one.end for one in periods))
    besides = [request.ref, *request.refs]
    had = had_by(rule, house.id, window, request.actor.subject, request.group_id, besides)
    full = over(rule, had, request.spans, house.zone)
    if full is None:
        return None
    words = _(
        "Then there would be more than we agreed. From %(day)s on there is room again.",
        day=dates.day(full.end, house.zone),
    )
    return words, "day"


_CHECKS: Final[Mapping[What, Callable[[Rule, HoldRequest, House], tuple[object, str] | None]]] = {
    What.LONGEST: _longest,
    What.NOTICE: _notice,
    What.HORIZON: _horizon,
    What.NEIGHBOURS: _neighbours,
    **dict.fromkeys(COUNTED, _counted),
}
"""Approval is no objection: it makes a request of a booking."""
