"""Pages for the hosts of a house: how the door of each room works."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.places.models import Space
from app.places.rights import HOST, require
from app.refusals import Refusal
from app.web import Who, current_actor, say_done, use_house, who
from app.web.forms import refuse
from plugins.rooms.door import setting
from plugins.rooms.door.forms import DoorForm
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.room import known_room


@rooms.get("/<slug>/door/settings")
@who(Who.HOST)
def door_settings(slug: str) -> str:
    """Whether one says at the door that one is here, and the address of the door."""
    space = _room_to_set(slug)
    return _page(space, DoorForm(obj=setting.door_of(space)))


@rooms.post("/<slug>/door/settings")
@who(Who.HOST)
def set_door(slug: str) -> ResponseReturnValue:
    """Change it."""
    space, form = _room_to_set(slug), DoorForm()
    if not form.validate():
        return _page(space, form), 422
    try:
        setting.set_door(
            current_actor(), space.id, checks_in=form.checks_in.data, grace_minutes=form.grace_minutes.data or 0
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(space, form), refusal.status
    say_done(_("The door of %(name)s is changed.", name=space.name))
    return redirect(url_for(".door_settings", slug=space.slug), 303)


@rooms.post("/<slug>/door/address")
@who(Who.HOST)
def make_door_address(slug: str) -> ResponseReturnValue:
    """A secret address for the door of a private room; an earlier one stops."""
    space = _room_to_set(slug)
    setting.make_address(current_actor(), space.id)
    say_done(_("Done. Open the new address on the tablet."))
    return redirect(url_for(".door_settings", slug=space.slug), 303)


def _room_to_set(slug: str) -> Space:
    found = known_room(slug)
    if isinstance(found, str):
        abort(redirect(url_for(str(request.endpoint), slug=found), 301))
    require(current_actor(), found.house_id, HOST)
    use_house(found.house)
    return found


def _page(space: Space, form: DoorForm) -> str:
    door = setting.door_of(space)
    path = ""
    if not space.is_hidden:
        path = url_for(".door", slug=space.slug)
    elif door.token:
        path = url_for(".private_door", token=door.token)
    return render_template("rooms/door/settings.html", space=space, form=form, path=path, here=request.host_url[:-1])
