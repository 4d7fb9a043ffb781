"""All rooms of the houses, and a way to find one: so many people, what it must have, free at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Final

import sqlalchemy as sa
from flask import render_template, request, url_for
from flask_babel import gettext as _

from app.clock import NoSuchTime, Span, now, wall
from app.db import db
from app.places.models import House, Space, SpacePhoto
from app.places.photos import photo_path
from app.places.search import Candidate, free_spaces, spaces_for
from app.web import Who, current_actor, current_house, dates, kept_page, who
from plugins.rooms import finding, nearby
from plugins.rooms.rights import may_know
from plugins.rooms.use import MOST_PEOPLE
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.otherwise import NearLine, asked_by, lacking_lines, near_lines
from plugins.rooms.views.room import facts_of
from plugins.rooms.views.steps import half_hours
from plugins.rooms.wish import Wish

SHOWN: Final = 2
"""Near misses; the others are one tap away."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked. `problem` says what could not be understood; then nothing was searched for."""

    wish: Wish
    problem: str = ""

    @property
    def has_time(self) -> bool:
        """Whether a day and both times were asked."""
        return self.wish.day is not None and self.wish.start is not None and self.wish.end is not None


@rooms.get("/")
@who(Who.EVERYONE)
@kept_page
def index() -> str:
    """The rooms, those of the visitor's house first; with a day and a time only those that are free then."""
    here = current_house()
    house_ids = finding.houses_from(here.id if here else None)
    search = _read_search(here)
    found = _found(search, house_ids)
    houses = {house.id: house for house in db.session.scalars(sa.select(House).where(House.id.in_(house_ids)))}
    by_house = [(houses[one], [space for space in found if space.house_id == one]) for one in house_ids]
    starts, ends = half_hours(here, None, search.wish) if here else ([], [])
    return render_template(
        "rooms/index.html",
        by_house=[(house, spaces) for house, spaces in by_house if spaces],
        search=search,
        all_facts=finding.facts_in(house_ids),
        starts=starts,
        ends=ends,
        facts_of=facts_of,
        photos=_photos(found),
        book_url=lambda space: _book_url(space, search),
        asked=bool(request.args),
        near=_near(search, here, found, house_ids),
        shown=SHOWN,
    )


def _read_search(here: House | None) -> Search:
    given = request.args
    wish = Wish.read(given)
    search = Search(wish)
    if (text := given.get("people", "").strip()) and not wish.people:
        return Search(wish, _("Type a number of people from 1 to %(most)s.", most=MOST_PEOPLE))
    if text := given.get("day", "").strip():
        try:
            search = Search(wish.but(day=dates.parse_day(text)))
        except ValueError as error:
            return Search(wish, str(error))
    if search.has_time and here and _span(search.wish, here) is None:
        return Search(search.wish, _("Choose a time to come, and an end that is later than that."))
    return search


def _found(search: Search, house_ids: list[int]) -> list[Space]:
    """Rooms that fit; private ones for who may know of them, and only where no time was asked."""
    if search.problem:
        return []
    if not search.has_time:
        all_rooms = _every_room(house_ids, search)
        return [space for space in all_rooms if may_know(current_actor(), space)]
    houses = db.session.scalars(sa.select(House).where(House.id.in_(house_ids)))
    by_zone: dict[str, list[int]] = {}
    for house in houses:
        by_zone.setdefault(house.zone_name, []).append(house.id)
    return [one.space for ids in by_zone.values() for one in _free(search, ids)]


def _free(search: Search, house_ids: list[int]) -> list[Candidate]:
    house = db.session.get_one(House, house_ids[0])
    span = _span(search.wish, house)
    return free_spaces(house_ids, span, search.wish.people, search.wish.facts) if span and span.end > now() else []


def _near(search: Search, here: House | None, found: list[Space], house_ids: list[int]) -> list[NearLine]:
    """What comes near: at a time when nothing was found; without one, the rooms that lack one of what was asked."""
    wish = search.wish
    if search.problem or here is None:
        return []
    if not search.has_time:
        fresh = wish if wish.day is None or wish.day >= wall(now(), here.zone).date() else wish.but(day=None)
        return lacking_lines(fresh, finding.lacking_one(house_ids, wish.people, wish.facts))
    span = _span(wish, here)
    if found or span is None:
        return []
    return near_lines(wish, span, nearby.nearby(asked_by(wish, here, span, None)), "rooms.book_when")


def _every_room(house_ids: Iterable[int], search: Search) -> list[Space]:
    found = spaces_for(house_ids, search.wish.people, search.wish.facts, with_private=True)
    return sorted(found, key=lambda space: (space.position, space.id))


def _span(wish: Wish, house: House) -> Span | None:
    """The time that was asked, on the wall of a house; None where it makes no sense."""
    assert wish.start is not None  # noqa: S101  # has_time
    assert wish.end is not None  # noqa: S101  # has_time, too
    if wish.end <= wish.start and wish.end != time(0):
        return None
    try:
        return wish.span(house.zone)
    except NoSuchTime:
        return None


def _photos(spaces: Iterable[Space]) -> dict[int, tuple[str, str]]:
    """Address and description of each room's photo. One query."""
    by_id = {space.id: space for space in spaces}
    rows = db.session.execute(
        sa.select(SpacePhoto.space_id, SpacePhoto.etag, SpacePhoto.description).where(SpacePhoto.space_id.in_(by_id))
    )
    return {row.space_id: (photo_path(by_id[row.space_id], row.etag), row.description) for row in rows}


def _book_url(space: Space, search: Search) -> str:
    """The guided path, with what was asked filled in."""
    day = search.wish.day
    fresh = day if day is not None and day >= _today(space) else None
    return url_for("rooms.book_when", **search.wish.but(room=space.slug, day=fresh).query())


def _today(space: Space) -> date:
    return wall(now(), space.house.zone).date()
