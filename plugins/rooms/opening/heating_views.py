"""The heating list of a week, to print; and how long each room needs. For hosts."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from app.clock import now, wall
from app.places import rules
from app.places.models import House, Space
from app.places.rights import HOST, require
from app.places.views.pages import house_of
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from app.web.forms import Form
from plugins.rooms.opening import heating
from plugins.rooms.views.blueprint import rooms

_WEEK: Final = timedelta(weeks=1)
_FARTHEST: Final = timedelta(days=800)


@rooms.get("/heating/<slug>")
@who(Who.HOST)
def heating_list(slug: str) -> str:
    """When the heating goes on and off this week, to print. No titles and no names of people."""
    house = _house(slug)
    monday = _monday(request.args.get("week", ""), wall(now(), house.zone).date())
    days = heating.week_of(house, monday)
    return render_template("rooms/opening/heating.html", house=house, monday=monday, days=days, week=_WEEK)


@rooms.get("/heating/<slug>/rooms")
@who(Who.HOST)
def heating_minutes(slug: str) -> ResponseReturnValue:
    """How long each room needs."""
    house = _house(slug)
    found = heating.heated_rooms(house.id)
    return _page(house, found, _form(found, heating.minutes_of(house.id)))


@rooms.post("/heating/<slug>/rooms")
@who(Who.HOST)
def set_heating_minutes(slug: str) -> ResponseReturnValue:
    """Change it."""
    house = _house(slug)
    found = heating.heated_rooms(house.id)
    form = _form(found, {})
    minutes = {one.slug: form[_name(one)].data for one in found}
    if not attempt(form, lambda: heating.set_minutes(current_actor(), house.id, minutes)):
        return _page(house, found, form)
    say_done(_("Saved."))
    return redirect(url_for(".heating_list", slug=slug), 303)


def _form(found: Sequence[Space], own: Mapping[int, int]) -> Form:
    """A field for each room; empty follows the house's rule."""
    within = NumberRange(0, heating.MOST)
    fields: dict[str, Any] = {
        _name(one): IntegerField(one.name, [Optional(), within], default=own.get(one.id)) for one in found
    }
    form: Form = type("HeatingForm", (Form,), fields)()
    return form


def _name(space: Space) -> str:
    return f"room-{space.slug}"


def _page(house: House, found: Sequence[Space], form: Form) -> ResponseReturnValue:
    page = render_template(
        "rooms/opening/heating_rooms.html",
        house=house,
        fields=[form[_name(one)] for one in found],
        form=form,
        usual=rules.value(house.id, heating.LEAD),
    )
    return page, 422 if form.problems() else 200


def _monday(text: str, today: date) -> date:
    """The Monday of the week that an address asks for; of this week when it cannot be read."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        asked = today
    day = asked if abs(asked - today) < _FARTHEST else today
    return day - timedelta(days=day.weekday())


def _house(slug: str) -> House:
    house = house_of(slug)
    require(current_actor(), house.id, HOST)
    use_house(house)
    return house
