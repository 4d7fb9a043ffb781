"""Pages of opening and closing: the rota, one's own turn with the list and the code, and staffed hours."""

from datetime import date, time
from itertools import groupby

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import wall
from app.places.availability import Hours
from app.places.forms import HoursForm
from app.places.models import House
from app.places.rights import HOST, may, require
from app.places.views.pages import house_of
from app.refusals import NotAllowed
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from plugins.rooms.opening import plan, ticking, turns
from plugins.rooms.opening.forms import TickForm
from plugins.rooms.opening.models import CLOSE, OPEN
from plugins.rooms.views.blueprint import rooms


@rooms.get("/opening/<slug>")
@who(Who.SIGNED_IN)
def opening(slug: str) -> str:
    """The rota of three weeks, for openers, closers, key holders and hosts. Only hosts see who does what."""
    house, actor = _house(slug), current_actor()
    parts = [part for part in (OPEN, CLOSE) if turns.may_take(actor, house.id, part)]
    if not parts:
        raise NotAllowed(_("This is for openers, closers and key holders of the house."))
    is_host = may(actor, house.id, HOST)
    return render_template(
        "rooms/opening/rota.html",
        house=house,
        days=_by_day(house, [one for one in plan.coming(house) if one.moment.part in parts]),
        is_host=is_host,
        has_hours=bool(plan.staffed_week(house.id)),
        me=actor.subject,
        takers={part: turns.takers(house.id, part) for part in (OPEN, CLOSE)} if is_host else {},
    )


@rooms.post("/opening/<slug>/take")
@who(Who.SIGNED_IN)
def take_turn(slug: str) -> ResponseReturnValue:
    """Do this one oneself."""
    house, (ref, part) = _house(slug), _named()
    key = turns.take(current_actor(), house.id, ref, part)
    say_done(_("Thank you. This one is yours."), undo_url=url_for(".cannot_turn", slug=slug, public_id=key))
    return redirect(url_for(".opening", slug=slug), 303)


@rooms.post("/opening/<slug>/ask")
@who(Who.HOST)
def ask_turn(slug: str) -> ResponseReturnValue:
    """Ask somebody to do it."""
    house, (ref, part) = _house(slug), _named()
    turns.ask(current_actor(), house.id, ref, part, request.form.get("person", ""))
    say_done(_("Asked. You hear it here when there is an answer."))
    return redirect(url_for(".opening", slug=slug), 303)


@rooms.get("/opening/<slug>/<public_id>")
@who(Who.SIGNED_IN)
def turn(slug: str, public_id: str) -> str:
    """One's own turn: when, what is to be done, and from a day before the way to the code."""
    return _turn_page(slug, public_id, TickForm())


@rooms.post("/opening/<slug>/<public_id>/agree")
@who(Who.SIGNED_IN)
def agree_turn(slug: str, public_id: str) -> ResponseReturnValue:
    """Yes."""
    turns.agree(current_actor(), public_id)
    say_done(_("Thank you. This one is yours."))
    return redirect(url_for(".turn", slug=slug, public_id=public_id), 303)


@rooms.post("/opening/<slug>/<public_id>/cannot")
@who(Who.SIGNED_IN)
def cannot_turn(slug: str, public_id: str) -> ResponseReturnValue:
    """No, or not after all: one button, and all concerned hear it."""
    turns.cannot(current_actor(), public_id)
    say_done(_("All right. We tell everyone who has to know."))
    return redirect(url_for("me.index"), 303)


@rooms.post("/opening/<slug>/<public_id>/code")
@who(Who.SIGNED_IN)
def see_code(slug: str, public_id: str) -> Response:
    """The code, on a page that nothing keeps. A POST, since looking is noted."""
    code = turns.see_code(current_actor(), public_id)
    answer = make_response(_turn_page(slug, public_id, TickForm(formdata=None), code))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@rooms.post("/opening/<slug>/<public_id>/ticks")
@who(Who.SIGNED_IN)
def tick_lines(slug: str, public_id: str) -> ResponseReturnValue:
    """These lines of the list are done."""
    actor, form = current_actor(), TickForm()
    found = turns.own_turn(actor, public_id)
    form.offer(ticking.list_of(actor, found), ())
    if not attempt(form, lambda: ticking.tick(actor, public_id, form.done.data or ())):
        return _turn_page(slug, public_id, form), 422
    say_done(_("Noted."))
    return redirect(url_for(".turn", slug=slug, public_id=public_id), 303)


@rooms.get("/staffed/<slug>")
@who(Who.HOST)
def staffed_form(slug: str) -> ResponseReturnValue:
    """When a host is in the house."""
    house = _hosted(slug)
    week: dict[int, list[tuple[time, time]]] = {}
    for one in plan.staffed_week(house.id):
        week.setdefault(one.weekday, []).append((one.opens, one.closes))
    return _staffed_page(house, HoursForm(data=HoursForm.fields_for(week)))


@rooms.post("/staffed/<slug>")
@who(Who.HOST)
def change_staffed(slug: str) -> ResponseReturnValue:
    """Change it."""
    house, form = _hosted(slug), HoursForm()
    week = [Hours(number, opens, closes) for number in range(7) for opens, closes in (form[f"day{number}"].data or [])]
    if not attempt(form, lambda: turns.set_staffed_hours(current_actor(), house.id, week)):
        return _staffed_page(house, form)
    say_done(_("Saved. Outside these hours the house looks for an opener and a closer."))
    return redirect(url_for(".opening", slug=slug), 303)


def _turn_page(slug: str, public_id: str, form: TickForm, code: str | None = None) -> str:
    actor = current_actor()
    found = turns.own_turn(actor, public_id)
    groups = ticking.list_of(actor, found)
    form.offer(groups, ticking.ticked(found))
    return render_template(
        "rooms/opening/turn.html",
        house=_house(slug),
        turn=found,
        code=code,
        shows=code is None and turns.shows_code(found),
        groups=groups,
        form=form if ticking.can_tick(found) else None,
    )


def _by_day(house: House, duties: list[plan.Duty]) -> list[tuple[date, list[plan.Duty]]]:
    by_day = groupby(duties, key=lambda one: wall(one.moment.at, house.zone).date())
    return [(day, list(those)) for day, those in by_day]


def _named() -> tuple[str, str]:
    """What a form of the rota is about."""
    return request.form.get("ref", ""), request.form.get("part", "")


def _house(slug: str) -> House:
    house = house_of(slug)
    use_house(house)
    return house


def _hosted(slug: str) -> House:
    house = _house(slug)
    require(current_actor(), house.id, HOST)
    return house


def _staffed_page(house: House, form: HoursForm) -> ResponseReturnValue:
    page = render_template(
        "places/hours.html",
        form=form,
        title=_("When is a host there?"),
        intro=_("Outside these hours somebody else has to open and close."),
        back_to=(url_for("rooms.opening", slug=house.slug), _("Opening and closing")),
    )
    return page, 422 if form.problems() else 200
