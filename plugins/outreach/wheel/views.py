"""Pages of the wheel: for who has a part in it; what changes it is for coordinators."""

from datetime import date
from typing import Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotFound
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.forms import given
from plugins.outreach.partners.models import COORDINATOR, PARTS
from plugins.outreach.partners.rights import has_part, require, today
from plugins.outreach.views import outreach
from plugins.outreach.visitors.reading import visitors
from plugins.outreach.wheel import keeping
from plugins.outreach.wheel.forms import DistrictForm, SentForm, WheelForm
from plugins.outreach.wheel.models import District
from plugins.outreach.wheel.months import YEAR, first_of, month_at
from plugins.outreach.wheel.reading import district_with, districts, proposal, the_wheel, years_of

BACK: Final = 24
AHEAD: Final = 24
"""So many months around now, with which a wheel may begin."""


@outreach.get("/wheel")
@who(Who.PART)
def wheel() -> ResponseReturnValue:
    """The wheel as it stands; for coordinators what the planner proposes."""
    actor = current_actor()
    require(actor, *PARTS)
    found, coordinates = the_wheel(), has_part(actor, COORDINATOR)
    if found is None and coordinates:
        return redirect(url_for(".wheel_settings"), 302)
    return render_template(
        "outreach/wheel/wheel.html",
        wheel=found,
        years=years_of(found) if found else (),
        districts=districts(),
        proposal=proposal(found) if found and coordinates else None,
        coordinates=coordinates,
        this_month=first_of(today()),
    )


@outreach.get("/wheel/settings")
@who(Who.PART)
def wheel_settings() -> str:
    """How it turns."""
    require(current_actor(), COORDINATOR)
    form, found = _wheel_form(), the_wheel()
    if found:
        form.show(found)
    else:
        form.begin(first_of(today()))
    return _settings_page(form)


@outreach.post("/wheel/settings")
@who(Who.PART)
def set_wheel() -> ResponseReturnValue:
    """Let it turn so."""
    require(current_actor(), COORDINATOR)
    form = _wheel_form()
    if attempt(form, lambda: keeping.set_wheel(current_actor(), form.values())) is None:
        return _settings_page(form), 422
    say_done(_("Kept. Below stands what it means for the plan."))
    return redirect(url_for(".wheel"), 303)


@outreach.post("/wheel/plan")
@who(Who.PART)
def take_proposal() -> ResponseReturnValue:
    """Let the proposal be the plan."""
    keeping.take_proposal(current_actor())
    say_done(_("This is the plan now. You can change it whenever you like."))
    return redirect(url_for(".wheel"), 303)


@outreach.get("/wheel/districts/new")
@who(Who.PART)
def new_district() -> str:
    """Ask for a district."""
    require(current_actor(), COORDINATOR)
    return _district_page(_district_form(), None)


@outreach.post("/wheel/districts/new")
@who(Who.PART)
def add_district() -> ResponseReturnValue:
    """Put it on the wheel."""
    require(current_actor(), COORDINATOR)
    form = _district_form()
    if attempt(form, lambda: keeping.add_district(current_actor(), form.values())) is None:
        return _district_page(form, None), 422
    say_done(_("%(name)s is on the wheel.", name=form.name.data))
    return redirect(url_for(".wheel"), 303)


@outreach.get("/wheel/districts/<key>")
@who(Who.PART)
def district(key: str) -> str:
    """A district, to change or to move."""
    require(current_actor(), COORDINATOR)
    found, form = district_with(key), _district_form()
    form.show(found)
    return _district_page(form, found)


@outreach.post("/wheel/districts/<key>")
@who(Who.PART)
def change_district(key: str) -> ResponseReturnValue:
    """Change it."""
    require(current_actor(), COORDINATOR)
    found, form = district_with(key), _district_form()
    if attempt(form, lambda: keeping.change_district(current_actor(), key, form.values())) is None:
        return _district_page(form, found), 422
    say_done(_("Changed. Below stands what it means for the plan."))
    return redirect(url_for(".wheel"), 303)


@outreach.post("/wheel/districts/<key>/end")
@who(Who.PART)
def end_district(key: str) -> ResponseReturnValue:
    """Take it off."""
    keeping.end_district(current_actor(), key)
    say_done(_("The district is off the wheel. What went out stays in the counts."))
    return redirect(url_for(".wheel"), 303)


@outreach.get("/wheel/districts/<key>/letters/<month>")
@who(Who.PART)
def letters(key: str, month: str) -> str:
    """Ask how many letters went out in a month."""
    require(current_actor(), COORDINATOR)
    found, first = district_with(key), _month(month)
    batch = next((one for one in found.batches if one.month == first), None)
    if batch is None:
        raise NotFound(_("No letters are planned in this month."))
    return _letters_page(found, first, SentForm(sent=batch.planned if batch.sent is None else batch.sent))


@outreach.post("/wheel/districts/<key>/letters/<month>")
@who(Who.PART)
def tell_sent(key: str, month: str) -> ResponseReturnValue:
    """Write it down."""
    require(current_actor(), COORDINATOR)
    found, first, form = district_with(key), _month(month), SentForm()
    if attempt(form, lambda: keeping.tell_sent(current_actor(), key, first, given(form.sent.data))) is None:
        return _letters_page(found, first, form), 422
    say_done(_("Written down."))
    return redirect(url_for(".wheel"), 303)


def _month(text: str) -> date:
    """The first day of "2027-03". Raises NotFound."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise NotFound(_("No letters are planned in this month.")) from error


def _settings_page(form: WheelForm) -> str:
    ready = [line.visitor.talks for line in visitors() if not line.lacking]
    return render_template("outreach/wheel/settings.html", form=form, ready=len(ready), talks=sum(ready))


def _wheel_form() -> WheelForm:
    form, found = WheelForm(), the_wheel()
    months = {month_at(number, first_of(today())) for number in range(-BACK, AHEAD + 1)}
    form.offer_months(sorted(months | ({found.first} if found else set())))
    return form


def _district_form() -> DistrictForm:
    form, found = DistrictForm(), the_wheel()
    form.offer_months([month_at(number, found.first) for number in range(found.years * YEAR)] if found else [])
    return form


def _district_page(form: DistrictForm, found: District | None) -> str:
    return render_template("outreach/wheel/district.html", form=form, district=found)


def _letters_page(found: District, first: date, form: SentForm) -> str:
    return render_template("outreach/wheel/letters.html", district=found, month=first, form=form)
