"""Settings of the rooms: the list and its order, one room, a new room, what a host may tell of it."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.places import shapes, spaces
from app.places.forms import SpaceForm, SpaceWordsForm
from app.places.hours import hours_of
from app.places.models import House, Space, SpacePhoto
from app.places.photos import photo_path
from app.places.rights import ADMINISTRATOR, HOST, may
from app.places.spaces import SpaceDetails
from app.places.views.pages import SETTINGS, form_page, house_to_set, places, space_to_set, to
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.forms import as_choices

ROOMS = SETTINGS + "/rooms"
ROOM = ROOMS + "/<space>"


@places.get(ROOMS)
@who(Who.HOST)
def spaces_settings(slug: str) -> str:
    """Every room, in the order in which people see them."""
    house = house_to_set(slug, HOST)
    return render_template(
        "places/spaces.html",
        house=house,
        spaces=spaces.spaces_of(house.id),
        administrator=may(current_actor(), house.id, ADMINISTRATOR),
    )


@places.get(ROOMS + "/new")
@who(Who.HOST)
def new_space_form(slug: str) -> ResponseReturnValue:
    """A new room."""
    house = house_to_set(slug, ADMINISTRATOR)
    return _new_page(_form(house, None), house)


@places.post(ROOMS + "/new")
@who(Who.HOST)
def add_space(slug: str) -> ResponseReturnValue:
    """Add it."""
    house = house_to_set(slug, ADMINISTRATOR)
    form = _form(house, None)
    if not attempt(
        form, lambda: spaces.add_space(current_actor(), house.id, _details(form), str(form.slug.data or ""))
    ):
        return _new_page(form, house)
    say_done(_("%(name)s is added.", name=form.name.data))
    return to("places.spaces_settings", slug=slug)


@places.get(ROOM)
@who(Who.HOST)
def space_settings(slug: str, space: str) -> str:
    """One room, and what can be changed about it."""
    found = space_to_set(slug, space, HOST)
    photo = db.session.get(SpacePhoto, found.id)
    return render_template(
        "places/space.html",
        house=found.house,
        space=found,
        photo=photo,
        photo_url=photo_path(found, photo.etag) if photo else None,
        own_hours=[(one.weekday, one.opens, one.closes) for one in hours_of(found.house_id).get(found.id, [])],
        administrator=may(current_actor(), found.house_id, ADMINISTRATOR),
    )


@places.get(ROOM + "/change")
@who(Who.HOST)
def space_form(slug: str, space: str) -> ResponseReturnValue:
    """All of a room."""
    found = space_to_set(slug, space, ADMINISTRATOR)
    known = {name: getattr(found, name) for name in SpaceDetails.__slots__ if name != "part_ids"}
    known |= {"slug": found.slug, "facts": found.fact_keys, "parts": [part.id for part in found.parts]}
    form = _form(found.house, found, data=known)
    return _change_page(form, found)


@places.post(ROOM + "/change")
@who(Who.HOST)
def change_space(slug: str, space: str) -> ResponseReturnValue:
    """Change it."""
    found = space_to_set(slug, space, ADMINISTRATOR)
    form = _form(found.house, found)
    new_slug = str(form.slug.data or space)
    if not attempt(form, lambda: spaces.change_space(current_actor(), found.id, _details(form), new_slug)):
        return _change_page(form, found)
    say_done(_("%(name)s is changed.", name=form.name.data))
    return to("places.space_settings", slug=slug, space=new_slug)


@places.get(ROOM + "/words")
@who(Who.HOST)
def space_words_form(slug: str, space: str) -> ResponseReturnValue:
    """What is told of a room."""
    found = space_to_set(slug, space, HOST)
    return _words_page(SpaceWordsForm(obj=found), found)


@places.post(ROOM + "/words")
@who(Who.HOST)
def change_space_words(slug: str, space: str) -> ResponseReturnValue:
    """Change what is told of a room."""
    found, form = space_to_set(slug, space, HOST), SpaceWordsForm()
    about, condition = form.about, form.condition
    if not attempt(
        form,
        lambda: spaces.describe_space(
            current_actor(), found.id, about=about.data or "", condition=condition.data or ""
        ),
    ):
        return _words_page(form, found)
    say_done(_("%(name)s is changed.", name=found.name))
    return to("places.space_settings", slug=slug, space=space)


@places.post(ROOM + "/up")
@who(Who.HOST)
def space_up(slug: str, space: str) -> ResponseReturnValue:
    """One place up in the list."""
    return _moved(slug, space, 1)


@places.post(ROOM + "/down")
@who(Who.HOST)
def space_down(slug: str, space: str) -> ResponseReturnValue:
    """One place down in the list."""
    return _moved(slug, space, -1)


def _moved(slug: str, space: str, steps: int) -> ResponseReturnValue:
    found = space_to_set(slug, space, ADMINISTRATOR)
    spaces.put_space_before(current_actor(), found.id, steps)
    say_done(_("%(name)s has another place in the list.", name=found.name))
    return to("places.spaces_settings", slug=slug)


def _form(house: House, space: Space | None, **given: Any) -> SpaceForm:
    form = SpaceForm(**given)
    others = shapes.possible_parts(spaces.spaces_of(house.id), space)
    form.parts.choices = as_choices((one.id, one.name) for one in others)
    return form


def _details(form: SpaceForm) -> SpaceDetails:
    return SpaceDetails(
        name=form.name.data or "",
        about=form.about.data or "",
        condition=form.condition.data or "",
        seated=form.seated.data or 0,
        standing=form.standing.data or 0,
        facts=form.facts.data or (),
        buffer_minutes=form.buffer_minutes.data or 0,
        private=form.private.data,
        bookable=form.bookable.data,
        part_ids=form.parts.data or (),
    )


def _new_page(form: SpaceForm, house: House) -> ResponseReturnValue:
    return form_page(form, title=_("A new room"), back=(url_for(".spaces_settings", slug=house.slug), _("Rooms")))


def _change_page(form: SpaceForm, space: Space) -> ResponseReturnValue:
    return form_page(
        form,
        title=_("Change %(name)s", name=space.name),
        back=(url_for(".space_settings", slug=space.house.slug, space=space.slug), space.name),
        intro=_("A room is never deleted. Switch off “People can book it” when it is no longer used."),
    )


def _words_page(form: SpaceWordsForm, space: Space) -> ResponseReturnValue:
    return form_page(
        form,
        title=_("What do you tell about %(name)s?", name=space.name),
        back=(url_for(".space_settings", slug=space.house.slug, space=space.slug), space.name),
    )
