"""Pages of theme weeks: everybody reads what is on, on screen and on paper; the circle plans and changes.

Who organises something leaves the week out of it, from its own page.
"""

from collections.abc import Sequence

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.entry import Entry
from app.calendar.places import all_houses
from app.calendar.themes import BY_KEY
from app.places.models import House
from app.web import Who, current_actor, current_person_id, say_done, use_house, who
from app.web.attempts import attempt
from app.web.qr import qr_of
from plugins.prevention.circles.models import Circle
from plugins.prevention.circles.views import circle_of_mine
from plugins.prevention.themeweeks import feeds, holding, leaving, marking, reading, versions
from plugins.prevention.themeweeks.forms import WeekForm, form_of
from plugins.prevention.themeweeks.models import ThemeWeek
from plugins.prevention.views import prevention, ref_in


@prevention.get("/circles/<slug>/weeks/new")
@who(Who.SIGNED_IN)
def week_form(slug: str) -> str:
    """The form for a theme week of a circle."""
    return _form_page(WeekForm(), circle_of_mine(slug))


@prevention.post("/circles/<slug>/weeks/new")
@who(Who.SIGNED_IN)
def plan_week(slug: str) -> ResponseReturnValue:
    """Plan it."""
    found, form = circle_of_mine(slug), WeekForm()
    done = attempt(form, lambda: holding.plan(current_actor(), slug, form.values()))
    if done is None:
        return _form_page(form, found), 422
    undo = url_for(".call_week_off", key=done.value)
    say_done(_("The theme week is planned. What is on in those days carries its name."), undo_url=undo)
    return redirect(url_for(".theme_week", key=done.value), 303)


@prevention.get("/theme-weeks/<key>")
@who(Who.EVERYONE)
def theme_week(key: str) -> ResponseReturnValue:
    """What is on in it, by house and by day."""
    week = _week(key)
    mine = week.circle.member(current_person_id()) is not None
    if not mine and reading.public_week(key) is None:
        return render_template("prevention/themeweeks/gone.html", week=week), 404
    return render_template(
        "prevention/themeweeks/one.html",
        week=week,
        mine=mine,
        theme=BY_KEY[week.theme],
        houses=_by_house(marking.entries_of(week)),
        feed=url_for("calendar_files.public", kind=feeds.KIND, slug=week.public_id),
    )


@prevention.get("/theme-weeks/<key>/paper")
@who(Who.EVERYONE)
def theme_week_paper(key: str) -> ResponseReturnValue:
    """The programme on paper, in large letters."""
    week = _week(key)
    if reading.public_week(key) is None:
        return render_template("prevention/themeweeks/gone.html", week=week), 404
    base = str(current_app.config["WIJ_BASE_URL"]).rstrip("/")
    return render_template(
        "prevention/themeweeks/paper.html",
        week=week,
        theme=BY_KEY[week.theme],
        houses=_by_house(marking.entries_of(week)),
        qr=qr_of(base + url_for(".theme_week", key=week.public_id)),
        house=week.circle.house,
    )


@prevention.get("/theme-weeks/<key>/edit")
@who(Who.SIGNED_IN)
def edit_week(key: str) -> str:
    """How it is, to change."""
    week = _of_mine(key)
    return _form_page(form_of(week), week.circle, week)


@prevention.post("/theme-weeks/<key>/edit")
@who(Who.SIGNED_IN)
def change_week(key: str) -> ResponseReturnValue:
    """Change it."""
    week, form = _of_mine(key), WeekForm()
    done = attempt(form, lambda: holding.change(current_actor(), key, form.values()))
    if done is None:
        return _form_page(form, week.circle, week), 422
    return _changed(key, done.value)


@prevention.get("/theme-weeks/<key>/versions")
@who(Who.SIGNED_IN)
def week_versions(key: str) -> str:
    """How it was before, for the circle."""
    week = _of_mine(key)
    return render_template("prevention/themeweeks/versions.html", week=week, versions=versions.versions_of(week))


@prevention.post("/theme-weeks/<key>/versions/<version>")
@who(Who.SIGNED_IN)
def restore_week(key: str, version: str) -> ResponseReturnValue:
    """Put an earlier version back."""
    return _changed(key, holding.restore(current_actor(), _of_mine(key).public_id, version))


@prevention.post("/theme-weeks/<key>/off")
@who(Who.SIGNED_IN)
def call_week_off(key: str) -> ResponseReturnValue:
    """Call it off."""
    week = _of_mine(key)
    holding.call_off(current_actor(), key)
    say_done(_("The theme week is off. Nothing carries its name any more."), undo_url=url_for(".call_week_on", key=key))
    return redirect(url_for(".circle", slug=week.circle.slug), 303)


@prevention.post("/theme-weeks/<key>/on")
@who(Who.SIGNED_IN)
def call_week_on(key: str) -> ResponseReturnValue:
    """Let it go on after all."""
    holding.call_on(current_actor(), _of_mine(key).public_id)
    say_done(_("The theme week goes on."))
    return redirect(url_for(".theme_week", key=key), 303)


@prevention.post("/theme-weeks/<key>/leave/<owner>/<kind>/<thing>")
@who(Who.SIGNED_IN)
def leave_week(key: str, owner: str, kind: str, thing: str) -> ResponseReturnValue:
    """Who organises something takes the mark of the week off it."""
    told = leaving.leave(current_actor(), key, ref_in(owner, kind, thing))
    undo = url_for(".join_week", key=key, owner=owner, kind=kind, thing=thing)
    say_done(_("The mark is off."), undo_url=undo)
    return redirect(told.url or url_for(".theme_week", key=key), 303)


@prevention.post("/theme-weeks/<key>/join/<owner>/<kind>/<thing>")
@who(Who.SIGNED_IN)
def join_week(key: str, owner: str, kind: str, thing: str) -> ResponseReturnValue:
    """Put it back."""
    told = leaving.join(current_actor(), key, ref_in(owner, kind, thing))
    undo = url_for(".leave_week", key=key, owner=owner, kind=kind, thing=thing)
    say_done(_("The mark is back."), undo_url=undo)
    return redirect(told.url or url_for(".theme_week", key=key), 303)


def _changed(key: str, before: str) -> ResponseReturnValue:
    undo = url_for(".restore_week", key=key, version=before) if before else None
    say_done(_("Changed. Everybody sees the new words.") if before else _("Nothing was changed."), undo_url=undo)
    return redirect(url_for(".theme_week", key=key), 303)


def _week(key: str) -> ThemeWeek:
    week = reading.week_at(key)
    use_house(week.circle.house)
    return week


def _of_mine(key: str) -> ThemeWeek:
    """The week, for who takes part in its circle. Raises NotAllowed, NotFound."""
    week = reading.week_at(key)
    circle_of_mine(week.circle.slug)
    return week


def _by_house(entries: Sequence[Entry]) -> list[tuple[House, list[Entry]]]:
    """The houses where something is on, with what."""
    told = [(house, [entry for entry in entries if entry.house_id == house.id]) for house in all_houses()]
    return [(house, own) for house, own in told if own]


def _form_page(form: WeekForm, found: Circle, week: ThemeWeek | None = None) -> str:
    return render_template("prevention/themeweeks/form.html", form=form, circle=found, week=week)
