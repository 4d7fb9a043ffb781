"""For those who organise: let a series go on."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, who
from app.web.forms import given
from plugins.activities import seasons
from plugins.activities.forms import UntilForm
from plugins.activities.holding import Clashes
from plugins.activities.models import Activity
from plugins.activities.views import activities
from plugins.activities.views.dates import changed, done_or_refused
from plugins.activities.views.organising import own_activity
from plugins.activities.views.publishing import skipped_days
from plugins.activities.when import pages
from plugins.activities.when.choosing import DateChoice, choices


@activities.get("/<slug>/continue")
@who(Who.SIGNED_IN)
def continue_form(slug: str) -> str:
    """Let the series go on."""
    return _continue_page(_until_form(slug), slug)


@activities.post("/<slug>/continue")
@who(Who.SIGNED_IN)
def go_on(slug: str) -> ResponseReturnValue:
    """Let the series go on until a day."""
    activity, form = own_activity(slug), _until_form(slug)
    pressed: list[DateChoice] = []

    def act() -> None:
        found = _dates_to_continue(activity, form)
        decided = pages.read(found)
        if not pages.looked() or len(decided.skip) == len(found):
            pressed.extend(found)
            return
        skip = decided.skip | skipped_days()
        seasons.continue_until(
            current_actor(), activity.id, given(form.until.data), skip=skip, elsewhere=decided.elsewhere
        )

    try:
        done = done_or_refused(form, act)
    except Clashes as clashes:
        words = _("Go on")
        return pages.clash_page(own_activity(slug).house, clashes, url_for(".continue_form", slug=slug), words), 409
    if pressed:
        page = pages.dates_page(activity.house, pressed, url_for(".continue_form", slug=slug), _("Go on"))
        return page, 422 if pages.looked() else 200
    if done:
        return changed(slug)
    return _continue_page(form, slug), 200 if "again" in request.form else 422


def _until_form(slug: str) -> UntilForm:
    form = UntilForm()
    form.fit_to(own_activity(slug).house)
    return form


def _dates_to_continue(activity: Activity, form: UntilForm) -> list[DateChoice]:
    series, planned = seasons.to_continue(activity, given(form.until.data))
    off = form.left_out(activity.house, [one.original_start.date() for one in planned])
    return choices(activity.house, series.spaces, planned, off)


def _continue_page(form: UntilForm, slug: str) -> str:
    return render_template("activities/continue.html", form=form, activity=own_activity(slug))
