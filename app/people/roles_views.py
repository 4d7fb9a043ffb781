"""Settings of roles: who is what in this house, and until when. For its administrators."""

from datetime import date, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import roles_giving, search
from app.people.models import Person
from app.people.roles import may
from app.people.roles_forms import FindForm, LastDayForm, RoleForm
from app.people.roles_giving import KIND_WORDS, today_in
from app.people.service import person_with_email, person_with_public_id
from app.places.models import House
from app.places.views.pages import SETTINGS, house_to_set, to
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt

roles = Blueprint("roles", "app.people", template_folder="templates", url_prefix=SETTINGS + "/roles")
ROLE = "/<person>/<kind>"
YEAR = timedelta(days=365)


@roles.get("")
@who(Who.HOST)
def roles_settings(slug: str) -> str:
    """Who is what, and the search for somebody new."""
    house = house_to_set(slug, "administrator")
    form = FindForm(request.args)
    wanted = (form.q.data or "") if form.validate() else ""
    found, more = _found(wanted)
    return render_template(
        "people/roles.html",
        house=house,
        rows=roles_giving.roles_in(house.id),
        kinds=KIND_WORDS,
        form=form,
        wanted=wanted,
        found=found,
        more=more,
    )


@roles.get("/give/<person>")
@who(Who.HOST)
def give_role_form(slug: str, person: str) -> ResponseReturnValue:
    """A role for somebody."""
    house = house_to_set(slug, "administrator")
    return _give_page(RoleForm(until=today_in(house) + YEAR), house, person_with_public_id(person))


@roles.post("/give/<person>")
@who(Who.HOST)
def give_role(slug: str, person: str) -> ResponseReturnValue:
    """Give it."""
    house, form = house_to_set(slug, "administrator"), RoleForm()
    somebody = person_with_public_id(person)
    kind, until = form.kind, form.until
    if not attempt(
        form,
        lambda: roles_giving.give_role(current_actor(), house.id, person, str(kind.data), until.data or date.min),
    ):
        return _give_page(form, house, somebody)
    say_done(_("%(name)s has the role now.", name=somebody.first_name))
    return to("roles.roles_settings", slug=slug)


@roles.get(ROLE)
@who(Who.HOST)
def role_form(slug: str, person: str, kind: str) -> ResponseReturnValue:
    """Until when somebody has a role."""
    house = house_to_set(slug, "administrator")
    role, somebody = roles_giving.role_in(house.id, person, kind)
    return _change_page(LastDayForm(until=role.until), house, somebody, kind)


@roles.post(ROLE)
@who(Who.HOST)
def change_role(slug: str, person: str, kind: str) -> ResponseReturnValue:
    """Change the last day."""
    house, form = house_to_set(slug, "administrator"), LastDayForm()
    _role, somebody = roles_giving.role_in(house.id, person, kind)
    until = form.until
    if not attempt(
        form,
        lambda: roles_giving.change_last_day(current_actor(), house.id, person, kind, until.data or date.min),
    ):
        return _change_page(form, house, somebody, kind)
    say_done(_("The last day is changed."))
    return to("roles.roles_settings", slug=slug)


@roles.post(ROLE + "/end")
@who(Who.HOST)
def end_role(slug: str, person: str, kind: str) -> ResponseReturnValue:
    """End a role now."""
    house = house_to_set(slug, "administrator")
    _role, somebody = roles_giving.role_in(house.id, person, kind)
    roles_giving.end_role(current_actor(), house.id, person, kind)
    say_done(_("%(name)s no longer has the role.", name=somebody.first_name))
    return to("roles.roles_settings" if _still_may(house) else "agenda.house", slug=slug)


def _still_may(house: House) -> bool:
    """Whoever ended their own role sees the house, and not a closed door."""
    return may(current_actor(), house.id, "administrator")


def _found(wanted: str) -> tuple[list[Person], bool]:
    """Who is meant, and whether there are more than fit."""
    known = person_with_email(wanted.lower()) if "@" in wanted else None
    return ([known], False) if known is not None else search.find(wanted)


def _give_page(form: RoleForm, house: House, person: Person) -> ResponseReturnValue:
    page = render_template("people/roles_give.html", form=form, house=house, person=person)
    return page, 422 if form.problems() else 200


def _change_page(form: LastDayForm, house: House, person: Person, kind: str) -> ResponseReturnValue:
    page = render_template(
        "people/roles_change.html", form=form, house=house, person=person, kind=kind, word=KIND_WORDS.get(kind, kind)
    )
    return page, 422 if form.problems() else 200
