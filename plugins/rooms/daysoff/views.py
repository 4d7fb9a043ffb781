"""The list of school holidays of a house, for hosts; and its form."""

from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.places.models import House
from app.places.rights import HOST, require
from app.places.views.pages import accepted, house_of
from app.web import Who, current_actor, say_done, use_house, who
from app.web.forms import DayField, Form
from plugins.rooms.daysoff import reading
from plugins.rooms.views.blueprint import rooms


class SchoolBreakForm(Form):
    """A school holiday."""

    name = StringField(lazy_gettext("What is it called?"), [InputRequired(), Length(max=60)])
    first = DayField(lazy_gettext("First day"), [InputRequired()])
    last = DayField(lazy_gettext("Last day"), [InputRequired()])


@rooms.get("/daysoff/<slug>")
@who(Who.HOST)
def school_breaks(slug: str) -> ResponseReturnValue:
    """The school holidays."""
    return _page(_house(slug), SchoolBreakForm())


@rooms.post("/daysoff/<slug>")
@who(Who.HOST)
def add_school_break(slug: str) -> ResponseReturnValue:
    """Write one down."""
    house, form = _house(slug), SchoolBreakForm()

    def add() -> None:
        first, last = form.first.data or date.min, form.last.data or date.min
        reading.add_break(current_actor(), house.id, form.name.data or "", first, last)

    if not accepted(form, add):
        return _page(house, form)
    say_done(_("It is on the list."))
    return redirect(url_for(".school_breaks", slug=slug), 303)


@rooms.post("/daysoff/<slug>/<key>/remove")
@who(Who.HOST)
def remove_school_break(slug: str, key: str) -> ResponseReturnValue:
    """Remove one."""
    _house(slug)
    reading.remove_break(current_actor(), key)
    say_done(_("Removed."))
    return redirect(url_for(".school_breaks", slug=slug), 303)


def _house(slug: str) -> House:
    house = house_of(slug)
    require(current_actor(), house.id, HOST)
    use_house(house)
    return house


def _page(house: House, form: SchoolBreakForm) -> ResponseReturnValue:
    page = render_template("rooms/daysoff/list.html", house=house, breaks=reading.coming(house.id), form=form)
    return page, 422 if form.problems() else 200
