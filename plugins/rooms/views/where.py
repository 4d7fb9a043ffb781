"""The guided path, step 3: which room, and for every week which dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import Span
from app.places.daysoff import days_off
from app.places.models import House, Space
from app.refusals import Refusal
from app.web import Who, who
from app.web.forms import as_choices, refuse
from plugins.rooms import finding, nearby
from plugins.rooms.finding import DateChoice, Proposal
from plugins.rooms.forms import DatesForm
from plugins.rooms.nearby import Asked
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.otherwise import NearLine, asked_by, near_lines
from plugins.rooms.views.room import facts_of
from plugins.rooms.views.steps import STEPS, first_open_step, house_of, read_wish, so_far, wished_room
from plugins.rooms.wish import Wish

SHOWN: Final = 2
"""Proposals at a step; the others are one tap away."""
AGENDA: Final = "rooms.book_agenda"
DATES: Final = "rooms.book_dates"
OTHER: Final = "in-"
"""A taken date has a select of its own: `in-2027-03-18`, with the slug of another room, or nothing to skip it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The best rooms and more of them; what comes near; whether a room is free that is not agreed to."""

    best: Sequence[Proposal]
    more: Sequence[Proposal]
    near: Sequence[NearLine] = ()
    is_limited: bool = False


@rooms.get("/book/room")
@who(Who.SIGNED_IN)
def book_room() -> ResponseReturnValue:
    """Step 3: two proposals, and more for who wants them."""
    wish = read_wish()
    if elsewhere := first_open_step(wish):
        return elsewhere
    room = wished_room(wish)
    house = house_of(room)
    plain = wish.but(skipped=(), elsewhere=())
    try:
        spans = _spans(plain, house)
    except (Refusal, ValueError):
        return redirect(url_for(".book_when", **plain.query()), 303)
    free = finding.proposals(finding.houses_from(house.id), spans, wish.people, room, wish.facts)
    found = (_weekly if wish.is_weekly else _once)(asked_by(plain, house, spans[0], room), plain, spans, free)
    return render_template(
        "rooms/where.html",
        wish=plain,
        steps=STEPS,
        sofar=so_far(plain, 3, house),
        house=house,
        facts_of=facts_of,
        found=found,
        shown=SHOWN,
        next=DATES if wish.is_weekly else AGENDA,
    )


def _once(asked: Asked, wish: Wish, spans: Sequence[Span], free: Sequence[Proposal]) -> _Found:
    """Of what is free only what was agreed to. When nothing of that is in this house, what comes near."""
    (span,) = spans
    fine = nearby.agreed_to(asked, spans, free)
    if any(one.space.house_id == asked.house.id for one in fine):
        return _Found(fine[:SHOWN], fine[SHOWN:], near_lines(wish, span, nearby.beside(asked, fine), AGENDA))
    lines = near_lines(wish, span, nearby.nearby(asked), AGENDA)
    told = {line.space_id for line in lines}
    return _Found([], [one for one in fine if one.space.id not in told], lines, len(fine) < len(free))


def _weekly(asked: Asked, wish: Wish, spans: Sequence[Span], free: Sequence[Proposal]) -> _Found:
    """The rooms that are free on most dates; and what is free on more of them, when none is on all."""
    fine = nearby.agreed_to(asked, spans, free)
    most = fine[0].free if fine else 0
    near = [] if most == len(spans) else nearby.nearby_series(asked, spans, most)
    return _Found(fine[:SHOWN], fine[SHOWN:], near_lines(wish, spans[0], near, DATES), len(fine) < len(free))


@rooms.get("/book/dates")
@who(Who.SIGNED_IN)
def book_dates() -> ResponseReturnValue:
    """Step 3, for every week: every date with a tick; taken ones with what is possible instead."""
    wish = read_wish()
    room = wished_room(wish)
    if (elsewhere := first_open_step(wish)) or not wish.is_weekly or room is None:
        return elsewhere or redirect(url_for(".book_room", **wish.query()), 303)
    choices = _choices(wish, room)
    left_out = {*wish.skipped, *(one.day for one in choices if one.off and not wish.skipped)}
    form = DatesForm(keep=[one.day.isoformat() for one in choices if one.fits and one.day not in left_out])
    return _dates_page(wish, form, room, choices)


@rooms.post("/book/dates")
@who(Who.SIGNED_IN)
def tell_dates() -> ResponseReturnValue:
    """Step 3, for every week, told: which dates are kept, skipped, or in another room."""
    wish = read_wish()
    room = wished_room(wish)
    if (elsewhere := first_open_step(wish)) or not wish.is_weekly or room is None:
        return elsewhere or redirect(url_for(".book_room", **wish.query()), 303)
    choices, form = _choices(wish, room), DatesForm()
    form.keep.choices = as_choices(_ticks(choices))
    kept = {date.fromisoformat(text) for text in form.keep.data or [] if text in dict(_ticks(choices))}
    moved = dict(_moved(choices))
    skipped = tuple(one.day for one in choices if one.day not in kept and one.day not in moved)
    if not form.validate():
        return _dates_page(wish, form, room, choices), 422
    if len(skipped) == len(choices):
        refuse(form, Refusal(_("No date is left. Choose at least one."), field="keep"))
        return _dates_page(wish, form, room, choices), 422
    told = wish.but(skipped=skipped, elsewhere=tuple(moved.items()))
    return redirect(url_for(".book_agenda", **told.query()), 303)


def _dates_page(wish: Wish, form: DatesForm, room: Space, choices: list[DateChoice]) -> str:
    form.keep.choices = as_choices(_ticks(choices))
    plain = wish.but(skipped=(), elsewhere=())
    return render_template(
        "rooms/dates.html",
        form=form,
        wish=wish,
        steps=STEPS,
        sofar=so_far(plain, 4, room.house),
        room=room,
        choices=choices,
        kept=set(form.keep.data or []),
        elsewhere=dict(_moved(choices)) or dict(wish.elsewhere),
        other=OTHER,
        free=sum(one.fits for one in choices),
    )


def _choices(wish: Wish, room: Space) -> list[DateChoice]:
    dates = wish.but(skipped=(), elsewhere=()).repeating().dates(room.house.zone)
    off = days_off(room.house, [one.original_start.date() for one in dates], wish.without)
    return finding.date_choices(room, dates, wish.people, off, wish.facts)


def _ticks(choices: list[DateChoice]) -> list[tuple[str, str]]:
    return [(one.day.isoformat(), one.day.isoformat()) for one in choices if one.fits]


def _moved(choices: list[DateChoice]) -> list[tuple[date, str]]:
    """The taken dates for which another room was chosen, out of those that were offered."""
    found = []
    for one in choices:
        slug = request.form.get(f"{OTHER}{one.day.isoformat()}", "")
        if any(slug == other.slug for other in one.others):
            found.append((one.day, slug))
    return found


def _spans(wish: Wish, house: House) -> list[Span]:
    if not wish.is_weekly:
        return [wish.span(house.zone)]
    dates = wish.repeating().dates(house.zone)
    off = days_off(house, [one.original_start.date() for one in dates], wish.without)
    return [one.span for one in dates if one.original_start.date() not in off] or [one.span for one in dates]
