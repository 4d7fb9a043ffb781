"""One day of all rooms of a house: a grid with a column for each room, a list on a phone."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now, wall
from app.places.models import House, Space
from app.places.spaces import spaces_of
from app.refusals import NotFound
from app.web import Who, current_actor, current_house, kept_page, who
from plugins.rooms import grid, week
from plugins.rooms.grid import HOUR, ROW, Piece
from plugins.rooms.rights import may_know
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.room import FARTHEST, ICONS, KEY, LOOKS, book_url, clock, spoken


@rooms.get("/day")
@who(Who.EVERYONE)
def today_of_rooms() -> ResponseReturnValue:
    """The day of today."""
    house = _house()
    return redirect(url_for(".day_of_rooms", day=wall(now(), house.zone).date().isoformat()), 303)


@rooms.get("/day/<day>")
@who(Who.EVERYONE)
@kept_page
def day_of_rooms(day: str) -> str:
    """One day of all rooms. Raises NotFound for what is no day, or one that is nobody's question."""
    house = _house()
    today = wall(now(), house.zone).date()
    chosen = _day(day, today)
    spaces = [one for one in spaces_of(house.id) if one.bookable and may_know(current_actor(), one)]
    days = week.rooms_on(spaces, chosen, current_actor()) if spaces else []
    first, last = grid.bounds(piece for one in days for piece in one.pieces)
    shown = [(space, grid.within(one.pieces, first, last)) for space, one in zip(spaces, days, strict=True)]
    by_slug = {space.slug: space for space in spaces}
    return render_template(
        "rooms/day_all.html",
        house=house,
        day=chosen,
        shown=shown,
        table=grid.rows([grid.column(pieces, first, last) for _space, pieces in shown], (last - first) // ROW),
        first=first,
        before=chosen - timedelta(days=1),
        after=chosen + timedelta(days=1),
        today=today,
        current_hour=wall(now(), house.zone).hour * HOUR if chosen == today else None,
        icons=ICONS,
        looks=LOOKS,
        key=[Piece(date.min, 0, 0, state) for state in KEY],
        word=week.word,
        clock=clock,
        spoken=spoken,
        free_words=free_words,
        book_url=lambda piece: _book_url(by_slug, piece),
        room_name=lambda piece: f"{by_slug[piece.room].name}, " if piece.room in by_slug else "",
    )


def free_words(pieces: Sequence[Piece]) -> str:
    """When a room is free, in a line: "vrij 9:00–12:00, 14:00–17:00"."""
    free = [f"{clock(one.start)}–{clock(one.end)}" for one in pieces if one.can_be_chosen]
    return _("free %(times)s", times=", ".join(free)) if free else _("not free")


def _book_url(by_slug: dict[str, Space], piece: Piece) -> str | None:
    space = by_slug.get(piece.room)
    return book_url(space, piece) if space is not None else None


def _house() -> House:
    house = current_house()
    if house is None:
        raise NotFound(_("There is no house yet."))
    return house


def _day(text: str, today: date) -> date:
    try:
        chosen = date.fromisoformat(text)
    except ValueError:
        raise NotFound(_("There is no such day.")) from None
    if abs(chosen - today) > FARTHEST:
        raise NotFound(_("That day is too far away."))
    return chosen
