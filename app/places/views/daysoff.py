"""The list of school holidays of a house, for hosts; and its form."""

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.places import daysoff
from app.places.models import House
from app.places.rights import HOST
from app.places.views.pages import SETTINGS, house_to_set, places, to
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.forms import DayField, Form

BREAKS = SETTINGS + "/school-holidays"


class SchoolBreakForm(Form):
    """A school holiday."""

    name = StringField(lazy_gettext("What is it called?"), [InputRequired(), Length(max=60)])
    first = DayField(lazy_gettext("First day"), [InputRequired()])
    last = DayField(lazy_gettext("Last day"), [InputRequired()])


@places.get(BREAKS)
@who(Who.HOST)
def school_breaks(slug: str) -> ResponseReturnValue:
    """The school holidays."""
    return _page(house_to_set(slug, HOST), SchoolBreakForm())


@places.post(BREAKS)
@who(Who.HOST)
def add_school_break(slug: str) -> ResponseReturnValue:
    """Write one down."""
    house, form = house_to_set(slug, HOST), SchoolBreakForm()

    def add() -> None:
        first, last = form.first.data or date.min, form.last.data or date.min
        daysoff.add_break(current_actor(), house.id, form.name.data or "", first, last)

    if not attempt(form, add):
        return _page(house, form)
    say_done(_("It is on the list."))
    return to("places.school_breaks", slug=slug)


@places.post(BREAKS + "/<key>/remove")
@who(Who.HOST)
def remove_school_break(slug: str, key: str) -> ResponseReturnValue:
    """Remove one."""
    house_to_set(slug, HOST)
    daysoff.remove_break(current_actor(), key)
    say_done(_("Removed."))
    return to("places.school_breaks", slug=slug)


def _page(house: House, form: SchoolBreakForm) -> ResponseReturnValue:
    page = render_template("places/school_breaks.html", house=house, breaks=daysoff.coming(house.id), form=form)
    return page, 422 if form.problems() else 200
