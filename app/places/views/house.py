"""Settings of the house itself: the overview, what it tells of itself, whom to call, its hours."""

from collections.abc import Sequence
from datetime import time

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.places import houses, weekly
from app.places.availability import Hours
from app.places.forms import ContactForm, HoursForm, HouseForm
from app.places.hours import hours_of
from app.places.houses import HouseDetails
from app.places.models import House
from app.places.rights import ADMINISTRATOR, HOST, may
from app.places.views.pages import SETTINGS, form_page, house_to_set, places, space_to_set, to
from app.plugins import current_hooks
from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.attempts import attempt


@places.get(SETTINGS)
@who(Who.HOST)
def settings(slug: str) -> str:
    """All that can be set in this house, as far as the reader's role goes."""
    house = house_to_set(slug, HOST)
    return render_template(
        "places/settings.html",
        house=house,
        administrator=may(current_actor(), house.id, ADMINISTRATOR),
        cards=current_hooks().cards("settings", house.id, current_person_id()),
    )


@places.get(SETTINGS + "/house")
@who(Who.HOST)
def house_form(slug: str) -> ResponseReturnValue:
    """What the house tells of itself."""
    house = house_to_set(slug, ADMINISTRATOR)
    known = {name: getattr(house, name) for name in HouseDetails.__slots__}
    return _house_page(HouseForm(data=known | {"neighbourhood": house.neighbourhood.name}), house)


@places.post(SETTINGS + "/house")
@who(Who.HOST)
def change_house(slug: str) -> ResponseReturnValue:
    """Change it."""
    house, form = house_to_set(slug, ADMINISTRATOR), HouseForm()
    if not attempt(form, lambda: houses.change_house(current_actor(), house.id, _details(form))):
        return _house_page(form, house)
    say_done(_("The house is changed."))
    return to("places.settings", slug=str(form.slug.data))


@places.get(SETTINGS + "/contact")
@who(Who.HOST)
def contact_form(slug: str) -> ResponseReturnValue:
    """Whom people can call."""
    house = house_to_set(slug, ADMINISTRATOR)
    return _contact_page(ContactForm(obj=house), house)


@places.post(SETTINGS + "/contact")
@who(Who.HOST)
def change_contact(slug: str) -> ResponseReturnValue:
    """Change whom people can call."""
    house, form = house_to_set(slug, ADMINISTRATOR), ContactForm()
    names, phone, hours = form.contact_names, form.phone, form.phone_hours
    if not attempt(
        form,
        lambda: houses.change_contact(
            current_actor(), house.id, names=names.data or "", phone=phone.data or "", hours=hours.data or ""
        ),
    ):
        return _contact_page(form, house)
    say_done(_("The contact details are changed. They are on every page now."))
    return to("places.settings", slug=slug)


@places.get(SETTINGS + "/hours")
@who(Who.HOST)
def hours_form(slug: str) -> ResponseReturnValue:
    """When the house is open."""
    house = house_to_set(slug, ADMINISTRATOR)
    return _hours_page(_form_of(hours_of(house.id)[None]), house)


@places.post(SETTINGS + "/hours")
@who(Who.HOST)
def change_hours(slug: str) -> ResponseReturnValue:
    """Change when the house is open."""
    house, form = house_to_set(slug, ADMINISTRATOR), HoursForm()
    if not attempt(form, lambda: weekly.set_house_hours(current_actor(), house.id, week_of(form))):
        return _hours_page(form, house)
    say_done(_("The opening hours are changed. What is booked already stays."))
    return to("places.settings", slug=slug)


@places.get(SETTINGS + "/rooms/<space>/hours")
@who(Who.HOST)
def space_hours_form(slug: str, space: str) -> ResponseReturnValue:
    """When a room is open, if it has hours of its own."""
    found = space_to_set(slug, space, ADMINISTRATOR)
    return _space_hours_page(_form_of(hours_of(found.house_id).get(found.id, [])), slug, space, found.name)


@places.post(SETTINGS + "/rooms/<space>/hours")
@who(Who.HOST)
def change_space_hours(slug: str, space: str) -> ResponseReturnValue:
    """Change a room's own hours."""
    found, form = space_to_set(slug, space, ADMINISTRATOR), HoursForm()
    if not attempt(form, lambda: weekly.set_space_hours(current_actor(), found.id, week_of(form))):
        return _space_hours_page(form, slug, space, found.name)
    say_done(_("The hours of %(name)s are changed. What is booked already stays.", name=found.name))
    return to("places.space_settings", slug=slug, space=space)


def week_of(form: HoursForm) -> list[Hours]:
    """The hours that were filled in."""
    return [Hours(weekday, opens, closes) for weekday in range(7) for opens, closes in form[f"day{weekday}"].data or []]


def _form_of(hours: Sequence[Hours]) -> HoursForm:
    week: dict[int, list[tuple[time, time]]] = {}
    for one in hours:
        week.setdefault(one.weekday, []).append((one.opens, one.closes))
    return HoursForm(data=HoursForm.fields_for(week))


def _details(form: HouseForm) -> HouseDetails:
    return HouseDetails(
        **{name: form[name].data or "" for name in HouseDetails.__slots__ if name != "is_partner"},
        is_partner=form.is_partner.data,
    )


def _house_page(form: HouseForm, house: House) -> ResponseReturnValue:
    return form_page(form, title=_("The house"), back=(url_for(".settings", slug=house.slug), _("Settings")))


def _contact_page(form: ContactForm, house: House) -> ResponseReturnValue:
    return form_page(
        form,
        title=_("Whom can people call?"),
        back=(url_for(".settings", slug=house.slug), _("Settings")),
        intro=_("This stands on every page, so that people can talk to somebody."),
    )


def _hours_page(form: HoursForm, house: House) -> ResponseReturnValue:
    page = render_template(
        "places/hours.html",
        form=form,
        title=_("Opening hours"),
        back_to=(url_for(".settings", slug=house.slug), _("Settings")),
        intro=_("Outside these hours nobody can book a room."),
    )
    return page, 422 if form.problems() else 200


def _space_hours_page(form: HoursForm, slug: str, space: str, name: str) -> ResponseReturnValue:
    page = render_template(
        "places/hours.html",
        form=form,
        title=_("Hours of %(name)s", name=name),
        back_to=(url_for(".space_settings", slug=slug, space=space), name),
        intro=_("Leave everything empty when the room has the hours of the house."),
    )
    return page, 422 if form.problems() else 200
