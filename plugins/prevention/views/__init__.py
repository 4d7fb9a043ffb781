"""Pages of prevention, at /prevention/."""

from flask import Blueprint
from flask_babel import gettext as _

from app.calendar.themes import BY_KEY, Theme
from app.places.models import House
from app.refs import Ref
from app.refusals import NotFound
from app.web import current_house

prevention = Blueprint("prevention", __name__, url_prefix="/prevention", template_folder="../templates")


def theme_at(key: str) -> Theme:
    """The theme with this key. Raises NotFound."""
    theme = BY_KEY.get(key)
    if theme is None:
        raise NotFound(_("We do not know this theme."))
    return theme


def ref_in(owner: str, kind: str, key: str) -> Ref:
    """The thing of any owner that an address points at. Raises NotFound for what is none."""
    try:
        return Ref.parse(f"{owner}/{kind}/{key}")
    except ValueError:
        raise NotFound(_("We do not know what this is about.")) from None


def house_here() -> House:
    """The house that the page is about. Raises NotFound before there is any."""
    house = current_house()
    if house is None:
        raise NotFound(_("There is no house yet."))
    return house
