"""Settings of closures: own ones, public holidays with ticks, taking one away and putting it back."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import NoSuchTime, Span, from_wall, wall
from app.places import closures, undo
from app.places.forms import ClosureForm, HolidaysForm
from app.places.models import Closure, House
from app.places.rights import HOST
from app.places.spaces import space_in, spaces_of
from app.places.views.pages import SETTINGS, house_to_set, places, to
from app.plugins import Piece, current_hooks
from app.refs import Ref
from app.refusals import Refusal
from app.web import Who, current_actor, current_language, current_person_id, dates, say_done, who
from app.web.attempts import attempt
from app.web.forms import as_choices

CLOSURES = SETTINGS + "/closures"


@places.get(CLOSURES)
@who(Who.HOST)
def closures_settings(slug: str) -> ResponseReturnValue:
    """What is closed and when, with what is booked then all the same."""
    house = house_to_set(slug, HOST)
    return _page(house, _closure_form(house), _holidays_form(house))


@places.post(CLOSURES)
@who(Who.HOST)
def add_closure(slug: str) -> ResponseReturnValue:
    """Close the house, or a room, for a while."""
    house = house_to_set(slug, HOST)
    form = _closure_form(house)
    shown: list[Ref] = []
    if not attempt(form, lambda: shown.extend(_close(house, form))) or shown:
        return _page(house, form, _holidays_form(house), shown)
    say_done(_("Done. Nobody can book in that time."))
    return to("places.closures_settings", slug=slug)


@places.post(CLOSURES + "/holidays")
@who(Who.HOST)
def add_holidays(slug: str) -> ResponseReturnValue:
    """Close the house on public holidays."""
    house = house_to_set(slug, HOST)
    form = _holidays_form(house)
    days = form.days
    made: list[int] = []
    if not attempt(
        form,
        lambda: made.append(
            closures.close_on_holidays(current_actor(), house.id, map(date.fromisoformat, days.data or []))
        ),
    ):
        return _page(house, _closure_form(house), form)
    say_done(ngettext("The house is closed on %(num)s more day.", "The house is closed on %(num)s more days.", made[0]))
    return to("places.closures_settings", slug=slug)


@places.post(CLOSURES + "/<public_id>/remove")
@who(Who.HOST)
def remove_closure(slug: str, public_id: str) -> ResponseReturnValue:
    """Open again. The next page offers undo."""
    house = house_to_set(slug, HOST)
    removed = closures.reopen(current_actor(), house.id, public_id)
    say_done(
        _("“%(reason)s” is gone. You are open again.", reason=removed.reason),
        undo_url=url_for(".restore_closure", slug=slug, token=undo.token_of(removed)),
    )
    return to("places.closures_settings", slug=slug)


@places.post(CLOSURES + "/restore/<token>")
@who(Who.HOST)
def restore_closure(slug: str, token: str) -> ResponseReturnValue:
    """Put back what was just taken away."""
    house_to_set(slug, HOST)
    closures.close_again(current_actor(), undo.read(token))
    say_done(_("It is back."))
    return to("places.closures_settings", slug=slug)


def _close(house: House, form: ClosureForm) -> list[Ref]:
    """Close, or first answer what is booked in that time, as long as that was not shown."""
    space = space_in(house.id, form.space.data) if form.space.data else None
    span, space_id = _span(form, house), space.id if space else None
    held = [] if form.sure.data else closures.held_during(house.id, span, space_id)
    if not held:
        closures.close(current_actor(), house.id, span, form.reason.data or "", space_id=space_id)
    return held


def _span(form: ClosureForm, house: House) -> Span:
    """Whole days, or from a time on the first day until a time on the last. Raises Refusal beside the field."""
    first = form.first_day.data or date.min  # the form asks for it
    last = form.last_day.data or first
    start, end = form.start.data, form.end.data
    if last < first:
        raise Refusal(_("The last day comes before the first one."), field="last_day")
    if (start is None) != (end is None):
        raise Refusal(_("Fill in both times, or none."), field="end" if end is None else "start")
    try:
        if start is None or end is None:
            return Span.day(first, house.zone, (last - first).days + 1)
        return Span(from_wall(first, start, house.zone), from_wall(last, end, house.zone))
    except NoSuchTime:
        raise Refusal(_("That time does not exist: the clock goes forward then."), field="start") from None
    except (ValueError, OverflowError):
        raise Refusal(_("The end comes before the start."), field="end") from None


def _closure_form(house: House) -> ClosureForm:
    form = ClosureForm()
    form.space.choices = as_choices(
        [("", _("The whole house")), *((one.slug, one.name) for one in spaces_of(house.id))]
    )
    return form


def _holidays_form(house: House) -> HolidaysForm:
    known = {closure.holiday for closure in closures.coming(house.id)}
    form = HolidaysForm()
    form.days.choices = as_choices(
        (one.day.isoformat(), f"{one.name}, {dates.long_day(one.day)}")
        for one in closures.holidays_ahead(house, current_language())
        if one.day not in known
    )
    return form


def _pieces(closure: Closure) -> list[Piece]:
    """What plugins have to say of a closure in which something of theirs lies."""
    return list(current_hooks().slot("closure.side", closures.ref_of(closure), current_person_id()))


def _when(closure: Closure, house: House) -> str:
    """The days, and the times where it is not whole days, in the reader's language."""
    span, zone = Span(closure.starts, closure.ends), house.zone
    first, last = wall(span.start, zone), wall(span.end, zone)
    if last - first == timedelta(1) and first.time() == time(0):
        return dates.long_day(first.date())
    if last - first <= timedelta(1):
        return f"{dates.long_day(first.date())} {dates.times(span, zone)}"
    return f"{dates.times(span, zone)} {last.year}"


def _page(house: House, form: ClosureForm, holidays: HolidaysForm, shown: Sequence[Ref] = ()) -> ResponseReturnValue:
    """The page; `shown` is what is booked in the time that the form is about to close."""
    if shown:
        form.sure.data = "yes"
    coming = closures.coming(house.id)
    held = closures.held_in(coming)
    told = current_hooks().describe({ref for refs in held.values() for ref in refs} | {*shown}, current_person_id())
    page = render_template(
        "places/closures.html",
        house=house,
        closures=coming,
        when={one.id: _when(one, house) for one in coming},
        held=held,
        told=told,
        shown=shown,
        pieces={one.id: _pieces(one) for one in coming if held[one.id]},
        names={one.id: one.name for one in spaces_of(house.id)},
        form=form,
        holidays=holidays,
    )
    return page, 422 if form.problems() or holidays.problems() else 200
