"""Change the words of a booking: what it is, who may read that, what for and with how many. Of one date, or of more.

What is past keeps its words. A date keeps its own words too where the change says nothing about them: another title for
all leaves the one evening with more people as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from app.actors import Actor
from app.db import db, transactional
from app.places.holding import ask_for, confirm
from app.plugins import current_hooks
from app.refusals import Refusal
from plugins.rooms import telling
from plugins.rooms.booking import (
    changeable,
    mark_changed,
    refuse_if_off,
    refuse_if_over,
    refuse_if_too_many,
    request_for,
)
from plugins.rooms.cancelling import Scope, dates_within
from plugins.rooms.models import Booking
from plugins.rooms.preparing.going_along import refuse_if_set_up_for_fewer
from plugins.rooms.requests.asking import Place, ask_again
from plugins.rooms.sharing.joining import refuse_if_too_full
from plugins.rooms.use import Use

WORDS: Final = ("title", "visibility", "purpose", "people")
"""What of a use can change later. Whom it is for, cannot: hand it over."""


@transactional
def reword(actor: Actor, public_id: str, use: Use, scope: Scope = Scope.ONE) -> int:
    """Give a booking, and the dates of its series that `scope` says, other words. Answers how many dates changed.

    Only what `use` says otherwise than the booking itself changes. Raises NotFound, or Refusal beside the field that
    cannot be for one of the dates; then nothing changes.
    """
    chosen = changeable(actor, public_id)
    refuse_if_over(chosen)
    refuse_if_off(chosen)
    changes = {name: getattr(use, name) for name in WORDS if getattr(use, name) != getattr(chosen, name)}
    dates = [one for one in dates_within(chosen, scope) if not one.is_refused and _differs(one, changes)]
    if not dates:
        return 0
    for one in dates:
        _refuse_unless_possible(one, changes)
    _refuse_what_rules_object_to(actor, dates, changes.get("purpose"))
    before = [(one, Place.of(one)) for one in dates if one.is_on]
    waiting = {one.id for one in dates if one.is_requested}
    _change(chosen, dates, changes, scope)
    refuse_if_set_up_for_fewer(dates)
    refuse_if_too_full(dates)
    if "purpose" in changes:
        _ask_for_a_yes_where_needed(actor, before)
    telling.reworded(actor, dates, [one for one in dates if one.is_requested and one.id not in waiting])
    return len(dates)


def use_of(booking: Booking) -> Use:
    """What a booking was made with."""
    return Use(**{name: getattr(booking, name) for name in WORDS}, group_id=booking.group_id)


def _differs(booking: Booking, changes: Mapping[str, Any]) -> bool:
    return any(getattr(booking, name) != value for name, value in changes.items())


def _refuse_unless_possible(booking: Booking, changes: Mapping[str, Any]) -> None:
    wanted: Use = replace(use_of(booking), **changes)
    wanted.check()
    if wanted.people > booking.people:
        refuse_if_too_many(booking.space, wanted.people)


def _refuse_what_rules_object_to(actor: Actor, dates: Sequence[Booking], purpose: str | None) -> None:
    """Raises Refusal for what the house rules say against this purpose, and did not say against the one of now."""
    changing = [one for one in dates if one.is_on and purpose not in (None, one.purpose)]
    for _key, group in groupby(sorted(changing, key=_by_space_and_purpose), key=_by_space_and_purpose):
        request = request_for(actor, list(group))
        known = {str(one.message) for one in current_hooks().objections(request)}
        for objection in current_hooks().objections(replace(request, purpose=purpose or "")):
            if str(objection.message) not in known:
                raise Refusal(objection.message, field="purpose", rule=objection.rule)


def _change(chosen: Booking, dates: Sequence[Booking], changes: Mapping[str, Any], scope: Scope) -> None:
    for one in dates:
        for name, value in changes.items():
            setattr(one, name, value)
        mark_changed(one)
    series = chosen.series
    if series is not None and scope is not Scope.ONE and "title" in changes:
        series.title = changes["title"]  # what it is called from now on; dates before it have their own
        series.sequence += 1
    db.session.flush()


def _ask_for_a_yes_where_needed(actor: Actor, before: Sequence[tuple[Booking, Place]]) -> None:
    ask_again(actor, before)
    ask_for(one.ref for one, _place in before if one.is_requested)
    confirm(one.ref for one, _place in before if not one.is_requested)


def _by_space_and_purpose(booking: Booking) -> tuple[int, str]:
    return booking.space_id, booking.purpose
