"""What is on: by list, day, weekend and week, and now; by words, theme, house and label. Nobody has to sign in."""

import functools
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import abort, render_template, request, url_for
from flask_babel import get_locale
from markupsafe import Markup

from app.calendar import agenda, fitting, offering
from app.calendar.asking import choice_of
from app.calendar.choosing import Choice
from app.calendar.entry import Entry, EntryQuery, Status
from app.calendar.places import all_houses, with_other_houses
from app.calendar.showing import day_at, entries_shown, today_in, told_of, zone_here
from app.calendar.stretches import WEEK, Stretch, week_of, weekend_of
from app.calendar.themes import BY_KEY, THEMES
from app.calendar.viewed import name_of, path_of
from app.clock import Span, now
from app.places.models import House
from app.plugins import current_hooks
from app.web import Who, kept_page, who

pages = agenda.pages
SEARCHED: Final = 4 * WEEK
"""Days that a search looks through at once: a window, since nobody reads a year."""
SOON: Final = timedelta(hours=6)
pages.add_app_template_global(fitting.marks_of, "fits_of")


@pages.app_template_global()
def fits_panel() -> Markup:
    """The choice that stays on the device: the same for everybody who reads this language."""
    return _panel(str(get_locale()))


@functools.cache
def _panel(_language: str) -> Markup:
    """Thirty boxes, made once: they are on every page of the agenda."""
    return Markup(render_template("calendar/fits.html", wishes=fitting.WISHES))  # noqa: S704  # a template of ours


@pages.get("/agenda")
@who(Who.EVERYONE)
@kept_page
def upcoming() -> str:
    """What is on from today, or from another day: a week at a time, four where something is looked for."""
    zone, choice = zone_here(), choice_of(request.args)
    first = day_at(request.args["from"], zone) if "from" in request.args else today_in(zone)
    looking = choice.words or choice.labels or choice.weekdays
    return _page("list", Stretch(first, SEARCHED if looking else WEEK), zone, choice)


@pages.get("/agenda/day/<day>")
@who(Who.EVERYONE)
@kept_page
def day(day: str) -> str:
    """What is on that day."""
    zone = zone_here()
    return _page("day", Stretch(day_at(day, zone), 1), zone, choice_of(request.args))


@pages.get("/agenda/weekend/<day>")
@who(Who.EVERYONE)
@kept_page
def weekend(day: str) -> str:
    """What is on in the weekend of the week of that day."""
    zone = zone_here()
    return _page("weekend", weekend_of(day_at(day, zone)), zone, choice_of(request.args))


@pages.get("/agenda/week/<day>")
@who(Who.EVERYONE)
@kept_page
def week(day: str) -> str:
    """What is on in the week of that day, from Monday on."""
    zone = zone_here()
    return _page("week", week_of(day_at(day, zone)), zone, choice_of(request.args))


@pages.get("/agenda/now")
@who(Who.EVERYONE)
@kept_page
def soon() -> str:
    """What is on at this moment and in the next hours; where that is nothing, what comes first."""
    zone, choice, moment = zone_here(), choice_of(request.args), now()
    houses = all_houses()
    house = _house(choice, houses)
    window = Span(moment, moment + SOON)
    everything = _entries(window, choice, house)
    found = choice.only(everything)
    first: list[Entry] = []
    if not found:
        later = Span(window.end, moment + timedelta(days=WEEK))
        first = choice.only(_entries(later, choice, house))[:1]
    here = house or next(iter(houses), None)
    shown = with_other_houses(found, here, houses)
    return render_template(
        "calendar/now.html",
        current=[one for one in shown if one.span.start <= moment and one.status is not Status.CANCELLED],
        later=[one for one in shown if one.span.start > moment],
        first=with_other_houses(first, here, houses),
        until=window.end,
        **_common("now", Stretch(today_in(zone), 1), zone, choice, houses, house, everything),
    )


def _page(view: str, stretch: Stretch, zone: ZoneInfo, choice: Choice) -> str:
    houses = all_houses()
    house = _house(choice, houses)
    everything = _entries(stretch.span(zone), choice, house)
    subscribed = house or next(iter(houses), None)
    step = timedelta(days=WEEK if view == "weekend" else stretch.days)
    return render_template(
        "calendar/agenda.html",
        entries=with_other_houses(choice.only(everything), subscribed, houses),
        before=stretch.first - step,
        after=stretch.first + step,
        wider=replace(choice, theme="", labels=(), weekdays=(), house="").named if choice.words else {},
        told=subscribed and told_of(subscribed, url_for("agenda.upcoming", **choice.named)),
        subscribed=subscribed,
        feed=path_of(choice),
        feed_name=name_of(choice, house),
        **_common(view, stretch, zone, choice, houses, house, everything),
    )


def _common(
    view: str,
    stretch: Stretch,
    zone: ZoneInfo,
    choice: Choice,
    houses: list[House],
    house: House | None,
    everything: list[Entry],
) -> dict[str, Any]:
    """What every view of the agenda shows: the form, the ways to look, and the choice that stays on the device."""
    tags = {key: tag.words for key, tag in current_hooks().tags().items()}
    return {
        "view": view,
        "stretch": stretch,
        "zone": zone,
        "today": today_in(zone),
        "choice": choice,
        "filters": choice.named,
        "houses": houses,
        "house": house,
        "themes": THEMES,
        "theme": BY_KEY.get(choice.theme),
        "offers": offering.offers(everything, choice, tags),
        "weekdays": offering.weekdays(),
        "chosen": offering.chosen_words(choice, house.name if house else "", tags),
    }


def _house(choice: Choice, houses: list[House]) -> House | None:
    """The house that is chosen; None for all. 404 for one that is not there."""
    found = next((one for one in houses if one.slug == choice.house), None)
    if choice.house and found is None:
        abort(404)
    return found


def _entries(window: Span, choice: Choice, house: House | None) -> list[Entry]:
    query = EntryQuery(
        window=window, house_id=house.id if house else None, theme=choice.theme or None, with_cancelled=True
    )
    return entries_shown(query)
