"""What there is to do: the list, one task, and a need that nobody took up yet. No names of who promised."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.actors import Channel
from app.people import roles
from app.places.models import House
from app.places.rights import HOST, require
from app.refs import Ref
from app.web import Who, current_actor, current_house, current_person_id, kept_page, say_done, use_house, who
from app.web.attempts import attempt
from app.web.guard import SIGN_IN
from app.web.redirects import way_back
from plugins.contributions import promising, receiving, thanking
from plugins.contributions.asked import Asked, asked_by_need
from plugins.contributions.asking import can_do, find_need, open_tasks, task_of_need, task_with, with_places
from plugins.contributions.feeds import TASKS
from plugins.contributions.forms import GuestForm
from plugins.contributions.models import Task
from plugins.contributions.rota.showing import rota_of
from plugins.contributions.talents.fitting import Fit, best_fit
from plugins.contributions.talents.reading import likings
from plugins.contributions.things import told_things
from plugins.contributions.together import shared_tasks, was_together
from plugins.contributions.views import contributions
from plugins.contributions.workday.reading import day_lines
from plugins.contributions.workday.showing import day_of

FILTERS: Final = {
    "": lazy_gettext("Everything"),
    "seated": lazy_gettext("Can be done seated"),
    "at_home": lazy_gettext("Can be done at home"),
    "together": lazy_gettext("Together with somebody"),
    "short": lazy_gettext("At most half an hour"),
}


@contributions.get("/")
@who(Who.EVERYONE)
@kept_page
def index() -> str:
    """Where hands are asked for in the house."""
    house = here()
    show = request.args.get("show", "")
    show = show if show in FILTERS else ""
    asked = [one for one in open_tasks(house.id, current_person_id()) if fits(one, show)]
    liked = liked_among(asked, house)
    asked = [one for one in asked if one not in liked]
    around = [one for one in asked if one.ref is not None]
    return render_template(
        "contributions/index.html",
        liked=liked,
        asked=[one for one in asked if one.ref is None],
        around=around,
        days=[line for line in day_lines(house.id, current_person_id()) if any(fits(one, show) for one in line.jobs)],
        things=told_things({one.ref for one in (*liked, *around) if one.ref}, current_person_id()),
        show=show,
        filters=FILTERS,
        zone=house.zone,
        meter=receiving.this_season(house),
        feed=url_for("calendar_files.public", kind=TASKS, slug=house.slug),
        manages=roles.may(current_actor(), house.id, "host"),
    )


@contributions.get("/<key>")
@who(Who.EVERYONE)
def task(key: str) -> str:
    """One task."""
    return task_page(task_with(key), GuestForm())


@contributions.post("/<key>/promise")
@who(Who.SIGNED_IN)
def promise(key: str) -> ResponseReturnValue:
    """Promise to help with a task."""
    made = promising.promise_task(current_actor(), key)
    found = task_with(key)
    part_of = day_of(found.id)
    then = url_for(".day", key=part_of.public_id) if part_of else url_for(".task", key=key)
    return promised(made, found.title, then)


@contributions.post("/<key>/guest")
@who(Who.HOST)
def guest(key: str) -> ResponseReturnValue:
    """At the desk: promise for somebody without an account."""
    require(current_actor(), task_with(key).house_id, HOST)
    form = GuestForm()
    desk, name, reach = replace(current_actor(), channel=Channel.DESK), form.name.data or "", form.reach.data or ""
    if attempt(form, lambda: promising.promise_for_guest(desk, key, name, reach)):
        say_done(_("Written down. Thank %(name)s from all of us!", name=name))
        return redirect(url_for(".task", key=key), 303)
    return task_page(task_with(key), form), 422


@contributions.get("/need/<house_slug>/<owner>/<kind>/<thing>/<mark>")
@who(Who.EVERYONE)
def need(house_slug: str, owner: str, kind: str, thing: str, mark: str) -> ResponseReturnValue:
    """What a thing needs; once somebody took it up it is a task like others."""
    house = house_named(house_slug)
    ref = Ref(owner, kind, thing)
    taken_up = task_of_need(ref, mark)
    if taken_up is not None:
        return redirect(url_for(".task", key=taken_up.public_id), 303)
    told = find_need(house.id, ref, mark)
    asked = asked_by_need(told.need, house.id, told.title)
    if not can_do(asked, current_person_id()):
        abort(404)
    return need_page(asked, house, GuestForm())


@contributions.post("/need/<house_slug>/<owner>/<kind>/<thing>/<mark>")
@who(Who.SIGNED_IN)
def promise_need(house_slug: str, owner: str, kind: str, thing: str, mark: str) -> ResponseReturnValue:
    """Promise what a thing needs."""
    ref = Ref(owner, kind, thing)
    made = promising.promise_need(current_actor(), house_named(house_slug).id, ref, mark)
    taken_up = task_of_need(ref, mark)
    if taken_up is None:
        abort(404)
    return promised(made, taken_up.title, url_for(".task", key=taken_up.public_id))


def here() -> House:
    """The house of this page; 404 before there is one."""
    house = current_house()
    if house is None:
        abort(404)
    return house


def house_named(slug: str) -> House:
    """The house in the address; 404 for another word."""
    house = here()
    if house.slug != slug:
        abort(404)
    return house


def fits(asked: Asked, show: str) -> bool:
    """Whether a task is in a filter of the list."""
    return not show or (asked.short if show == "short" else show in asked.takes)


def liked_among(asked: Sequence[Asked], house: House) -> list[Asked]:
    """Of these tasks, the ones that the reader said they like to do, and that still need somebody."""
    own = likings(current_person_id())
    return [one for one in asked if one.left and not one.mine and best_fit(own, one, house.zone) is Fit.LIKED]


def promised(key: str, title: str, then: str) -> ResponseReturnValue:
    """Say thank you, with undo, and go on to `then`."""
    say_done(_("Thank you! You are helping with: %(title)s.", title=title), undo_url=url_for(".withdraw", key=key))
    return redirect(then, 303)


def sign_in_address() -> str:
    """Where somebody without a session signs in, to come back here; "" for who is signed in."""
    return url_for(SIGN_IN, next=way_back()) if current_person_id() is None else ""


def need_page(asked: Asked, house: House, form: GuestForm) -> str:
    """The page of a need that nobody took up yet."""
    return render_template(
        "contributions/need.html",
        asked=asked,
        zone=house.zone,
        house=house,
        thing=told_things([asked.ref], current_person_id()).get(asked.ref) if asked.ref else None,
        form=form,
        sign_in=sign_in_address(),
    )


def task_page(found: Task, form: GuestForm) -> str:
    """The page of a task; with the guest form for hosts of its house."""
    use_house(found.house)
    person_id = current_person_id()
    asked = with_places([found], person_id)[0]
    done = thanking.done_promises(found)
    mine = promising.own_promise(found, person_id)
    return render_template(
        "contributions/task.html",
        asked=asked,
        thing=told_things([asked.ref], person_id).get(asked.ref) if asked.ref else None,
        zone=found.house.zone,
        mine=mine,
        shared=mine is not None and bool(shared_tasks([mine])),
        together=mine is not None and was_together(mine),
        can=can_do(asked, person_id),
        rota=rota_of(found.id),
        day=day_of(found.id),
        thankable=person_id is not None and any(one.person_id != person_id for one in done),
        hosts=roles.may(current_actor(), found.house_id, "host"),
        form=form,
        house=found.house,
        sign_in=sign_in_address(),
    )
