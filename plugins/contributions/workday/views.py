"""Pages of the work day: all its jobs for everybody; planning, changing and printing it for hosts."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import roles
from app.places.models import House
from app.places.rights import HOST, require
from app.web import Who, current_actor, current_person_id, say_done, use_house, who
from app.web.attempts import attempt
from plugins.contributions import tasks
from plugins.contributions.asking import task_with
from plugins.contributions.forms import TaskWordsForm, words_of
from plugins.contributions.models import Task
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here
from plugins.contributions.workday import planning
from plugins.contributions.workday.forms import DayForm, NewDayForm, data_of
from plugins.contributions.workday.models import WorkDay
from plugins.contributions.workday.planning import day_with
from plugins.contributions.workday.reading import earlier_days, is_over, jobs_of
from plugins.contributions.workday.showing import day_of


@contributions.get("/days/<key>")
@who(Who.EVERYONE)
def day(key: str) -> str:
    """All jobs of a day; one takes one or more."""
    return _day_page(_shown(key), TaskWordsForm())


@contributions.get("/days/<key>/paper")
@who(Who.HOST)
def day_paper(key: str) -> str:
    """The list for the wall, with lines to write a name on."""
    found = _managed(key)
    return render_template(
        "contributions/workday/paper.html", day=found, zone=found.house.zone, jobs=jobs_of(found, None)
    )


@contributions.get("/days/add")
@who(Who.HOST)
def plan_day_page() -> str:
    """Plan a work day."""
    house = _hosted(here())
    form = _new_form(house)
    form.choose(request.args.get("like", ""))
    return render_template("contributions/workday/edit.html", form=form, day=None)


@contributions.post("/days/add")
@who(Who.HOST)
def plan_day() -> ResponseReturnValue:
    """Put it on the list."""
    house = _hosted(here())
    form = _new_form(house)
    like = form.like.data or ""
    if done := attempt(form, lambda: planning.plan_day(current_actor(), house.id, form.values(house.zone), like)):
        say_done(_("It is on the list. Now the jobs."), undo_url=url_for(".call_off_day", key=done.value))
        return redirect(url_for(".day", key=done.value), 303)
    return render_template("contributions/workday/edit.html", form=form, day=None), 422


@contributions.get("/days/<key>/change")
@who(Who.HOST)
def edit_day(key: str) -> str:
    """Change its words and hours."""
    found = _managed(key)
    return render_template("contributions/workday/edit.html", form=DayForm(data=data_of(found)), day=found)


@contributions.post("/days/<key>/change")
@who(Who.HOST)
def change_day(key: str) -> ResponseReturnValue:
    """Change its words and hours."""
    found, form = _managed(key), DayForm()
    if attempt(form, lambda: planning.change_day(current_actor(), key, form.values(found.house.zone))):
        say_done(_("Changed. Who helps hears of another time."))
        return redirect(url_for(".day", key=key), 303)
    return render_template("contributions/workday/edit.html", form=form, day=found), 422


@contributions.post("/days/<key>/jobs")
@who(Who.HOST)
def add_job(key: str) -> ResponseReturnValue:
    """One more job."""
    found, form = _managed(key), TaskWordsForm()
    if done := attempt(form, lambda: planning.add_job(current_actor(), key, form.task_values())):
        say_done(_("It is on the list: %(title)s.", title=form.title.data), undo_url=url_for(".close", key=done.value))
        return redirect(url_for(".day", key=key, _anchor="one-more"), 303)
    return _day_page(found, form), 422


@contributions.get("/days/<key>/jobs/<job>")
@who(Who.HOST)
def edit_job(key: str, job: str) -> str:
    """Change a job; its time is the day's."""
    found, task = _managed(key), _job(key, job)
    return render_template(
        "contributions/workday/job.html", form=TaskWordsForm(data=words_of(task)), day=found, task=task
    )


@contributions.post("/days/<key>/jobs/<job>")
@who(Who.HOST)
def change_job(key: str, job: str) -> ResponseReturnValue:
    """Change a job."""
    found, task, form = _managed(key), _job(key, job), TaskWordsForm()
    if attempt(form, lambda: tasks.change_task(current_actor(), job, form.task_values(task.starts, task.ends))):
        say_done(_("Changed."))
        return redirect(url_for(".day", key=key), 303)
    return render_template("contributions/workday/job.html", form=form, day=found, task=task), 422


@contributions.post("/days/<key>/off")
@who(Who.HOST)
def call_off_day(key: str) -> ResponseReturnValue:
    """It is off."""
    title = _managed(key).title
    planning.call_off(current_actor(), key)
    say_done(_("Called off: %(title)s. Who helps hears it.", title=title), undo_url=url_for(".call_on_day", key=key))
    return redirect(url_for(".day", key=key), 303)


@contributions.post("/days/<key>/on")
@who(Who.HOST)
def call_on_day(key: str) -> ResponseReturnValue:
    """It is on after all."""
    title = _managed(key).title
    planning.call_on(current_actor(), key)
    say_done(_("On again: %(title)s", title=title), undo_url=url_for(".call_off_day", key=key))
    return redirect(url_for(".day", key=key), 303)


def _day_page(found: WorkDay, form: TaskWordsForm) -> str:
    return render_template(
        "contributions/workday/day.html",
        day=found,
        over=is_over(found),
        zone=found.house.zone,
        jobs=jobs_of(found, current_person_id()),
        signed_in=current_person_id() is not None,
        hosts=roles.may(current_actor(), found.house_id, "host"),
        form=form,
    )


def _new_form(house: House) -> NewDayForm:
    form = NewDayForm()
    form.fill_days(earlier_days(house.id))
    return form


def _shown(key: str) -> WorkDay:
    found = day_with(key)
    use_house(found.house)
    return found


def _managed(key: str) -> WorkDay:
    found = _shown(key)
    _hosted(found.house)
    return found


def _hosted(house: House) -> House:
    """The house, if the reader is a host of it; else a refusal."""
    return require(current_actor(), house.id, HOST)


def _job(key: str, job: str) -> Task:
    """A job of this very day; 404 for another task."""
    task = task_with(job)
    found = day_of(task.id)
    if found is None or found.public_id != key:
        abort(404)
    return task
