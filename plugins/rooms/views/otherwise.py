"""Near misses on a page: each in words, with the way on that takes it along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import Span
from app.people.groups import group_with_slug
from app.places.facts import FACTS
from app.places.models import House, Space
from app.places.search import capacity
from app.web import current_actor, dates
from plugins.rooms.near import Kind, steps_between
from plugins.rooms.nearby import Asked, Choice
from plugins.rooms.wish import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """One near miss: what it is, what is otherwise, where one tap leads. `note` is what one should know of the room.

    On a line of a list `lead` (its times, or how many people fit) stands before it, and `brief` instead of `text`.
    """

    title: str
    text: str
    icon: str
    url: str
    lead: str
    brief: str
    space_id: int = 0
    note: str = ""


def asked_by(wish: Wish, house: House, span: Span, room: Space | None) -> Asked:
    """What a wish looks for at a time, for who reads the page."""
    group = group_with_slug(wish.group) if wish.group else None
    return Asked(
        actor=current_actor(),
        house=house,
        span=span,
        people=wish.people,
        facts=wish.facts,
        purpose=wish.purpose,
        group_id=group.id if group else None,
        wished=room,
    )


def near_lines(wish: Wish, span: Span, choices: Sequence[Choice], next_step: str) -> list[NearLine]:
    """Near misses of a wish for `span` in the reader's words; a room leads to `next_step` with the wish changed."""
    return [_company(one) if one.use else _room(wish, span, one, next_step) for one in choices]


def lacking_lines(wish: Wish, lacking: Sequence[tuple[Space, str]]) -> list[NearLine]:
    """Rooms that lack one of the wished facts, each with the way to book it without."""
    return [_lacking(wish, space, fact) for space, fact in lacking]


def _lacking(wish: Wish, space: Space, fact: str) -> NearLine:
    told = wish.but(room=space.slug, facts=tuple(key for key in wish.facts if key != fact))
    text = _("It has what you asked, but: %(what)s.", what=str(FACTS[fact].absent))
    return NearLine(
        title=space.name,
        text=text,
        icon="door-open",
        url=url_for("rooms.book_when", **told.query()),
        lead=_up_to(space),
        brief=text,
        space_id=space.id,
        note=space.condition,
    )


def wish_at(wish: Wish, space: Space, span: Span) -> Wish:
    """The same wish, in that room and at that time."""
    first, last = span.start.astimezone(space.house.zone), span.end.astimezone(space.house.zone)
    return wish.but(room=space.slug, day=first.date(), start=first.time(), end=last.time())


def _room(wish: Wish, span: Span, one: Choice, next_step: str) -> NearLine:
    near, space = one.near, one.space
    told = wish_at(wish, space, near.span)
    if wish.is_weekly:
        told = told.but(day=wish.day)  # the first date that is looked at may be a later one
    told = told.but(facts=tuple(key for key in wish.facts if key != near.lacks))
    times = dates.times(near.span, space.house.zone)
    title, brief, icon = space.name, _day(one), "clock"
    if near.kind is Kind.TIME:
        title = _("%(room)s, %(how)s", room=space.name, how=_apart(span.start, near.span.start))
    elif near.kind is Kind.SHORTER:
        title = _("%(room)s, a shorter time", room=space.name)
    elif near.kind is Kind.HOUSE:
        title, icon = _("%(room)s, in another house", room=space.name), "geo-alt"
        brief = ", ".join(filter(None, [space.house.name, space.house.address]))
    if one.dates > 1:
        brief = _("Free on every date") if near.dates == one.dates else _free_on(near.dates, one.dates)
    text, lead = f"{brief}, {times}", times
    if near.kind is Kind.WITHOUT:
        but = _("Free then, but: %(what)s.", what=str(FACTS[near.lacks].absent))
        text = brief = f"{brief}. {but}" if one.dates > 1 else but
        icon, lead = "door-open", _up_to(space)
    return NearLine(
        title=title,
        text=text,
        icon=icon,
        url=url_for(next_step, **told.query()),
        lead=lead,
        brief=brief,
        space_id=space.id,
        note=space.condition,
    )


def _company(one: Choice) -> NearLine:
    assert one.use is not None  # noqa: S101  # near_lines asked
    booking = one.use.booking
    left = ngettext("%(num)s place left", "%(num)s places left", one.left)
    times = dates.times(one.near.span, booking.zone)
    return NearLine(
        title=_("Come along: %(what)s", what=booking.title),
        text=f"{_day(one)}, {times}, {one.space.name}, {left}",
        icon="people-fill",
        url=url_for("rooms.one_along", public_id=booking.public_id),
        lead=times,
        brief=f"{_day(one)}, {one.space.name}, {left}",
    )


def _day(one: Choice) -> str:
    words = dates.day(one.near.span.start, one.space.house.zone)
    return words[:1].upper() + words[1:]


def _up_to(space: Space) -> str:
    return _("up to %(count)s", count=capacity(space)) if capacity(space) else ""


def _free_on(free: int, of: int) -> str:
    return _("Free on %(free)s of the %(all)s dates", free=free, all=of)


def _apart(asked: datetime, start: datetime) -> str:
    """How much later or earlier, in words: "een half uur later"."""
    halves = steps_between(start, asked)
    hours = f"{halves // 2}{'½' if halves % 2 else ''}"
    amount = {1: _("half an hour"), 2: _("an hour")}.get(halves, _("%(hours)s hours", hours=hours))
    return _("%(amount)s later", amount=amount) if start > asked else _("%(amount)s earlier", amount=amount)
