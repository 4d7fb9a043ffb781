"""For hosts: the house's tasks."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.places.models import House
from app.places.rights import HOST, require
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from app.web.redirects import way_back
from plugins.contributions import overseeing, tasks
from plugins.contributions.asking import task_with
from plugins.contributions.forms import TaskForm, form_of
from plugins.contributions.models import Task
from plugins.contributions.rota.showing import running_rotas
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here
from plugins.contributions.workday.showing import day_of, days_to_come


@contributions.get("/manage")
@who(Who.HOST)
def manage() -> str:
    """The house's tasks, who promised them, and what people thought of themselves."""
    house = _managed(here())
    return render_template(
        "contributions/manage.html",
        overview=overseeing.overview(house.id),
        rotas=running_rotas(house.id),
        days=days_to_come(house.id),
        zone=house.zone,
    )


@contributions.get("/manage/add")
@who(Who.HOST)
def add() -> str:
    """Ask for something; `title` is what a neighbour asked for, if any."""
    _managed(here())
    form = TaskForm()
    form.title.data = request.args.get("title", "")[:100]
    return render_template("contributions/edit.html", form=form, task=None)


@contributions.post("/manage/add")
@who(Who.HOST)
def add_task() -> ResponseReturnValue:
    """Ask the neighbourhood for something."""
    house, form = _managed(here()), TaskForm()
    if done := attempt(form, lambda: tasks.add_task(current_actor(), house.id, form.values(house.zone))):
        say_done(_("Your question is on the list."), undo_url=url_for(".close", key=done.value))
        return redirect(url_for(".manage"), 303)
    return render_template("contributions/edit.html", form=form, task=None), 422


@contributions.get("/manage/<key>")
@who(Who.HOST)
def edit(key: str) -> ResponseReturnValue:
    """Change a task; a job of a work day is changed there."""
    task = managed_task(key)
    part_of = day_of(task.id)
    if part_of is not None:
        return redirect(url_for(".edit_job", key=part_of.public_id, job=key), 303)
    return render_template("contributions/edit.html", form=form_of(task), task=task)


@contributions.post("/manage/<key>")
@who(Who.HOST)
def change(key: str) -> ResponseReturnValue:
    """Change a task."""
    task, form = managed_task(key), TaskForm()
    if attempt(form, lambda: tasks.change_task(current_actor(), key, form.values(task.house.zone))):
        say_done(_("Changed."))
        return redirect(url_for(".manage"), 303)
    return render_template("contributions/edit.html", form=form, task=task), 422


@contributions.post("/manage/<key>/close")
@who(Who.HOST)
def close(key: str) -> ResponseReturnValue:
    """It is no longer needed."""
    title = managed_task(key).title
    tasks.close_task(current_actor(), key)
    say_done(_("Closed: %(title)s.", title=title), undo_url=url_for(".reopen", key=key))
    return redirect(way_back() or url_for(".manage"), 303)


@contributions.post("/manage/<key>/open")
@who(Who.HOST)
def reopen(key: str) -> ResponseReturnValue:
    """It is needed after all."""
    title = managed_task(key).title
    tasks.reopen_task(current_actor(), key)
    say_done(_("Open again: %(title)s.", title=title), undo_url=url_for(".close", key=key))
    return redirect(way_back() or url_for(".manage"), 303)


def _managed(house: House) -> House:
    """The house, if the reader is a host of it; else a refusal."""
    return require(current_actor(), house.id, HOST)


def managed_task(key: str) -> Task:
    """A task of a house where the reader is a host; else a refusal."""
    task = task_with(key)
    use_house(_managed(task.house))
    return task
