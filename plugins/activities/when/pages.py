"""Between the form and the agenda: days chosen one by one, and every date with its tick."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from flask import render_template, request

from app.clock import Span, wall
from app.places.availability import covers
from app.places.models import House, Space
from app.places.search import spaces_for, usable_stretches
from plugins.activities.holding import Clashes
from plugins.activities.when.choosing import Chosen, DateChoice, chosen
from plugins.activities.when.forms import MOST_DAYS, OftenForm

LOOKED, KEEP, PICKED, MORE, OTHER = "looked", "keep", "picked", "more", "in-"
"""What these pages send: that the dates were seen; a tick; the days are complete, or more fields please; and for a
date that cannot have its room another one (`in-2027-03-18`, with the id of a space, or nothing to leave it out)."""
DAY: Final = "days-"
_CONTROLS: Final = frozenset({"csrf_token", "instead", "again", MORE})
_EMPTY: Final = 6


def looked() -> bool:
    """Whether the dates were seen, and their ticks are in what was sent. With another room they are seen again."""
    return LOOKED in request.form and "instead" not in request.form


def picked() -> bool:
    """Whether the days are complete."""
    return PICKED in request.form and MORE not in request.form


def read(found: Sequence[DateChoice]) -> Chosen:
    """What was decided about each date."""
    rooms = {name.removeprefix(OTHER): value for name, value in request.form.items() if name.startswith(OTHER)}
    return chosen(found, request.form.getlist(KEEP), rooms)


def kept_fields(*besides: str) -> list[tuple[str, str]]:
    """What was filled in, to send along again, less the fields whose names begin with one of `besides`.

    A room that was proposed and taken (`instead`) goes along as the room of the form.
    """
    instead = request.form.get("instead", "")
    gone = (*besides, "spaces") if instead.isdigit() else besides
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _CONTROLS and not (gone and name.startswith(gone))
    ]
    return [*kept, ("spaces", instead)] if instead.isdigit() else kept


def days_page(form: OftenForm, house: House, back: str) -> str:
    """Days, one by one: some empty fields, and more of them on request."""
    filled = len([one for one in form.days if one.data or one.errors])
    while len(form.days) < min(MOST_DAYS, max(_EMPTY, filled + 3)):
        form.days.append_entry()
    return render_template(
        "activities/when/days.html",
        form=form,
        house=house,
        kept=kept_fields(DAY, PICKED),
        action=request.full_path.rstrip("?"),
        back=back,
    )


def decided() -> Chosen:
    """What was decided about dates that could not have their room: each in another one, or not at all."""
    found = {day: value for name, value in request.form.items() if (day := _day_of(name)) is not None}
    elsewhere = {
        day: int(value) for day, value in found.items() if value.isascii() and value.isdigit() and len(value) < 10
    }
    return Chosen(frozenset(day for day, value in found.items() if not value), elsewhere)


def _day_of(name: str) -> date | None:
    try:
        return date.fromisoformat(name.removeprefix(OTHER)) if name.startswith(OTHER) else None
    except ValueError:
        return None  # not from our page


def clash_page(house: House, clashes: Clashes, back: str, button: str, skip_words: str = "") -> str:
    """Only the dates whose room cannot be had, each with the rooms that are free then."""
    spans = [clash.span for clash in clashes.clashes]
    rooms = spaces_for([house.id])
    free = usable_stretches(rooms, Span(min(spans).start, max(span.end for span in spans)))
    found = [
        DateChoice(
            wall(clash.span.start, house.zone).date(),
            clash.span,
            clash=str(clash.reason),
            others=tuple(space for space in rooms if covers(free[space.id], clash.span)),
        )
        for clash in clashes.clashes
    ]
    return render_template(
        "activities/when/dates.html",
        zone=house.zone,
        choices=found,
        dates=len(clashes.spans),
        clashes=len(found),
        kept_days=set(),
        better=None,
        nothing_left=False,
        elsewhere=decided().elsewhere,
        other=OTHER,
        kept=kept_fields(OTHER),
        action=request.full_path.rstrip("?"),
        back=back,
        button=button,
        skip_words=skip_words,
    )


def dates_page(house: House, found: Sequence[DateChoice], back: str, button: str, better: Space | None = None) -> str:
    """Every date with a tick; those that cannot have their room with what is possible instead.

    `better` is a room that is free on all of them.
    """
    told = read(found) if looked() else None
    left_out = told.skip if told else {one.day for one in found if one.off}
    return render_template(
        "activities/when/dates.html",
        zone=house.zone,
        choices=found,
        dates=len(found),
        kept_days={one.value for one in found if not one.clash and one.day not in left_out},
        elsewhere=told.elsewhere if told else {},
        nothing_left=told is not None,
        better=better,
        skip_words="",
        clashes=sum(bool(one.clash) for one in found),
        other=OTHER,
        kept=kept_fields(KEEP, LOOKED, OTHER),
        action=request.full_path.rstrip("?"),
        back=back,
        button=button,
    )
