"""The agenda on paper: a poster of a week and a sheet of a month, for the wall and for the fridge. Read by everybody.

What hangs on a wall is read by all who pass: only what the agenda shows to everybody stands on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar import sheet
from app.calendar.entry import Entry, EntryQuery
from app.calendar.gathering import gather
from app.calendar.places import all_houses, house_called, own_houses, with_other_houses
from app.calendar.projection import Audience
from app.calendar.stretches import Stretch, read_day, week_of
from app.clock import now, wall
from app.places.models import House
from app.web import Who, kept_page, use_house, who
from app.web.dates import clock
from app.web.qr import qr_of

sheets = Blueprint("paper", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on a sheet: at what time, what, where; `url` is where one reads more (a path)."""

    time: str
    title: str
    place: str
    url: str

    @property
    def words(self) -> str:
        """What takes the room."""
        return ", ".join(filter(None, (self.title, self.place)))


@sheets.get("/house/<slug>/poster")
@who(Who.EVERYONE)
@kept_page
def this_week(slug: str) -> ResponseReturnValue:
    """The poster of this week; from Friday on of next week, since then it is printed for Monday."""
    house = _house(slug)
    if house.slug != slug:
        return redirect(url_for(".this_week", slug=house.slug), 301)
    return _poster(house, week_of(_today(house) + timedelta(days=3)))


@sheets.get("/house/<slug>/poster/<day>")
@who(Who.EVERYONE)
@kept_page
def week(slug: str, day: str) -> ResponseReturnValue:
    """The poster of the week of that day."""
    house = _house(slug)
    if house.slug != slug:
        return redirect(url_for(".week", slug=house.slug, day=day), 301)
    return _poster(house, week_of(_day(day, house.zone)))


@sheets.get("/house/<slug>/month")
@who(Who.EVERYONE)
@kept_page
def this_month(slug: str) -> ResponseReturnValue:
    """The sheet of this month."""
    house = _house(slug)
    if house.slug != slug:
        return redirect(url_for(".this_month", slug=house.slug), 301)
    return _month(house, _today(house).replace(day=1))


@sheets.get("/house/<slug>/month/<month>")
@who(Who.EVERYONE)
@kept_page
def month(slug: str, month: str) -> ResponseReturnValue:
    """The sheet of a month: "2027-03"."""
    house = _house(slug)
    if house.slug != slug:
        return redirect(url_for(".month", slug=house.slug, month=month), 301)
    return _month(house, _day(f"{month}-01", house.zone))


def _poster(house: House, stretch: Stretch) -> str:
    use_house(house)
    days = _lines(house, stretch)
    fitted = sheet.fit({day: [line.words for line in lines] for day, lines in days.items()})
    shown = {day: lines[: fitted.kept[day]] for day, lines in days.items()}
    return render_template(
        "calendar/poster.html",
        house=house,
        stretch=stretch,
        size=fitted.size.name,
        days=shown,
        more={day: len(lines) - len(shown[day]) for day, lines in days.items()},
        qr=_day_codes(shown) if fitted.size.code else _line_codes(shown),
        agenda_qr=_code(url_for("agenda.week", day=stretch.first.isoformat())),
    )


def _month(house: House, first: date) -> str:
    use_house(house)
    weeks = sheet.weeks_of_month(first)
    before = first - timedelta(days=1)
    following = (first + timedelta(days=31)).replace(day=1)
    days = _lines(house, Stretch(first, (following - first).days))
    kept = {day: sheet.fit_in_month([f"{x.time} {x.title}" for x in lines], len(weeks)) for day, lines in days.items()}
    return render_template(
        "calendar/month.html",
        house=house,
        first=first,
        before=before,
        following=following,
        weeks=weeks,
        days={day: lines[: kept[day]] for day, lines in days.items()},
        more={day: len(lines) - kept[day] for day, lines in days.items()},
        agenda_qr=_code(url_for("agenda.upcoming")),
    )


def _lines(house: House, stretch: Stretch) -> dict[date, list[Line]]:
    """What is on, day after day; days without anything are left out. The only house tells of its partners' too."""
    houses = all_houses()
    alone = own_houses(houses) == [house]
    query = EntryQuery(window=stretch.span(house.zone), house_id=None if alone else house.id)
    found = gather(query, Audience.AGENDA)
    days: dict[date, list[Line]] = {}
    for entry in with_other_houses(found, house, houses):
        day = max(stretch.first, wall(entry.span.start, house.zone).date())
        days.setdefault(day, []).append(_line(entry, day, house.zone))
    return days


def _line(entry: Entry, day: date, zone: ZoneInfo) -> Line:
    url = entry.url or url_for("agenda.day", day=day.isoformat())
    return Line(_time(entry, day, zone), entry.title, entry.place, url)


def _time(entry: Entry, day: date, zone: ZoneInfo) -> str:
    """When to be there. What began before the sheet does goes on: until when."""
    midnight = datetime.combine(day, time(0))
    start, end = wall(entry.span.start, zone), wall(entry.span.end, zone)
    if start <= midnight and end >= midnight + timedelta(days=1):
        return _("all day")
    if start < midnight:
        return _("until %(time)s", time=clock(entry.span.end, zone))
    return clock(entry.span.start, zone)


def _house(slug: str) -> House:
    found = house_called(slug)
    if found is None:
        abort(404)
    return found


def _today(house: House) -> date:
    return wall(now(), house.zone).date()


def _day(text: str, zone: ZoneInfo) -> date:
    found = read_day(text, now(), zone)
    if found is None:
        abort(404)
    return found


def _line_codes(days: dict[date, list[Line]]) -> dict[str, str]:
    """A code for each page that the lines lead to."""
    return {line.url: _code(line.url) for lines in days.values() for line in lines}


def _day_codes(days: Iterable[date]) -> dict[date, str]:
    """A code for each day, that leads to the agenda of it."""
    return {day: _code(url_for("agenda.day", day=day.isoformat())) for day in days}


def _code(path: str) -> str:
    return qr_of(str(current_app.config["WIJ_BASE_URL"]).rstrip("/") + path)
