"""Helping once, without an account: on a task's page, and the page of one's own that comes after it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refs import Ref
from app.web import Who, current_actor, current_person_id, limiter, say_done, use_house, who
from app.web.attempts import attempt
from plugins.contributions import helping
from plugins.contributions.asked import asked_by_need
from plugins.contributions.asking import find_need, task_of_need, task_with, with_places
from plugins.contributions.forms import GuestForm
from plugins.contributions.views import GUESTS, contributions
from plugins.contributions.views.browsing import house_named, need_page, promise, promise_need, task_page


@contributions.post("/<key>/help")
@who(Who.EVERYONE)
@limiter.limit(GUESTS)
def help_once(key: str) -> ResponseReturnValue:
    """I'll help, with a first name."""
    if current_person_id() is not None:
        return promise(key)
    form = GuestForm()
    if done := attempt(
        form, lambda: helping.help_once(current_actor(), key, form.name.data or "", form.reach.data or "")
    ):
        return _to_own_page(done.value)
    return task_page(task_with(key), form), 422


@contributions.post("/need/<house_slug>/<owner>/<kind>/<thing>/<mark>/help")
@who(Who.EVERYONE)
@limiter.limit(GUESTS)
def help_with_need(house_slug: str, owner: str, kind: str, thing: str, mark: str) -> ResponseReturnValue:
    """I'll help with what a thing needs, with a first name."""
    if current_person_id() is not None:
        return promise_need(house_slug=house_slug, owner=owner, kind=kind, thing=thing, mark=mark)
    house, ref, form = house_named(house_slug), Ref(owner, kind, thing), GuestForm()
    given = (form.name.data or "", form.reach.data or "")
    if done := attempt(form, lambda: helping.help_with_need(current_actor(), house.id, ref, mark, given)):
        return _to_own_page(done.value)
    taken_up = task_of_need(ref, mark)
    if taken_up is not None:
        return task_page(taken_up, form), 422
    told = find_need(house.id, ref, mark)
    return need_page(asked_by_need(told.need, house.id, told.title), house, form), 422


@contributions.get("/helping/<code>")
@who(Who.SECRET)
@limiter.limit(GUESTS)
def own_help(code: str) -> str:
    """You're helping (or not any more): with what, when, and the way out."""
    found = helping.with_code(code)
    use_house(found.house)
    asked = with_places([task_with(helping.task_key(code))], None)[0]
    return render_template("contributions/helping.html", promise=found, asked=asked, zone=found.house.zone)


@contributions.post("/helping/<code>/off")
@who(Who.SECRET)
@limiter.limit(GUESTS)
def own_help_off(code: str) -> ResponseReturnValue:
    """Not after all."""
    helping.let_go(current_actor(), code)
    return redirect(url_for(".own_help", code=code), 303)


@contributions.post("/helping/<code>/back")
@who(Who.SECRET)
@limiter.limit(GUESTS)
def own_help_back(code: str) -> ResponseReturnValue:
    """After all."""
    helping.come_back(current_actor(), code)
    say_done(_("Nice! You are helping after all."))
    return redirect(url_for(".own_help", code=code), 303)


def _to_own_page(code: str) -> ResponseReturnValue:
    """To the page that says thank you. This browser remembers nothing: it may be the house's own."""
    return redirect(url_for(".own_help", code=code), 303)
