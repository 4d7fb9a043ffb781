"""The house rules about rooms. They hold for every use of a space: bookings, activities and visits alike."""

from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from app.clock import Span, now, wall
from app.db import db
from app.places import rules
from app.places.models import House
from app.places.requests import HoldRequest
from app.plugins import Objection, RuleSpec
from plugins.rooms.kinds.objecting import decided, decided_on
from plugins.rooms.kinds.objecting import objections as of_kinds
from plugins.rooms.kinds.ruling import What

LONGEST: Final = "rooms.longest_hours"
HORIZON: Final = "rooms.horizon_months"
APPROVAL: Final = "rooms.approval"
ANSWER_DAYS: Final = "rooms.answer_days"

RULES: Final = (
    RuleSpec(
        key=LONGEST,
        kind=int,
        default=8,
        label=_("Longest use of a room, in hours"),
        text=_("You can use a room for {value} hours at a time, at most."),
        minimum=1,
        maximum=24,
    ),
    RuleSpec(
        key=HORIZON,
        kind=int,
        default=13,
        label=_("How far ahead you can book, in months"),
        text=_("You can book a room {value} months ahead, at most."),
        minimum=1,
        maximum=24,
    ),
    RuleSpec(
        key=APPROVAL,
        kind=bool,
        default=False,
        label=_("A host says yes to each booking first"),
        text=_("A host says yes to each booking first: {value}."),
    ),
    RuleSpec(
        key=ANSWER_DAYS,
        kind=int,
        default=2,
        label=_("How soon we answer a request, in days"),
        text=_("Who asks for a room gets an answer within {value} days."),
        minimum=1,
        maximum=30,
    ),
)

LONGEST_POSSIBLE: Final = timedelta(hours=24)
"""No house can set the rule higher, so nothing that starts longer ago than this is still going on."""
GRACE: Final = timedelta(minutes=30)
"""Who stands in an empty room can still take the half hour that has begun."""


def needs_approval(house_id: int, space_id: int, kind: str) -> bool:
    """Whether a host must say yes first to a use of this kind of this space: by its own rule, or the house's."""
    own = decided(house_id, space_id, kind).get(What.APPROVAL)
    return bool(own.value if own is not None else rules.value(house_id, APPROVAL))


def longest(house_id: int) -> timedelta:
    """How long a use lasts at most, where no rule of a kind or a room says otherwise."""
    return timedelta(hours=rules.value(house_id, LONGEST))


def last_day(house: House) -> date:
    """Up to which day one can book, where no rule of a kind or a room says otherwise."""
    months: int = rules.value(house.id, HORIZON)
    return wall(now(), house.zone).date() + relativedelta(months=months)


def last_day_for(house: House, space_id: int, purpose: str) -> date:
    """The same for a use of one space: a rule of its own holds in place of the house's."""
    own = decided(house.id, space_id, purpose).get(What.HORIZON)
    return wall(now(), house.zone).date() + timedelta(days=own.value) if own else last_day(house)


def objections(request: HoldRequest) -> list[Objection]:
    """Why spaces may not be held: the past, too long, too far ahead, or a rule of a kind of use or a room.

    A rule that is about this use holds in place of the house's own. The queries do not grow with the dates.
    """
    own = decided_on(request)
    found = [
        _in_the_past(request.spans),
        None if What.LONGEST in own else _too_long(request),
        None if What.HORIZON in own else _too_far(request),
    ]
    return [*(one for one in found if one is not None), *of_kinds(request)]


def _in_the_past(spans: tuple[Span, ...]) -> Objection | None:
    if min(span.start for span in spans) < now() - GRACE:
        return Objection(message=_("That time is already past. Choose a later one."), field="day")
    return None


def _too_long(request: HoldRequest) -> Objection | None:
    most = longest(request.house_id)
    if max(span.length for span in request.spans) <= most:
        return None
    hours = most // timedelta(hours=1)
    message = ngettext(
        "This is longer than %(num)s hour. Choose a shorter time.",
        "This is longer than %(num)s hours. Choose a shorter time.",
        hours,
    )
    return Objection(message=message, rule=rules.link(request.house_id, LONGEST), field="end")


def _too_far(request: HoldRequest) -> Objection | None:
    house = db.session.get_one(House, request.house_id)
    if wall(max(span.start for span in request.spans), house.zone).date() <= last_day(house):
        return None
    months: int = rules.value(house.id, HORIZON)
    message = ngettext(
        "This is more than %(num)s month ahead. Choose an earlier day.",
        "This is more than %(num)s months ahead. Choose an earlier day.",
        months,
    )
    return Objection(message=message, rule=rules.link(request.house_id, HORIZON), field="day")
