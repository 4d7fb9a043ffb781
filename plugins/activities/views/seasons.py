"""For those who organise: change a series from one date on, end it, or let it go on."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, say_done, who
from plugins.activities import seasons
from plugins.activities.forms import ReasonForm, TimesForm, UntilForm, given
from plugins.activities.holding import Clashes
from plugins.activities.models import Activity, Occurrence
from plugins.activities.views import activities, occurrence_at
from plugins.activities.views.dates import changed, done_or_refused, spaces, values
from plugins.activities.views.organising import own_activity
from plugins.activities.views.publishing import fill_choices, skipped_days
from plugins.activities.when import pages
from plugins.activities.when.choosing import DateChoice, choices


@activities.get("/<slug>/dates/<key>/onwards")
@who(Who.SIGNED_IN)
def onwards_form(slug: str, key: str) -> str:
    """Another time or place for this date and all after it; or the end of the series."""
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    return _onwards_page(_times_form(activity, occurrence), activity, occurrence)


@activities.post("/<slug>/dates/<key>/onwards")
@who(Who.SIGNED_IN)
def onwards(slug: str, key: str) -> ResponseReturnValue:
    """Change this date and all after it."""
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    form = _times_form(activity, occurrence)

    def act() -> None:
        start, end = given(form.start.data), given(form.end.data)
        seasons.reschedule(current_actor(), occurrence.id, start, end, form.where(), skip=skipped_days())

    try:
        done = done_or_refused(form, act)
    except Clashes as clashes:
        return _clash_page(own_activity(slug), clashes), clashes.status
    return changed(slug) if done else (_onwards_page(form, own_activity(slug), occurrence_at(slug, key)), 422)


@activities.post("/<slug>/dates/<key>/stop")
@who(Who.SIGNED_IN)
def stop(slug: str, key: str) -> ResponseReturnValue:
    """End the series with the date before this one."""
    own_activity(slug)
    occurrence, form = occurrence_at(slug, key), ReasonForm()
    if not form.validate():
        activity = own_activity(slug)
        return _onwards_page(_times_form(activity, occurrence), activity, occurrence, form), 422
    seasons.stop(current_actor(), occurrence.id, form.reason.data or "")
    say_done(_("The series ends here. Who signed up gets a message."))
    return redirect(url_for(".show", slug=slug), 303)


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
        return _clash_page(own_activity(slug), clashes), clashes.status
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


def _times_form(activity: Activity, occurrence: Occurrence) -> TimesForm:
    form = TimesForm(data=values(occurrence))
    fill_choices(form, activity.house, spaces(occurrence))
    return form


def _onwards_page(form: TimesForm, activity: Activity, occurrence: Occurrence, reason: ReasonForm | None = None) -> str:
    return render_template(
        "activities/onwards.html",
        form=form,
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        reason=reason or ReasonForm(formdata=None),
    )


def _clash_page(activity: Activity, clashes: Clashes) -> str:
    """Skip the dates that clash (they are called off), or go back and choose another room."""
    return render_template(
        "activities/clash.html",
        house=activity.house,
        zone=activity.zone,
        clashes=clashes.clashes,
        dates=len(clashes.spans),
        proposals=[],
        skip=sorted(day.isoformat() for day in skipped_days()),
        kept=pages.kept_fields("skip"),
        action=request.path,
        back=url_for(".show", slug=activity.slug),
    )
