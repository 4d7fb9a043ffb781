"""For hosts: tasks that come back."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.places.models import House
from app.places.rights import HOST, require
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from app.web.forms import given
from plugins.contributions.forms import words_of
from plugins.contributions.rota import planning
from plugins.contributions.rota.forms import GoOnForm, RotaForm, RotaWordsForm
from plugins.contributions.rota.models import Rota
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here


@contributions.get("/manage/rota")
@who(Who.HOST)
def add_rota_page() -> str:
    """Ask for something that comes back."""
    _managed(here())
    return render_template("contributions/rota/edit.html", form=RotaForm(), rota=None)


@contributions.post("/manage/rota")
@who(Who.HOST)
def add_rota() -> ResponseReturnValue:
    """Ask the neighbourhood for something that comes back."""
    house, form = _managed(here()), RotaForm()
    if done := attempt(form, lambda: planning.begin(current_actor(), house.id, form.values())):
        say_done(_("It is on the list, with its dates."))
        return redirect(url_for(".rota", key=done.value), 303)
    return render_template("contributions/rota/edit.html", form=form, rota=None), 422


@contributions.get("/manage/rota/<key>")
@who(Who.HOST)
def edit_rota(key: str) -> str:
    """Change a task that comes back."""
    found = _managed_rota(key)
    form = RotaWordsForm(data={**words_of(found), "newcomers": found.newcomers})
    return render_template("contributions/rota/edit.html", form=form, rota=found)


@contributions.post("/manage/rota/<key>")
@who(Who.HOST)
def change_rota(key: str) -> ResponseReturnValue:
    """Change a task that comes back."""
    found, form = _managed_rota(key), RotaWordsForm()
    if attempt(form, lambda: planning.change(current_actor(), key, form.task_values(), form.newcomers.data or 0)):
        say_done(_("Changed."))
        return redirect(url_for(".rota", key=key), 303)
    return render_template("contributions/rota/edit.html", form=form, rota=found), 422


@contributions.get("/manage/rota/<key>/on")
@who(Who.HOST)
def go_on_page(key: str) -> str:
    """Ask until when it goes on."""
    found = _managed_rota(key)
    return render_template("contributions/rota/on.html", form=GoOnForm(data={"until": found.last_day}), rota=found)


@contributions.post("/manage/rota/<key>/on")
@who(Who.HOST)
def go_on_with_rota(key: str) -> ResponseReturnValue:
    """Let it go on."""
    found, form = _managed_rota(key), GoOnForm()
    if attempt(form, lambda: planning.go_on(current_actor(), key, given(form.until.data))):
        say_done(_("It goes on."))
        return redirect(url_for(".rota", key=key), 303)
    return render_template("contributions/rota/on.html", form=form, rota=found), 422


@contributions.post("/manage/rota/<key>/stop")
@who(Who.HOST)
def stop_rota(key: str) -> ResponseReturnValue:
    """No more dates."""
    title = _managed_rota(key).title
    planning.stop(current_actor(), key)
    say_done(_("Stopped: %(title)s. Who had a date hears of it.", title=title))
    return redirect(url_for(".manage"), 303)


def _managed(house: House) -> House:
    return require(current_actor(), house.id, HOST)


def _managed_rota(key: str) -> Rota:
    found = planning.rota_with(key)
    use_house(_managed(found.house))
    return found
