"""The first steps of following a calendar: look at it, see what would come, say yes. And what both pages share."""

from collections.abc import Callable
from typing import Final, TypeVar
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.importing.refusing import Unusable
from app.clock import now
from app.db import db
from app.people.groups import groups_spoken_for
from app.places.models import House
from app.places.slugs import find_house
from app.refusals import NotFound, Refusal
from app.web import Who, current_actor, current_person, limiter, say_done, who
from app.web.forms import refuse
from plugins.activities.following import keeping, reading
from plugins.activities.following.forms import AddressForm, FollowForm, SourceForm
from plugins.activities.following.looking import Seen, look
from plugins.activities.following.models import Source
from plugins.activities.views import activities, house_here

F = TypeVar("F", bound=SourceForm)
LOOKS: Final = "30 per hour"
"""How often one address may make us look at somebody's server: enough to try, too little to harm."""
PREVIEWED: Final = 6
"""Dates in sight before one says yes."""


@activities.get("/following")
@who(Who.SIGNED_IN)
def following() -> str:
    """The calendars that I look after, and where to begin with one more."""
    return _start_page(AddressForm())


@activities.post("/following")
@who(Who.SIGNED_IN)
@limiter.limit(LOOKS)
def look_at() -> ResponseReturnValue:
    """Look at a calendar, and show what would come."""
    form = AddressForm()
    if not form.validate():
        return _start_page(form), 422
    url = form.url.data or ""
    try:
        seen = look(url, house_here().zone)
    except Unusable as refusal:
        refuse(form, refusal)
        return _start_page(form), refusal.status
    name = seen.reading.name if seen.reading else ""
    return _preview_page(_follow_form({"url": url, "name": name or urlsplit(url).hostname or ""}), seen)


@activities.post("/following/new")
@who(Who.SIGNED_IN)
@limiter.limit(LOOKS)
def follow() -> ResponseReturnValue:
    """Yes, follow it. What is in it now is there at once."""
    form = _follow_form()
    url, house = form.url.data or "", find_house(form.house.data or "")
    chosen = house if isinstance(house, House) else house_here()
    try:
        seen = look(url, chosen.zone)
    except Unusable as refusal:
        start = AddressForm(formdata=None, data={"url": url})
        refuse(start, refusal)
        return _start_page(start), refusal.status
    made: list[str] = []

    def act() -> None:
        made.append(keeping.follow(current_actor(), chosen.id, url, form.values(), seen))

    if not accepted(form, act):
        return _preview_page(form, seen), 422
    say_done(_("Done. It is in the agenda now, and we look for news every hour."))
    return redirect(url_for(".followed", key=made[0]), 303)


def accepted(form: SourceForm, act: Callable[[], object]) -> bool:
    """Do it, or put what is wrong on the form."""
    if not form.validate():
        return False
    try:
        act()
    except NotFound:
        raise
    except Refusal as refusal:
        refuse(form, refusal)
        return False
    return True


def with_groups(form: F, source: Source | None = None) -> F:
    """The form, with who it may be of: oneself, and the groups that one speaks for."""
    me = current_person()
    groups = groups_spoken_for(me.id) if me else []
    if source is not None and source.group is not None and source.group not in groups:
        groups.append(source.group)  # a host changes it, and it stays the group's
    form.fill_groups(
        me.first_name if me and (source is None or source.kept_by_id == me.id) else _("Who keeps it"), groups
    )
    return form


def _follow_form(data: dict[str, str] | None = None) -> FollowForm:
    """The last form: as it was sent, or filled with what was found."""
    form = FollowForm(formdata=None, data=data) if data else FollowForm()
    houses = db.session.scalars(sa.select(House).order_by(House.is_partner, House.id)).all()
    form.fill_houses(houses, house_here())
    return with_groups(form)


def _start_page(form: AddressForm) -> str:
    me = current_person()
    return render_template(
        "activities/following/start.html", form=form, sources=reading.sources_of(me.id) if me else []
    )


def _preview_page(form: FollowForm, seen: Seen) -> str:
    dates = [one for one in seen.reading.dates if one.span.end > now()] if seen.reading else []
    return render_template(
        "activities/following/preview.html",
        form=form,
        dates=dates[:PREVIEWED],
        more=max(0, len(dates) - PREVIEWED),
        zone=house_here().zone,
        host=urlsplit(form.url.data or "").hostname,
    )
