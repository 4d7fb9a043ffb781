"""The guided path, steps 1 and 2: what for, and when."""

from datetime import date
from typing import Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.calendar.repeats import describe
from app.clock import NoSuchTime
from app.people.groups import group_with_slug, groups_spoken_for
from app.places.daysoff import has_school_breaks
from app.places.models import House, Space
from app.places.requests import HoldRequest
from app.refs import Ref
from app.refusals import Refusal
from app.web import Who, current_actor, current_person_id, who
from app.web.forms import DayTile, refuse
from plugins.rooms import finding, rules
from plugins.rooms.fitting import Outlook
from plugins.rooms.forms import RepeatForm, WhatForm, WhenForm
from plugins.rooms.purposes import PURPOSES
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.steps import (
    STEPS,
    first_leaf,
    first_open_step,
    half_hours,
    house_of,
    opening_line,
    read_wish,
    so_far,
    wished_room,
)
from plugins.rooms.wish import EVERY, ONCE, WEEKLY, Wish, ways

LEAVES: Final = 7
OUTLOOK_WORDS: Final = {
    Outlook.ROOM: _("space left"),
    Outlook.NEARLY: _("nearly full"),
    Outlook.FULL: _("full"),
    Outlook.CLOSED: _("closed"),
}


@rooms.get("/book")
@who(Who.SIGNED_IN)
def book_what() -> str:
    """Step 1: what for, with how many, for whom."""
    wish = read_wish()
    form = WhatForm(people=wish.people or None, group=wish.group, facts=list(wish.facts))
    return _what_page(wish, form)


@rooms.post("/book")
@who(Who.SIGNED_IN)
def tell_what() -> ResponseReturnValue:
    """Step 1, told."""
    wish, form = read_wish(), WhatForm()
    form.offer_groups(groups_spoken_for(current_person_id() or 0))
    form.offer_facts(_facts())
    if not form.validate():
        return _what_page(wish, form), 422
    told = wish.but(
        purpose=form.purpose.data,
        people=form.people.data,
        group=form.group.data,
        facts=tuple(form.facts.data or ()),
    )
    return redirect(url_for(".book_when", **told.query()), 303)


def _what_page(wish: Wish, form: WhatForm) -> str:
    room = wished_room(wish)
    groups = groups_spoken_for(current_person_id() or 0)
    form.offer_groups(groups)
    form.offer_facts(_facts())
    return render_template(
        "rooms/what.html", form=form, wish=wish, room=room, steps=STEPS, purposes=PURPOSES, groups=groups
    )


def _facts() -> list[tuple[str, str]]:
    return finding.facts_in(finding.houses_from(None))


@rooms.get("/book/when")
@who(Who.SIGNED_IN)
def book_when() -> ResponseReturnValue:
    """Step 2: which day, from and to, how often."""
    wish = read_wish()
    if not wish.tells_what:
        return redirect(url_for(".book_what", **wish.query()), 303)
    room = wished_room(wish)
    form = WhenForm(day=wish.day, often=wish.often)
    form.offer_times(*half_hours(house_of(room), room, wish))
    form.start.data = f"{wish.start:%H:%M}" if wish.start else "14:00"
    form.end.data = f"{wish.end:%H:%M}" if wish.end else "16:00"
    return _when_page(wish, form, room)


@rooms.post("/book/when")
@who(Who.SIGNED_IN)
def tell_when() -> ResponseReturnValue:
    """Step 2, told: on to the room, or first to the end of a weekly one."""
    wish, form = read_wish(), WhenForm()
    room = wished_room(wish)
    house = house_of(room)
    form.offer_times(*half_hours(house, room, wish))
    if not form.validate():
        return _when_page(wish, form, room), 422
    start, end = form.times
    day = form.other_day.data or form.day.data
    told = wish.but(day=day, start=start, end=end, often=form.often.data, skipped=(), elsewhere=())
    once = told.but(often=ONCE, until=None, times=0)
    try:
        _refuse_early(house, once)
    except Refusal as refusal:
        refuse(form, refusal)
        return _when_page(wish, form, room), 422
    if told.is_weekly:
        return redirect(url_for(".book_repeat", **told.query()), 303)
    return redirect(url_for(".book_room", **once.query()), 303)


def _when_page(wish: Wish, form: WhenForm, room: Space | None) -> str:
    house = house_of(room)
    chosen: date | None = form.day.data
    first = first_leaf(house, chosen, LEAVES)
    tiles = [
        DayTile(day, str(OUTLOOK_WORDS[state]), closed=state is Outlook.CLOSED)
        for day, state in finding.outlooks(house, first, LEAVES, wish.people, wish.facts)
    ]
    return render_template(
        "rooms/when.html",
        form=form,
        wish=wish,
        steps=STEPS,
        sofar=so_far(wish, 2, house),
        tiles=tiles,
        opening=opening_line(house, chosen),
        room=room,
    )


@rooms.get("/book/repeat")
@who(Who.SIGNED_IN)
def book_repeat() -> ResponseReturnValue:
    """Step 2, for every week: until when."""
    wish = read_wish().but(often=WEEKLY)
    if elsewhere := first_open_step(wish.but(times=1)):
        return elsewhere
    form = RepeatForm(
        ends="times" if wish.times else "until",
        until=wish.until,
        times=wish.times or None,
        every=wish.every,
        without=list(wish.without),
    )
    _offer(form, wish)
    return _repeat_page(wish, form)


@rooms.post("/book/repeat")
@who(Who.SIGNED_IN)
def tell_repeat() -> ResponseReturnValue:
    """Step 2, for every week, told: every date is looked at before a room is proposed."""
    wish, form = read_wish().but(often=WEEKLY), RepeatForm()
    if elsewhere := first_open_step(wish.but(times=1)):
        return elsewhere
    _offer(form, wish)
    if not form.validate():
        return _repeat_page(wish, form), 422
    until = form.until.data if form.ends.data == "until" else None
    told = wish.but(
        until=until,
        times=0 if until else form.times.data,
        every=form.every.data,
        without=tuple(form.without.data or ()),
        skipped=(),
        elsewhere=(),
    )
    try:
        _refuse_early(house_of(wished_room(wish)), told)
    except Refusal as refusal:
        refuse(form, refusal)
        return _repeat_page(wish, form), 422
    return redirect(url_for(".book_room", **told.query()), 303)


def _offer(form: RepeatForm, wish: Wish) -> None:
    """Every week, every other…, every month on the same weekday: in words that name the day."""
    possible = ways(wish.day) if wish.day else EVERY
    said = [(one, describe(wish.but(every=one, times=1).repeating().repeat)) for one in possible]
    form.offer([(key, words[:1].upper() + words[1:]) for key, words in said], _breaks(wish))


def _breaks(wish: Wish) -> bool:
    return has_school_breaks(house_of(wished_room(wish)).id)


def _repeat_page(wish: Wish, form: RepeatForm) -> str:
    house = house_of(wished_room(wish))
    first = wish.but(often=ONCE)
    return render_template(
        "rooms/repeat.html", form=form, wish=wish, steps=STEPS, sofar=so_far(first, 3, house), day=wish.day
    )


def _refuse_early(house: House, wish: Wish) -> None:
    """Raises the Refusal that booking would raise, as far as it does not depend on the room."""
    try:
        spans = [one.span for one in wish.repeating().dates(house.zone)] if wish.is_weekly else [wish.span(house.zone)]
    except NoSuchTime:
        raise Refusal(_("On that day the clock skips this time. Choose another time."), field="start") from None
    if not spans:
        raise Refusal(_("That is before the first day. Choose a later one."), field="until")
    group = group_with_slug(wish.group) if wish.group else None
    request = HoldRequest(
        actor=current_actor(),
        ref=Ref("rooms", "booking", "new"),
        house_id=house.id,
        space_ids=(),
        spans=tuple(spans),
        purpose=wish.purpose,
        group_id=group.id if group else None,
    )
    for objection in rules.objections(request):
        raise Refusal(objection.message, field=objection.field, rule=objection.rule)
