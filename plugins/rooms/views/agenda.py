"""The guided path, step 4: what stands in the agenda. Then the booking is made, or the page says what is possible."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import NoSuchTime, Span
from app.people.groups import group_with_slug
from app.places import Taken, slugs
from app.places.holding import Closed
from app.places.models import Space
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, dates, who
from app.web.forms import refuse
from plugins.rooms import finding, nearby
from plugins.rooms.booking import book
from plugins.rooms.forms import AgendaForm
from plugins.rooms.kinds.pieces import left_lines
from plugins.rooms.models import BUSY, PUBLIC
from plugins.rooms.series import book_weekly
from plugins.rooms.use import Use
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import own_booking
from plugins.rooms.views.otherwise import asked_by, near_lines, wish_at
from plugins.rooms.views.steps import STEPS, first_open_step, read_wish, so_far, wished_room
from plugins.rooms.wish import Wish

INSTEAD: Final = "instead"
"""The button of a proposal on the refusal page: the wish that it stands for, as an address writes it."""
SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Instead:
    """Something that does work: how it is shown, and what the button sends."""

    title: str
    text: str
    icon: str
    value: str


@rooms.get("/book/agenda")
@who(Who.SIGNED_IN)
def book_agenda() -> ResponseReturnValue:
    """Step 4: what everybody may read."""
    wish = read_wish()
    room = wished_room(wish)
    if (elsewhere := first_open_step(wish)) or room is None:
        return elsewhere or redirect(url_for(".book_room", **wish.query()), 303)
    before = own_booking(wish.after) if wish.after else None
    words = {"title": before.title, "visibility": before.visibility} if before else {}
    form = AgendaForm(data={"visibility": PUBLIC if wish.purpose == "together" else BUSY} | words)
    return _agenda_page(wish, form, room)


@rooms.post("/book/agenda")
@who(Who.SIGNED_IN)
def tell_agenda() -> ResponseReturnValue:
    """Book it. What was typed is kept on every page that says no."""
    wish = _chosen_instead() or read_wish()
    room = wished_room(wish)
    if (elsewhere := first_open_step(wish)) or room is None:
        return elsewhere or redirect(url_for(".book_room", **wish.query()), 303)
    form = AgendaForm()
    if not form.validate():
        return _agenda_page(wish, form, room), 422
    try:
        public_id = _book(wish, room, use_of(wish, form))
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        if refusal.field in form:
            refuse(form, refusal)
            return _agenda_page(wish, form, room), 422
        return _refused(refusal, wish, form, room), refusal.status
    return redirect(url_for(".made", public_id=public_id), 303)


def _book(wish: Wish, room: Space, use: Use) -> str:
    if not wish.is_weekly:
        try:
            return book(current_actor(), room.id, wish.span(room.house.zone), use)
        except NoSuchTime:
            raise Refusal(_("On that day the clock skips this time. Choose another time."), field="start") from None
    found = {slug: slugs.find_space(slug) for _day, slug in wish.elsewhere}
    elsewhere = {day: space.id for day, slug in wish.elsewhere if isinstance(space := found[slug], Space)}
    return book_weekly(current_actor(), room.id, replace(wish.repeating(), elsewhere=elsewhere), use, wish.after)


def use_of(wish: Wish, form: AgendaForm) -> Use:
    """What the booking is made with. Raises NotFound for a group that is not there."""
    group = group_with_slug(wish.group) if wish.group else None
    if wish.group and group is None:
        raise NotFound(_("There is no such group."))
    return Use(
        purpose=wish.purpose,
        people=wish.people,
        title=form.title.data or "",
        visibility=form.visibility.data,
        group_id=group.id if group else None,
    )


def _agenda_page(wish: Wish, form: AgendaForm, room: Space) -> str:
    return render_template(
        "rooms/agenda.html",
        form=form,
        wish=wish,
        steps=STEPS,
        sofar=so_far(wish, 4, room.house),
        room=room,
        left=_left(wish, room),
        back="rooms.book_dates" if wish.is_weekly else "rooms.book_room",
    )


def _left(wish: Wish, room: Space) -> list[str]:
    """What is left of what is counted, for who books; nothing where nothing is."""
    group = group_with_slug(wish.group) if wish.group else None
    try:
        span = wish.span(room.house.zone)
    except NoSuchTime:
        return []
    return left_lines(room, wish.purpose, span, current_actor().subject, group.id if group else None)


def _refused(refusal: Refusal, wish: Wish, form: AgendaForm, room: Space) -> str:
    """What happened, that nothing is lost, and two things that do work."""
    taken = refusal.spans if isinstance(refusal, Taken) else ()
    possible: list[Instead] = []
    if wish.is_weekly and isinstance(refusal, (Taken, Closed)):
        possible = _instead_weekly(
            wish, room, [span.start.astimezone(room.house.zone).date() for span in refusal.spans]
        )
    elif not wish.is_weekly:
        possible = _instead_once(wish, room)
    return render_template(
        "rooms/refused.html",
        refusal=refusal,
        taken=taken,
        form=form,
        wish=wish,
        steps=STEPS,
        room=room,
        possible=possible,
        instead=INSTEAD,
        back="rooms.book_dates" if wish.is_weekly else "rooms.book_room",
    )


def _instead_once(wish: Wish, room: Space) -> list[Instead]:
    """Another room or time; or, where nothing as long is free and agreed to, what comes near in this room."""
    try:
        wanted = wish.span(room.house.zone)
    except NoSuchTime:
        return []
    found = []
    free = finding.instead(room, wanted, wish.people, wish.facts)
    for one in nearby.allowed(asked_by(wish, room.house, wanted, room), free):
        zone = one.space.house.zone
        if one.span == wanted:
            title, icon = _("%(room)s, same time", room=one.space.name), "door-open"
        elif one.span.start > wanted.start:
            title, icon = _("%(room)s, a little later", room=one.space.name), "clock"
        else:
            title, icon = _("%(room)s, a little earlier", room=one.space.name), "clock"
        text = f"{dates.day(one.span.start, zone)}, {dates.times(one.span, zone)}"
        found.append(Instead(title, text[:1].upper() + text[1:], icon, _packed(wish_at(wish, one.space, one.span))))
    return found or _near(wish, room, wanted)


def _near(wish: Wish, room: Space, wanted: Span) -> list[Instead]:
    near = nearby.beside(asked_by(wish, room.house, wanted, room), ())
    lines = near_lines(wish, wanted, [one for one in near if one.use is None], "rooms.book_agenda")
    return [Instead(one.title, one.text, one.icon, one.url.partition("?")[2]) for one in lines[:SHOWN]]


def _instead_weekly(wish: Wish, room: Space, taken: list[date]) -> list[Instead]:
    """Without the dates that cannot be; or another room that is free on every date."""
    days = ", ".join(dates.short_day(day) for day in taken)
    without = wish.but(
        skipped=(*wish.skipped, *taken), elsewhere=tuple(one for one in wish.elsewhere if one[0] not in taken)
    )
    spans = [one.span for one in wish.repeating().dates(room.house.zone)]
    possible = []
    if len(spans) > len(taken):
        possible.append(Instead(_("Skip these dates"), days, "calendar-event", _packed(without)))
    for one in finding.proposals([room.house_id], spans, wish.people, None, wish.facts):
        if one.is_whole and one.space != room:
            text = _("On all dates, at the same time.")
            possible.append(
                Instead(one.space.name, text, "door-open", _packed(wish.but(room=one.space.slug, elsewhere=())))
            )
    return possible[:SHOWN]


def _packed(wish: Wish) -> str:
    return url_for("rooms.book_agenda", **wish.query()).partition("?")[2]


def _chosen_instead() -> Wish | None:
    chosen = request.form.get(INSTEAD)
    return Wish.parse(chosen) if chosen else None
