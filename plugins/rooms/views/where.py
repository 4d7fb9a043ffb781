"""The guided path, step 3: which room, and for every week which dates."""

from datetime import date
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import Span
from app.places.models import House, Space
from app.places.search import spaces_for
from app.refusals import Refusal
from app.web import Who, who
from app.web.forms import as_choices, refuse
from plugins.rooms import finding
from plugins.rooms.daysoff.reading import days_off
from plugins.rooms.finding import DateChoice
from plugins.rooms.forms import DatesForm
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.room import facts_of
from plugins.rooms.views.steps import STEPS, first_open_step, house_of, read_wish, so_far, wished_room
from plugins.rooms.wish import Wish

SHOWN: Final = 2
"""Proposals at a step; the others are one tap away."""
OTHER: Final = "in-"
"""A taken date has a select of its own: `in-2027-03-18`, with the slug of another room, or nothing to skip it."""


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
    found = finding.proposals(finding.houses_from(house.id), spans, wish.people, room, wish.facts)
    return render_template(
        "rooms/where.html",
        wish=plain,
        steps=STEPS,
        sofar=so_far(plain, 3, house),
        house=house,
        facts_of=facts_of,
        best=found[:SHOWN],
        more=found[SHOWN:],
        nearby=[] if found or wish.is_weekly else _near(house, room, spans[0], wish),
        next="rooms.book_dates" if wish.is_weekly else "rooms.book_agenda",
    )


def _near(house: House, room: Space | None, span: Span, wish: Wish) -> list[tuple[Space, Wish]]:
    """When nothing is free then: the nearest free times, in the wished room or in the one that fits best."""
    spaces = [room] if room else spaces_for([house.id], wish.people, wish.facts)[:SHOWN]
    found = [candidate for space in spaces for candidate in finding.instead(space, span, wish.people, wish.facts)]
    return [(one.space, wish_at(wish, one.space, one.span)) for one in found[:SHOWN]]


def wish_at(wish: Wish, space: Space, span: Span) -> Wish:
    """The same wish, in that room and at that time."""
    first, last = span.start.astimezone(space.house.zone), span.end.astimezone(space.house.zone)
    return wish.but(room=space.slug, day=first.date(), start=first.time(), end=last.time())


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
