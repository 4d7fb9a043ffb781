"""One room: its week as a grid (a list of days on a phone), and one day as a list."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now, wall
from app.db import db
from app.places import slugs
from app.places.facts import FACTS
from app.places.models import Space, SpacePhoto
from app.places.photos import photo_path
from app.places.search import capacity
from app.refusals import NotFound
from app.web import Who, current_actor, dates, kept_page, use_house, who
from plugins.rooms import grid, week
from plugins.rooms.grid import HOUR, ROW, Piece, State
from plugins.rooms.kinds.pieces import sentences_for
from plugins.rooms.preparing.keeping import things_in
from plugins.rooms.rights import may_know
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.wish import Wish

FARTHEST: Final = timedelta(days=800)
"""Days further away than this are nobody's question."""
ICONS: Final[Mapping[State, str]] = {
    State.TAKEN: "people-fill",
    State.MINE: "person-check-fill",
    State.TENTATIVE: "hourglass-split",
    State.CLOSED: "lock-fill",
    State.CANCELLED: "arrow-counterclockwise",
    State.TIDYING: "arrow-clockwise",
}
LOOKS: Final[Mapping[State, str]] = {State.PAST: "closed", State.TIDYING: "closed"}
"""States that look like another."""


KEY: Final = (State.FREE, State.TAKEN, State.MINE, State.TENTATIVE, State.CLOSED, State.CANCELLED)
"""What the boxes mean, above the grid."""


@rooms.get("/<slug>")
@who(Who.EVERYONE)
@kept_page
def room(slug: str) -> ResponseReturnValue:
    """A room's week; with `?day=` that day; with `?week=` the week of that day."""
    space = known_room(slug)
    if isinstance(space, str):
        return redirect(_same_page(space), 301)
    use_house(space.house)
    today = wall(now(), space.house.zone).date()
    if "day" in request.args:
        return _day_page(space, _asked("day", today), today)
    return _week_page(space, _asked("week", today), today)


def _same_page(slug: str) -> str:
    query = request.query_string.decode("ascii", "replace")
    return url_for(".room", slug=slug) + (f"?{query}" if query else "")


def known_room(slug: str) -> Space | str:
    """The room with this slug, or its slug of today. Raises NotFound for none, and for one that is not to be known."""
    found = slugs.find_space(slug)
    space = slugs.find_space(found) if isinstance(found, str) else found
    if not isinstance(space, Space) or not may_know(current_actor(), space):
        raise NotFound(_("There is no such room."))
    return found if isinstance(found, str) else space


def _week_page(space: Space, day: date, today: date) -> str:
    monday = day - timedelta(days=day.weekday())
    days = week.days(space, monday, week.WEEK, current_actor())
    first, last = grid.bounds(piece for one in days for piece in one.pieces)
    shown = [(one.day, grid.within(one.pieces, first, last)) for one in days]
    table = grid.rows([grid.column(pieces, first, last) for _day, pieces in shown], (last - first) // ROW)
    return render_template(
        "rooms/week.html",
        **_about(space),
        days=days,
        shown=shown,
        table=table,
        first=first,
        monday=monday,
        number=monday.isocalendar().week,
        before=monday - timedelta(days=week.WEEK),
        after=monday + timedelta(days=week.WEEK),
        today=today,
        current_hour=wall(now(), space.house.zone).hour * HOUR if monday <= today < monday + timedelta(7) else None,
    )


def _day_page(space: Space, day: date, today: date) -> str:
    monday = day - timedelta(days=day.weekday())
    days = week.days(space, monday, week.WEEK, current_actor())
    first, last = grid.bounds(piece for one in days for piece in one.pieces)
    return render_template(
        "rooms/day.html",
        **_about(space),
        days=days,
        day=day,
        pieces=grid.within(days[day.weekday()].pieces, first, last),
        monday=monday,
        after=monday + timedelta(days=week.WEEK),
        before=monday - timedelta(days=week.WEEK),
        today=today,
    )


def _about(space: Space) -> dict[str, Any]:
    """What both pages tell of a room, and the words for its pieces."""
    photo = db.session.execute(
        sa.select(SpacePhoto.etag, SpacePhoto.description).where(SpacePhoto.space_id == space.id)
    ).first()
    return {
        "space": space,
        "facts": facts_of(space),
        "things": things_in(space),
        "agreed": sentences_for(space),
        "photo": photo and {"url": photo_path(space, photo.etag), "description": photo.description},
        "feed": None if space.is_hidden else url_for("calendar_files.public", kind="room", slug=space.slug),
        "icons": ICONS,
        "looks": LOOKS,
        "key": [Piece(date.min, 0, 0, state) for state in KEY],
        "word": week.word,
        "clock": clock,
        "book_url": lambda piece: book_url(space, piece),
        "room_name": lambda piece: "",
        "spoken": spoken,
    }


def facts_of(space: Space) -> list[tuple[str, str]]:
    """What a room has, as (icon, words): how many people, what is in it, the time to tidy up."""
    most = capacity(space)
    found = [("people-fill", _("up to %(count)s people", count=most))] if most else []
    found += [(FACTS[key].icon, str(FACTS[key].label)) for key in space.fact_keys if key in FACTS]
    if space.buffer_minutes:
        found.append(("clock", _("%(count)s minutes to tidy up", count=space.buffer_minutes)))
    return found


def clock(minutes: int) -> str:
    """Minutes from midnight on the wall: "9:00", "24:00"."""
    return "24:00" if minutes == grid.DAY else dates.clock(_time(minutes))


def spoken(piece: Piece) -> str:
    """A piece for who cannot see where it lies: "dinsdag 16 maart, 9:00 tot 10:00, "."""
    return _(
        "%(day)s, %(start)s to %(end)s, ", day=dates.day(piece.day), start=clock(piece.start), end=clock(piece.end)
    )


def book_url(space: Space, piece: Piece) -> str | None:
    """Where the guided path begins with this room, day and time filled in."""
    if not space.bookable or piece.choice is None or not piece.can_be_chosen:
        return None
    start, end = piece.choice
    wish = Wish(room=space.slug, day=piece.day, start=_time(start), end=_time(end % grid.DAY))
    return url_for("rooms.book_when", **wish.query())


def _time(minutes: int) -> time:
    return time(minutes // HOUR, minutes % HOUR)


def _asked(name: str, today: date) -> date:
    """The day in the address; today for one that is none, or too far away."""
    try:
        asked = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return today
    return asked if abs(asked - today) <= FARTHEST else today
