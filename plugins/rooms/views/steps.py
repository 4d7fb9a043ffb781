"""What the steps of the guided path share: the way back, what was told so far, and the room that was wished."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from app.calendar.repeats import describe
from app.clock import now, wall
from app.people.groups import group_with_slug
from app.places import slugs
from app.places.facts import FACTS
from app.places.hours import hours_of
from app.places.models import House, Space
from app.refusals import NotFound
from app.web import current_actor, current_house, dates, use_house
from plugins.rooms import purposes
from plugins.rooms.rights import may_know
from plugins.rooms.wish import Wish

STEPS: Final = (
    lazy_gettext("What for"),
    lazy_gettext("When"),
    lazy_gettext("Which room"),
    lazy_gettext("In the agenda"),
)
HALF_HOUR: Final = 30
_EARLIEST: Final = time(8)
_LATEST: Final = time(22)


def read_wish() -> Wish:
    """The wish in this page's address."""
    return Wish.read(request.args)


def first_open_step(wish: Wish) -> ResponseReturnValue | None:
    """The way to the first step that is not done, for who skipped it; None when steps 1 and 2 are done."""
    if not wish.tells_what:
        return redirect(url_for("rooms.book_what", **wish.query()), 303)
    if not wish.tells_when:
        return redirect(url_for("rooms.book_when", **wish.query()), 303)
    return None


def wished_room(wish: Wish) -> Space | None:
    """The room in the wish, if it is there and the reader may know of it; its house becomes the page's house."""
    found = slugs.find_space(wish.room) if wish.room else None
    if not isinstance(found, Space) or not may_know(current_actor(), found):
        return None
    use_house(found.house)
    return found


def house_of(room: Space | None) -> House:
    """The house that a step is about: the wished room's, else where the visitor is. Raises NotFound before any."""
    house = room.house if room else current_house()
    if house is None:
        raise NotFound(gettext("There is no house yet."))
    return house


def so_far(wish: Wish, step: int, house: House) -> list[tuple[str, str, str]]:
    """What was told before `step`: (what, in words, where to change it)."""
    told = [(str(STEPS[0]), _what_words(wish), "rooms.book_what")]
    if step > 2:
        told.append((str(STEPS[1]), when_words(wish, house), "rooms.book_when"))
    if step > 3 and (room := wished_room(wish)):
        told.append((str(STEPS[2]), room.name, "rooms.book_room"))
    return [(what, words, url_for(endpoint, **wish.query())) for what, words, endpoint in told]


def when_words(wish: Wish, house: House) -> str:
    """When, in few words: "do 18 maart, 14:00–16:00", "elke donderdag, 14:00–16:00, 13 keer"."""
    times = dates.times(wish.span(house.zone), house.zone)
    if not wish.is_weekly:
        return f"{dates.short_day(wish.day)}, {times}" if wish.day else times
    weekly = wish.repeating()
    found = weekly.dates(house.zone)
    count = ngettext("%(num)s time", "%(num)s times", len(found))
    return ", ".join([describe(weekly.repeat), times, count])


def half_hours(house: House, room: Space | None, wish: Wish) -> tuple[list[time], list[time]]:
    """The times that one can start and end at: from opening to closing, and what was told already."""
    known = hours_of(house.id)
    hours = (room and known.get(room.id)) or known[None]
    first = min((_minutes(one.opens) for one in hours), default=_minutes(_EARLIEST))
    last = max((_minutes(one.closes) or 24 * 60 for one in hours), default=_minutes(_LATEST))
    marks = [_clock(minutes) for minutes in range(first, last + 1, HALF_HOUR)]
    starts, ends = set(marks[:-1]), set(marks[1:])
    starts |= {wish.start} if wish.start else set()
    ends |= {wish.end} if wish.end else set()
    return sorted(starts), sorted(ends, key=lambda one: _minutes(one) or 24 * 60)


def opening_line(house: House, day: date | None) -> str:
    """When the house is open on a weekday, or all week."""
    hours = hours_of(house.id)[None]
    if day is None:
        return gettext(
            "Open: %(hours)s.", hours=dates.opening_words((one.weekday, one.opens, one.closes) for one in hours)
        )
    spans = [f"{dates.clock(one.opens)}–{dates.clock(one.closes)}" for one in hours if one.weekday == day.weekday()]
    if not spans:
        return gettext("On %(day)s the house is closed.", day=dates.weekday(day))
    return gettext("On %(day)s the house is open at %(times)s.", day=dates.weekday(day), times=", ".join(spans))


def today_at(house: House) -> date:
    """The day that the house's calendar shows."""
    return wall(now(), house.zone).date()


def first_leaf(house: House, chosen: date | None, leaves: int) -> date:
    """The day of the first leaf, so that the chosen day is on one of them and none is past."""
    today = today_at(house)
    if chosen is None or chosen < today + timedelta(days=leaves):
        return today
    return chosen - timedelta(days=chosen.weekday())


def _what_words(wish: Wish) -> str:
    """What for, for whom, and what the room must have: "Overleg met 12 mensen, Buurtkoor, keuken"."""
    group = group_with_slug(wish.group) if wish.group else None
    words = [purposes.with_people(wish.purpose, wish.people), group.name if group else ""]
    return ", ".join(filter(None, [*words, *fact_words(wish.facts)]))


def fact_words(keys: Iterable[str]) -> list[str]:
    """Facts in words: "keuken", "geen drempels"."""
    return [str(FACTS[key].label) for key in keys]


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
