"""For those who organise: the small roles of an activity. Another plugin may let neighbours promise them."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.plugins import Collected, Piece, current_hooks
from app.web import Who, current_actor, current_person_id, say_done, who
from app.web import dates as say
from app.web.attempts import attempt
from plugins.activities import reading
from plugins.activities.models import Activity, Occurrence
from plugins.activities.roles import asking, ready
from plugins.activities.roles.forms import MOMENTS, RoleForm, data_of
from plugins.activities.roles.models import Role
from plugins.activities.views import activities
from plugins.activities.views.organising import own_activity

SHOWN = 12
"""Dates to choose one from."""


@activities.get("/<slug>/roles")
@who(Who.SIGNED_IN)
def roles(slug: str) -> str:
    """The small roles, and a form for one more."""
    activity = own_activity(slug)
    return _list_page(activity, _form(activity))


@activities.post("/<slug>/roles")
@who(Who.SIGNED_IN)
def add_role(slug: str) -> ResponseReturnValue:
    """One more."""
    activity = own_activity(slug)
    form = _form(activity)
    if done := attempt(form, lambda: asking.add_role(current_actor(), activity.id, form.values())):
        return _added(activity, done.value)
    return _list_page(activity, form), 422


def _added(activity: Activity, key: str) -> ResponseReturnValue:
    promised = bool(about_roles(activity).values)
    words = _("It is on the list. Neighbours can choose it.") if promised else _("It is on the list.")
    say_done(words, undo_url=url_for(".remove_role", slug=activity.slug, key=key))
    return redirect(url_for(".roles", slug=activity.slug), 303)


@activities.post("/<slug>/roles/ready")
@who(Who.SIGNED_IN)
def add_ready_role(slug: str) -> ResponseReturnValue:
    """One that nearly every activity has."""
    activity = own_activity(slug)
    values = ready.values_of(request.form.get("ready", ""), activity.house.language)
    return _added(activity, asking.add_role(current_actor(), activity.id, values))


@activities.get("/<slug>/roles/<key>")
@who(Who.SIGNED_IN)
def role(slug: str, key: str) -> str:
    """One role, to change."""
    activity = own_activity(slug)
    found = asking.role_with(activity, _key(key))
    return _role_page(activity, found, _form(activity, found))


@activities.post("/<slug>/roles/<key>")
@who(Who.SIGNED_IN)
def change_role(slug: str, key: str) -> ResponseReturnValue:
    """Change it."""
    activity = own_activity(slug)
    found = asking.role_with(activity, _key(key))
    form = _form(activity, found)
    if not attempt(form, lambda: asking.change_role(current_actor(), key, form.values())):
        return _role_page(activity, found, form), 422
    say_done(_("Changed."))
    return redirect(url_for(".roles", slug=slug), 303)


@activities.post("/<slug>/roles/<key>/remove")
@who(Who.SIGNED_IN)
def remove_role(slug: str, key: str) -> ResponseReturnValue:
    """Not needed any more."""
    title = asking.role_with(own_activity(slug), _key(key)).title
    asking.remove_role(current_actor(), key)
    say_done(_("Off the list: %(title)s.", title=title), undo_url=url_for(".restore_role", slug=slug, key=key))
    return redirect(url_for(".roles", slug=slug), 303)


@activities.post("/<slug>/roles/<key>/restore")
@who(Who.SIGNED_IN)
def restore_role(slug: str, key: str) -> ResponseReturnValue:
    """Needed after all."""
    title = asking.role_with(own_activity(slug), _key(key)).title
    asking.restore_role(current_actor(), key)
    say_done(_("On the list again: %(title)s.", title=title), undo_url=url_for(".remove_role", slug=slug, key=key))
    return redirect(url_for(".roles", slug=slug), 303)


def about_roles(activity: Activity) -> Collected[Piece]:
    """What other plugins say of small roles. Nothing: they stand on the page in plain words, and nobody promises."""
    return current_hooks().slot("activity.roles", activity.ref, current_person_id())


def plain_roles(activity: Activity, date: Occurrence | None) -> list[Role]:
    """The roles that a page tells in plain words: those of this date, where no plugin lets neighbours promise them."""
    found = [one for one in asking.roles_of(activity.id) if one.occurrence_id in (None, date.id if date else None)]
    return [] if not found or about_roles(activity).values else found


def _key(key: str) -> str:
    if not key.isalnum():
        abort(404)
    return key


def _form(activity: Activity, found: Role | None = None) -> RoleForm:
    one = db.session.get(Occurrence, found.occurrence_id) if found and found.occurrence_id else None
    form = RoleForm(data=data_of(found, one.public_id if one else "") if found else {})
    to_come = [line.occurrence for line in reading.dates_of(activity, None) if not line.occurrence.is_cancelled][:SHOWN]
    form.fill_dates(to_come if one is None or one in to_come else [one, *to_come])
    return form


def _list_page(activity: Activity, form: RoleForm) -> str:
    found = asking.roles_of(activity.id)
    days = _days([one.occurrence_id for one in found if one.occurrence_id is not None])
    return render_template(
        "activities/roles/list.html",
        activity=activity,
        roles=[(one, days.get(one.occurrence_id or 0, "")) for one in found],
        moments=MOMENTS,
        form=form,
        offered=ready.offered(found, activity.house.language),
        pieces=about_roles(activity),
    )


def _role_page(activity: Activity, found: Role, form: RoleForm) -> str:
    return render_template("activities/roles/one.html", activity=activity, role=found, form=form)


def _days(occurrence_ids: list[int]) -> dict[int, str]:
    return {
        key: say.day(one.starts, one.activity.zone)
        for key in occurrence_ids
        if (one := db.session.get(Occurrence, key)) is not None
    }
