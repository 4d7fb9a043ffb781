"""What every page of the settings does: find the house, ask for the role, answer a form."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from app.places import slugs, spaces
from app.places.models import House, Space
from app.places.rights import require
from app.refusals import NotFound
from app.web import current_actor
from app.web.forms import Form

places = Blueprint("places", "app.places", template_folder="templates")
HOUSE = "/house/<slug>"
SETTINGS = HOUSE + "/settings"


def house_of(slug: str) -> House:
    """The house of an address. A slug of before answers 301 to the same page; an unknown one raises NotFound."""
    found = slugs.find_house(slug)
    if found is None:
        raise NotFound(_("There is no such house."))
    if isinstance(found, str):
        abort(_moved(slug=found))
    return found


def house_to_set(slug: str, kind: str) -> House:
    """The house of an address, for somebody with the role `kind` in it. Raises NotFound, NotAllowed."""
    house = house_of(slug)
    require(current_actor(), house.id, kind)
    return house


def space_to_set(slug: str, space: str, kind: str) -> Space:
    """A space of the house of an address, for somebody with the role `kind` in it. Raises NotFound, NotAllowed."""
    house = house_to_set(slug, kind)
    found = spaces.space_in(house.id, space)
    if found is not None:
        return found
    moved = slugs.find_space(space)
    if isinstance(moved, str) and spaces.space_in(house.id, moved):
        abort(_moved(space=moved))
    raise NotFound(_("There is no such room."))


def form_page(form: Form, *, title: str, back: tuple[str, str], intro: str = "") -> ResponseReturnValue:
    """A page with one form on it; 422 when it comes back with messages. `back` is (address, words)."""
    page = render_template("places/form.html", form=form, title=title, back_to=back, intro=intro)
    return page, 422 if form.problems() else 200


def to(endpoint: str, **values: Any) -> Response:
    """See the next page."""
    return redirect(url_for(endpoint, **values), 303)


def _moved(**changed: str) -> Response:
    values: dict[str, Any] = {**(request.view_args or {}), **changed}
    return redirect(current_app.url_for(request.endpoint or "", **values), 301)
