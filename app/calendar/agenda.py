"""The agenda's pages: the house's own page, and what is on by list, day and week. They read without signing in."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.choosing import Choice
from app.calendar.entry import Entry, EntryQuery
from app.calendar.gathering import gather
from app.calendar.greeting import greeting, open_words
from app.calendar.labels import told_in_line
from app.calendar.outward import telling
from app.calendar.places import all_houses, house_called, main_house, own_houses, with_other_houses
from app.calendar.projection import Audience
from app.calendar.stretches import WEEK, Stretch, read_day, rest_of_week, week_of
from app.calendar.themes import BY_KEY, THEMES
from app.calendar.viewed import name_of, path_of
from app.clock import Span, now, wall
from app.places.hours import opening
from app.places.models import House
from app.plugins import current_hooks
from app.web import Who, current_person_id, kept_page, use_house, who

pages = Blueprint("agenda", __name__, template_folder="templates")
pages.add_app_template_global(told_in_line, "labels_told")


@pages.get("/")
@who(Who.EVERYONE)
@kept_page
def home() -> str:
    """The house; or the choice of houses, when the neighbours have several; or how to begin, when there is none."""
    houses = all_houses()
    own = own_houses(houses)
    if not own:
        return render_template("calendar/no_house.html")
    if len(own) > 1:
        return render_template("calendar/houses.html", houses=own, partners=[one for one in houses if one.is_partner])
    return _house_page(own[0], "home", houses, where=None)


@pages.get("/house/<slug>")
@who(Who.EVERYONE)
@kept_page
def house(slug: str) -> ResponseReturnValue:
    """One house."""
    found = house_called(slug)
    if found is None:
        abort(404)
    if found.slug != slug:
        return redirect(url_for(".house", slug=found.slug), 301)
    return _house_page(found, "house", all_houses(), where=found.id)


@pages.get("/agenda")
@who(Who.EVERYONE)
@kept_page
def upcoming() -> str:
    """What is on from today, or from another day, a week at a time."""
    zone = _zone()
    first = _day(request.args["from"], zone) if "from" in request.args else _today(zone)
    return _agenda_page("list", Stretch(first, WEEK), zone)


@pages.get("/agenda/day/<day>")
@who(Who.EVERYONE)
@kept_page
def day(day: str) -> str:
    """What is on that day."""
    zone = _zone()
    return _agenda_page("day", Stretch(_day(day, zone), 1), zone)


@pages.get("/agenda/week/<day>")
@who(Who.EVERYONE)
@kept_page
def week(day: str) -> str:
    """What is on in the week of that day, from Monday on."""
    zone = _zone()
    return _agenda_page("week", week_of(_day(day, zone)), zone)


def _house_page(house: House, place: str, houses: list[House], where: int | None) -> str:
    """A house's page, with what is on in the house `where`, or (None) also in the buildings of its partners."""
    use_house(house)
    zone, moment = house.zone, now()
    today = _today(zone)
    rest = rest_of_week(today)
    window = Span(Stretch(today, 1).span(zone).start, rest.span(zone).end)
    found = _entries(EntryQuery(window=window, house_id=where, with_cancelled=True))
    entries = with_other_houses(found, house, houses)
    cards = current_hooks().cards(place, house.id, current_person_id())
    return render_template(
        "calendar/house.html",
        house=house,
        told=_told(house, url_for("agenda.home") if place == "home" else url_for("agenda.house", slug=house.slug)),
        place=place,
        zone=zone,
        greeting=greeting(moment, zone),
        open_words=open_words(opening(house, Span(moment, moment + timedelta(days=WEEK))), moment, zone),
        today=today,
        today_entries=[entry for entry in entries if _starts(entry, zone) <= today],
        later_entries=[entry for entry in entries if _starts(entry, zone) > today],
        rest=rest,
        choices=[card for card in cards if card.place == "choice"][:2],
        cards=[card for card in cards if card.place != "choice"],
        missing=cards.missing,
        others=[other for other in houses if other.id != house.id],
        feed=url_for("calendar_files.public", kind="house", slug=house.slug),
    )


def _agenda_page(view: str, stretch: Stretch, zone: ZoneInfo) -> str:
    houses = all_houses()
    chosen = next((one for one in houses if one.slug == request.args.get("house")), None)
    theme = request.args.get("theme", "")
    if (request.args.get("house") and chosen is None) or (theme and theme not in BY_KEY):
        abort(404)
    entries = _entries(
        EntryQuery(
            window=stretch.span(zone),
            house_id=chosen.id if chosen else None,
            theme=theme or None,
            with_cancelled=True,
        )
    )
    subscribed = chosen or next(iter(houses), None)
    looked_at = Choice(house=chosen.slug if chosen else "", theme=theme)
    given = (("house", chosen and chosen.slug), ("theme", theme))
    filters: dict[str, Any] = {key: value for key, value in given if value}
    return render_template(
        "calendar/agenda.html",
        view=view,
        stretch=stretch,
        zone=zone,
        today=_today(zone),
        entries=with_other_houses(entries, chosen or next(iter(houses), None), houses),
        houses=houses,
        house=chosen,
        themes=THEMES,
        theme=BY_KEY.get(theme),
        filters=filters,
        told=subscribed and _told(subscribed, url_for("agenda.upcoming", **filters)),
        subscribed=subscribed,
        feed=path_of(looked_at),
        feed_name=name_of(looked_at, chosen),
    )


def _told(house: House, path: str) -> telling.Told:
    """What a page with what is on in `house` tells search engines, whichever days it shows."""
    name = telling.whole_name(house)
    return telling.about_house(house, path, name, _("What is on at %(house)s.", house=name))


def _entries(query: EntryQuery) -> list[Entry]:
    """What everybody may see, with a mark on what is the reader's own. A sensitive one gets none: screens are seen."""
    entries = gather(query, Audience.AGENDA)
    person_id = current_person_id()
    if person_id is None:
        return entries
    own = EntryQuery(window=query.window, person_id=person_id)
    mine = {_name(entry) for entry in current_hooks().entries(own)}
    return [replace(entry, mine=True) if _name(entry) in mine and not entry.sensitive else entry for entry in entries]


def _name(entry: Entry) -> tuple[object, ...]:
    return (entry.uid, entry.recurrence_id)


def _zone() -> ZoneInfo:
    house = main_house()
    return house.zone if house else ZoneInfo("Europe/Amsterdam")


def _today(zone: ZoneInfo) -> date:
    return wall(now(), zone).date()


def _starts(entry: Entry, zone: ZoneInfo) -> date:
    return wall(entry.span.start, zone).date()


def _day(text: str, zone: ZoneInfo) -> date:
    found = read_day(text, now(), zone)
    if found is None:
        abort(404)
    return found
