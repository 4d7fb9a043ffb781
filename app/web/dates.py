"""Days and times as people say them, in the reader's language and a house's zone, and as people type them.

In templates these are filters: `{{ span|times(zone) }}`, `{{ moment|short_day(zone) }}`. A `date` needs no zone.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_day_names, get_month_names
from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import Span, now, wall
from app.web.languages import LANGUAGES, current_language

DAY: Final = timedelta(days=1)
YEARS: Final = range(2000, 2101)
"""Years in which something of a house can be: any other one is a typing error."""


def day(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "donderdag 18 maart" / "Thursday 18 March"."""
    return _date(moment, zone, "EEEE d MMMM")


def short_day(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "do 18 maart" / "Thu 18 March"."""
    return _date(moment, zone, "EEE d MMMM")


def long_day(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "donderdag 18 maart 2027" / "Thursday 18 March 2027"."""
    return _date(moment, zone, "EEEE d MMMM y")


def month_day(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "18 maart" / "18 March", with the year when it is not this one."""
    there = _day_of(moment, zone)
    this_year = there.year == (wall(now(), zone).year if zone else now().year)
    return _date(there, None, "d MMMM" if this_year else "d MMMM y")


def weekday(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "donderdag" / "Thursday"."""
    return _date(moment, zone, "EEEE")


def short_weekday(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "do" / "Thu"."""
    return _date(moment, zone, "EEE")


def month_name(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "maart" / "March"."""
    return _date(moment, zone, "MMMM")


def capitalize_first(words: str) -> str:
    """As in "Donderdag 18 maart", at the start of a line; the other letters stay as they are."""
    return words[:1].upper() + words[1:]


def month(moment: datetime | date, zone: ZoneInfo | None = None) -> str:
    """As in "maart 2027" / "March 2027"."""
    return _date(moment, zone, "MMMM y")


def day_range(first: date, last: date) -> str:
    """As in "15 tot en met 21 maart", "29 maart tot en met 4 april"; `last` is the last day."""
    same_month = (first.year, first.month) == (last.year, last.month)
    start = _date(first, None, "d" if same_month else "d MMMM")
    return _("%(first)s to %(last)s", first=start, last=_date(last, None, "d MMMM"))


def clock(moment: datetime | time, zone: ZoneInfo | None = None) -> str:
    """As in "14:00". In the hour that a clock change repeats it says which of the two it is."""
    if isinstance(moment, time):
        return _time(moment)
    if zone is None:
        raise ValueError("the wall time of a moment needs a zone")
    there = moment.astimezone(zone)
    if there.replace(fold=0).utcoffset() == there.replace(fold=1).utcoffset():
        return _time(there.time())
    if there.fold:
        return _("%(time)s (winter time)", time=_time(there.time()))
    return _("%(time)s (summer time)", time=_time(there.time()))


def times(span: Span, zone: ZoneInfo) -> str:
    """As in "14:00–16:00", for lists; "hele dag" for whole days; with the days where it takes more than one."""
    first, last = wall(span.start, zone), wall(span.end, zone)
    if first.time() == last.time() == time(0):
        return _("all day") if last - first == DAY else day_range(first.date(), last.date() - DAY)
    if last - first > DAY:
        return f"{short_day(first.date())} {_time(first.time())} – {short_day(last.date())} {_time(last.time())}"
    return f"{clock(span.start, zone)}–{clock(span.end, zone)}"


def from_to(span: Span, zone: ZoneInfo) -> str:
    """As in "van 14:00 tot 16:00 uur" / "from 14:00 to 16:00", for sentences."""
    return _("from %(start)s to %(end)s", start=clock(span.start, zone), end=clock(span.end, zone))


def when(moment: datetime, zone: ZoneInfo) -> str:
    """A moment in a log: "vandaag 10:42", "gisteren 9:05", "2 maart 11:05"."""
    ago = wall(now(), zone).date() - wall(moment, zone).date()
    if ago == timedelta(0):
        return _("today %(time)s", time=clock(moment, zone))
    if ago == DAY:
        return _("yesterday %(time)s", time=clock(moment, zone))
    return f"{month_day(moment, zone)} {clock(moment, zone)}"


def duration(minutes: int) -> str:
    """How long something takes: "20 minuten", "1 uur", "1 uur en 30 minuten"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(num)s minute", "%(num)s minutes", rest)
    if not rest:
        return ngettext("%(num)s hour", "%(num)s hours", hours)
    return _("%(hours)s and %(minutes)s", hours=duration(hours * 60), minutes=duration(rest))


def opening_words(hours: Iterable[tuple[int, time, time]]) -> str:
    """Weekly hours in one line: "ma–vr 9–22 uur, za 10–17 uur". `hours` are (weekday, opens, closes), 0 is Monday."""
    week: list[tuple[int, tuple[tuple[time, time], ...]]] = [
        (weekday_, tuple((opens, closes) for _day, opens, closes in spans))
        for weekday_, spans in groupby(sorted(hours), key=lambda row: row[0])
    ]
    runs: list[tuple[int, int, tuple[tuple[time, time], ...]]] = []
    for number, spans in week:
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], number, spans)
        else:
            runs.append((number, number, spans))
    names = get_day_names("abbreviated", locale=current_language())
    return ", ".join(
        f"{names[first] if first == last else f'{names[first]}–{names[last]}'} {_hours(spans)}"
        for first, last, spans in runs
    )


def parse_day(text: str) -> date:
    """A day as people type it: "18-03-2027", "18/3/2027", "18 maart 2027", or "2027-03-18" as browsers send it.

    Raises ValueError with words for the reader.
    """
    cleaned = text.strip().lower()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cleaned):
        year, number, day_ = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ]+(\d{4})", cleaned):
        day_, number, year = match.groups()
    else:
        raise ValueError(_not_understood())
    try:
        found = date(int(year), _month_number(number), int(day_))
    except ValueError:
        raise ValueError(_not_understood()) from None
    if found.year not in YEARS:
        raise ValueError(_("This year cannot be right. Look at the date again."))
    return found


def parse_clock(text: str) -> time:
    """A time of day as people type it: "14:00", "14.00", "14u30", "1400", "9". Raises ValueError with words."""
    match = re.fullmatch(r"(\d{1,2})(?:\s*[:.uh]?\s*(\d{2}))?\s*(?:u|uur|h)?", text.strip().lower())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 99)
    if hour > 23 or minute > 59:
        raise ValueError(_("We don't understand this time. Type it like this: 14:00."))
    return time(hour, minute)


FILTERS: Final = (
    *(day, short_day, long_day, month_day, weekday, short_weekday, month, month_name),
    *(clock, times, from_to, when, duration, opening_words, capitalize_first),
)


def init_app(app: Flask) -> None:
    """Make them filters."""
    for words in FILTERS:
        app.add_template_filter(words)
    app.add_template_global(day_range)


def _day_of(moment: datetime | date, zone: ZoneInfo | None) -> date:
    if not isinstance(moment, datetime):
        return moment
    if zone is None:
        raise ValueError("the day of a moment needs a zone")
    return wall(moment, zone).date()


def _date(moment: datetime | date, zone: ZoneInfo | None, pattern: str) -> str:
    return format_date(_day_of(moment, zone), pattern, locale=current_language())


def _time(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"  # the same in both languages, and written hundreds of times a page


def _hours(spans: tuple[tuple[time, time], ...]) -> str:
    *others, last = [f"{_hour(opens)}–{_hour(closes) if closes > time(0) else '24'}" for opens, closes in spans]
    words = _("%(first)s and %(rest)s", first=", ".join(others), rest=last) if others else last
    return _("%(hours)s h", hours=words)


def _hour(moment: time) -> str:
    return f"{moment:%H:%M}".removeprefix("0") if moment.minute else str(moment.hour)


def _month_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                if text == name.lower().rstrip("."):
                    return int(number)
    raise ValueError(text)


def _not_understood() -> str:
    return _("We don't understand this date. Type it like this: 18-03-2027.")
