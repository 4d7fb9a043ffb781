"""For those who organise: change one date, call it off, bring it back, add an extra one."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import wall
from app.places.models import Space
from app.refusals import Refusal
from app.web import Who, current_actor, say_done, who
from app.web.forms import Form, refuse
from plugins.activities import dates, reading
from plugins.activities.forms import DateForm
from plugins.activities.headcount import counting
from plugins.activities.holding import Clashes
from plugins.activities.lost.possible import possible
from plugins.activities.models import Activity, Occurrence
from plugins.activities.spreading import changing, following, stopping
from plugins.activities.spreading.forms import ChangeForm, OffForm
from plugins.activities.spreading.shifting import Reach
from plugins.activities.views import activities, occurrence_at
from plugins.activities.views.organising import own_activity
from plugins.activities.views.publishing import fill_choices
from plugins.activities.when import pages


@activities.get("/<slug>/dates/<key>")
@who(Who.SIGNED_IN)
def date(slug: str, key: str) -> str:
    """One date, with everything that can be done to it."""
    return _own_page(slug, key, _off_form(slug, key))


def _own_page(slug: str, key: str, reason: OffForm) -> str:
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    return render_template(
        "activities/date.html",
        activity=activity,
        possible=possible(occurrence) if occurrence.room_lost else None,
        zone=activity.zone,
        line=reading.lines([occurrence], None)[0],
        reason=reason,
        can_count=counting.can_count(occurrence),
        people=counting.counted([occurrence.id]).get(occurrence.id),
    )


@activities.get("/<slug>/dates/<key>/change")
@who(Who.SIGNED_IN)
def change_date_form(slug: str, key: str) -> str:
    """Another day, time, place or title: for this date alone, or for others too."""
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    return _date_page(_date_form(activity, occurrence), activity, occurrence)


@activities.post("/<slug>/dates/<key>/change")
@who(Who.SIGNED_IN)
def change_date(slug: str, key: str) -> ResponseReturnValue:
    """Change this date, or those that were chosen with it."""
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    form = _date_form(activity, occurrence)

    def act() -> None:
        if form.reaches is Reach.ONE:
            dates.change_date(current_actor(), occurrence.id, form.plan())
            return
        told = pages.decided()
        changing.change(
            current_actor(), occurrence.id, form.reaches, form.plan(), skip=told.skip, elsewhere=told.elsewhere
        )

    try:
        done = done_or_refused(form, act)
    except Clashes as clashes:
        back = url_for(".change_date_form", slug=slug, key=key)
        house = own_activity(slug).house
        return pages.clash_page(house, clashes, back, _("Save"), _("Call this one off")), clashes.status
    return changed(slug) if done else (_date_page(form, own_activity(slug), occurrence_at(slug, key)), 422)


@activities.post("/<slug>/dates/<key>/cancel")
@who(Who.SIGNED_IN)
def cancel_date(slug: str, key: str) -> ResponseReturnValue:
    """Call off this date, or those that were chosen with it, with a word why."""
    own_activity(slug)
    occurrence, form = occurrence_at(slug, key), _off_form(slug, key)
    if not form.validate():
        return _own_page(slug, key, form), 422
    if form.reaches is not Reach.ONE:
        stopping.stop(current_actor(), occurrence.id, form.reaches, form.reason.data or "")
        say_done(_("Called off. Who signed up gets a message."))
        return redirect(url_for(".show", slug=slug), 303)
    dates.cancel_date(current_actor(), occurrence.id, form.reason.data or "")
    undo = url_for(".restore_date", slug=slug, key=key)
    say_done(_("Called off. Who signed up gets a message."), undo_url=undo)
    return redirect(url_for(".show", slug=slug), 303)


@activities.post("/<slug>/dates/<key>/restore")
@who(Who.SIGNED_IN)
def restore_date(slug: str, key: str) -> ResponseReturnValue:
    """Bring this date back, if its room is free still."""
    own_activity(slug)
    dates.restore_date(current_actor(), occurrence_at(slug, key).id)
    say_done(_("It is on again."))
    return redirect(url_for(".show", slug=slug), 303)


@activities.get("/<slug>/dates/new")
@who(Who.SIGNED_IN)
def add_date_form(slug: str) -> str:
    """An extra date."""
    activity = own_activity(slug)
    lines = reading.dates_of(activity, None)
    form = _date_form(activity, lines[-1].occurrence if lines else None)
    form.day.data = None
    return _date_page(form, activity, None)


@activities.post("/<slug>/dates/new")
@who(Who.SIGNED_IN)
def add_date(slug: str) -> ResponseReturnValue:
    """Add an extra date."""
    activity = own_activity(slug)
    form = _date_form(activity, None)

    def act() -> None:
        dates.add_date(current_actor(), activity.id, form.plan())

    done = done_or_refused(form, act)
    return changed(slug) if done else (_date_page(form, own_activity(slug), None), 422)


def done_or_refused(form: Form, act: Callable[[], None]) -> bool:
    """Do it, or put what is wrong on the form. A clash of a series has a page of its own; a single one is a message."""
    if "again" in request.form or not form.validate():
        return False
    try:
        act()
    except Clashes as clashes:
        if len(clashes.spans) > 1:
            raise
        refuse(
            form,
            Refusal(
                _("The room is not free then: %(why)s.", why=str(clashes.clashes[0].reason).rstrip(".")), field="spaces"
            ),
        )
        return False
    except Refusal as refusal:
        refuse(form, refusal)
        return False
    return True


def changed(slug: str) -> ResponseReturnValue:
    """Say so, on the page of the activity."""
    say_done(_("Changed. Who signed up for a changed date gets a message."))
    return redirect(url_for(".show", slug=slug), 303)


def _off_form(slug: str, key: str) -> OffForm:
    occurrence = occurrence_at(slug, key)
    form = OffForm()
    form.offer(occurrence, following.others(occurrence))
    return form


def _date_form(activity: Activity, occurrence: Occurrence | None) -> ChangeForm:
    form = ChangeForm(data=values(occurrence) if occurrence else {})
    form.offer(occurrence, following.others(occurrence) if occurrence else 0)
    fill_choices(form, activity.house, spaces(occurrence))
    return form


def spaces(occurrence: Occurrence | None) -> list[Space]:
    """The spaces that a date has already."""
    return occurrence.spaces if occurrence else []


def values(occurrence: Occurrence) -> dict[str, object]:
    """A date as a form shows it."""
    start, end = (wall(moment, occurrence.activity.zone) for moment in (occurrence.starts, occurrence.ends))
    return {
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "title": occurrence.title,
        "place": occurrence.place,
        "spaces": [space.id for space in occurrence.spaces],
    }


def _date_page(form: DateForm, activity: Activity, occurrence: Occurrence | None) -> str:
    return render_template(
        "activities/date_form.html", form=form, activity=activity, occurrence=occurrence, zone=activity.zone
    )
