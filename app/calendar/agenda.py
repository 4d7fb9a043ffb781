"""The house's own page, readable without signing in. What is on further on has its pages in `finding`."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.calendar.entry import Entry, EntryQuery
from app.calendar.greeting import greeting, open_words
from app.calendar.labels import told_in_line
from app.calendar.places import all_houses, house_called, own_houses, with_other_houses
from app.calendar.showing import entries_shown, today_in, told_of
from app.calendar.stretches import WEEK, Stretch, rest_of_week
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


def _house_page(house: House, place: str, houses: list[House], where: int | None) -> str:
    """A house's page, with what is on in the house `where`, or (None) also in the buildings of its partners."""
    use_house(house)
    zone, moment = house.zone, now()
    today = today_in(zone)
    rest = rest_of_week(today)
    window = Span(Stretch(today, 1).span(zone).start, rest.span(zone).end)
    found = entries_shown(EntryQuery(window=window, house_id=where, with_cancelled=True))
    entries = with_other_houses(found, house, houses)
    cards = current_hooks().cards(place, house.id, current_person_id())
    return render_template(
        "calendar/house.html",
        house=house,
        told=told_of(house, url_for("agenda.home") if place == "home" else url_for("agenda.house", slug=house.slug)),
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


def _starts(entry: Entry, zone: ZoneInfo) -> date:
    return wall(entry.span.start, zone).date()
