"""Put something in the agenda: one page for what, when, where and for whom. A clash offers what is possible."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.repeats import Occurrence as Planned
from app.clock import now
from app.db import db
from app.people import roles
from app.people.groups import groups_spoken_for
from app.places.models import House, Space
from app.places.slugs import find_house
from app.plugins import current_hooks
from app.refusals import Refusal
from app.web import Who, current_actor, current_person, say_done, use_house, who
from app.web.forms import Form, as_choices, flat, refuse
from plugins.activities.forms import PublishForm, WhereForm, WordsForm, drop_empty_tags
from plugins.activities.holding import Clashes, proposals, spaces_of
from plugins.activities.ideas.becoming import idea_to_begin, prefilled
from plugins.activities.ideas.models import Idea
from plugins.activities.labels.forms import tag_choices
from plugins.activities.models import Activity, is_hidden
from plugins.activities.planning import Where, check_soon
from plugins.activities.publishing import publish, without
from plugins.activities.views import activities, house_here
from plugins.activities.when import pages
from plugins.activities.when.choosing import Chosen, DateChoice, choices
from plugins.activities.when.forms import LeaveOutForm

PROPOSED = 2
"""Rooms proposed at once; the others stand on the form."""


@activities.get("/new")
@who(Who.SIGNED_IN)
def new() -> str:
    """The form, empty; with `?idea=` it holds what that idea says."""
    house = _house()
    return _page(_form(house), house)


@activities.post("/new")
@who(Who.SIGNED_IN)
def create() -> ResponseReturnValue:
    """Publish, or say what is in the way."""
    house = _house()
    form = _form(house)
    if "again" in request.form:
        return _page(form, house)
    if request.form.get("instead", "").isdigit():
        form.spaces.data = [int(request.form["instead"])]
    if not form.validate():
        odd_days = form.is_list and form.days.errors and len(form.problems()) == len(flat(form.days.errors))
        return (pages.days_page(form, house, _back(house)) if odd_days else _page(form, house)), 422
    try:
        return _publish(form, house)
    except Clashes as clashes:
        return _clash_page(form, house, clashes), clashes.status
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(form, house), 422


def fill_choices(form: Form, house: House, kept: Iterable[Space] = ()) -> None:
    """Put the rooms of the house on a form (private ones for hosts and where they are in use), and the tags."""
    if isinstance(form, WhereForm):
        known = {space.id for space in kept}
        is_host = roles.may(current_actor(), house.id, "host")
        spaces = db.session.scalars(
            sa.select(Space).where(Space.house_id == house.id).order_by(Space.position, Space.id)
        )
        form.spaces.choices = as_choices(
            (space.id, space.name)
            for space in spaces
            if is_host or space.id in known or (space.bookable and not is_hidden(space))
        )
    if isinstance(form, LeaveOutForm):
        form.fit_to(house)
    if isinstance(form, WordsForm):
        form.tags.choices = tag_choices(current_hooks().tags().values())
        drop_empty_tags(form)


def skipped_days() -> set[date]:
    """The days that somebody chose to skip on the page about a clash."""
    found = set()
    for text in request.form.getlist("skip"):
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue  # not from our page
    return found


def _publish(form: PublishForm, house: House) -> ResponseReturnValue:
    if form.is_list and not pages.picked():
        return pages.days_page(form, house, _back(house))
    words, when, where = form.words(), form.when(), form.where()
    planned = when.dates(house.zone)
    check_soon(planned[0].span, now())
    off = form.left_out(house, [one.original_start.date() for one in planned])
    if where == Where():
        return _rooms_page(form, house, without(planned, off))
    decided = Chosen(frozenset(), {})
    if len(planned) > 1:
        found = choices(house, spaces_of(current_actor(), where, house.id), planned, off)
        decided = pages.read(found)
        if not pages.looked() or len(decided.skip) == len(found):
            page = pages.dates_page(house, found, _back(house), _("Put it in the agenda"), _better(form, house, found))
            return page, 422 if pages.looked() else 200
    activity_id = publish(
        current_actor(),
        house.id,
        words,
        when,
        where,
        group_id=form.group.data or None,
        skip=decided.skip | skipped_days(),
        elsewhere=decided.elsewhere,
        idea=request.args.get("idea", ""),
    )
    say_done(_("Done. It is in the agenda now, for everybody."))
    return redirect(url_for(".show", slug=db.session.get_one(Activity, activity_id).slug), 303)


def _better(form: PublishForm, house: House, found: Sequence[DateChoice]) -> Space | None:
    """A room that is free on every date that is not left out, where the chosen one is not."""
    wanted = [one for one in found if not one.off]
    if not any(one.clash for one in wanted):
        return None
    known = set(form.spaces.data or ())
    possible = proposals(house.id, [one.span for one in wanted])
    return next((one.space for one in possible if one.free == one.wanted and one.space.id not in known), None)


def _back(house: House) -> str:
    return url_for(".new", house=house.slug, idea=request.args.get("idea") or None)


def _house() -> House:
    """The house in `?house=`, else the one of the page."""
    asked = find_house(request.args.get("house", ""))
    house = asked if isinstance(asked, House) else house_here()
    use_house(house)
    return house


def _idea() -> Idea | None:
    """The idea in `?idea=`, for who may make an activity of it."""
    return idea_to_begin(current_actor(), request.args.get("idea", ""))


def _form(house: House) -> PublishForm:
    form = PublishForm(data=prefilled(_idea()))
    fill_choices(form, house)
    me = current_person()
    groups = groups_spoken_for(me.id) if me else []
    form.group.choices = as_choices([(0, me.first_name if me else ""), *((group.id, group.name) for group in groups)])
    return form


def _page(form: PublishForm, house: House) -> str:
    houses = list(db.session.scalars(sa.select(House).order_by(House.is_partner, House.id)))
    return render_template("activities/new.html", form=form, house=house, houses=houses, idea=_idea())


def _rooms_page(form: PublishForm, house: House, planned: list[Planned]) -> str:
    """No room was chosen: propose those that are free."""
    found = proposals(house.id, [one.span for one in planned])
    whole = [one for one in found if one.free == one.wanted]
    return render_template(
        "activities/rooms.html",
        house=house,
        zone=house.zone,
        first=planned[0].span,
        dates=len(planned),
        proposals=(whole or found)[:PROPOSED],
        skip=[],
        kept=pages.kept_fields("skip"),
        action=request.full_path.rstrip("?"),
    )


def _clash_page(form: PublishForm, house: House, clashes: Clashes) -> str:
    """Some dates cannot have the room: skip them, or take another room that is free on all."""
    chosen = set(form.spaces.data or ())
    whole = [one for one in proposals(house.id, clashes.spans) if one.free == one.wanted and one.space.id not in chosen]
    return render_template(
        "activities/clash.html",
        house=house,
        zone=house.zone,
        clashes=clashes.clashes,
        dates=len(clashes.spans),
        proposals=whole[:1],
        skip=sorted(day.isoformat() for day in skipped_days()),
        kept=pages.kept_fields("skip"),
        action=request.full_path.rstrip("?"),
        back=_back(house),
    )
