"""Pages of what stands with a circle: organisations and materials, to put there, change, take off and put back."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from plugins.prevention.circles import putting, reading
from plugins.prevention.circles.forms import MaterialForm, OrganisationForm, form_of_organisation
from plugins.prevention.circles.models import Circle
from plugins.prevention.circles.views import circle_at, circle_of_mine
from plugins.prevention.views import prevention


@prevention.get("/circles/<slug>/organisations/new")
@who(Who.SIGNED_IN)
def organisation_form(slug: str) -> str:
    """The form for an organisation."""
    return _organisation_page(OrganisationForm(), circle_of_mine(slug))


@prevention.post("/circles/<slug>/organisations/new")
@who(Who.SIGNED_IN)
def put_organisation(slug: str) -> ResponseReturnValue:
    """Put it there."""
    found, form = circle_of_mine(slug), OrganisationForm()
    done = attempt(form, lambda: putting.put_organisation(current_actor(), slug, form.values()))
    if done is None:
        return _organisation_page(form, found), 422
    return _done(slug, _("It stands there now."), url_for(".take_off", slug=slug, key=done.value))


@prevention.get("/circles/<slug>/organisations/<key>")
@who(Who.SIGNED_IN)
def edit_organisation(slug: str, key: str) -> str:
    """An organisation, to change."""
    found = circle_of_mine(slug)
    return _organisation_page(form_of_organisation(reading.organisation_at(found, key)), found, key)


@prevention.post("/circles/<slug>/organisations/<key>")
@who(Who.SIGNED_IN)
def change_organisation(slug: str, key: str) -> ResponseReturnValue:
    """Change it."""
    found, form = circle_of_mine(slug), OrganisationForm()
    reading.organisation_at(found, key)
    done = attempt(form, lambda: putting.change_organisation(current_actor(), slug, key, form.values()))
    if done is None:
        return _organisation_page(form, found, key), 422
    return _done(slug, _("Changed. Everybody sees the new words."), url_for(".put_back", slug=slug, key=key))


@prevention.get("/circles/<slug>/materials/new")
@who(Who.SIGNED_IN)
def material_form(slug: str) -> str:
    """The form for something to read."""
    return _material_page(MaterialForm(), circle_of_mine(slug))


@prevention.post("/circles/<slug>/materials/new")
@who(Who.SIGNED_IN)
def put_material(slug: str) -> ResponseReturnValue:
    """Put it there."""
    found, form = circle_of_mine(slug), MaterialForm()
    done = attempt(form, lambda: putting.put_material(current_actor(), slug, form.values()))
    if done is None:
        return _material_page(form, found), 422
    return _done(slug, _("It stands there now."), url_for(".take_off", slug=slug, key=done.value))


@prevention.post("/circles/<slug>/off/<key>")
@who(Who.SIGNED_IN)
def take_off(slug: str, key: str) -> ResponseReturnValue:
    """Take an organisation or something to read off."""
    putting.take_off(current_actor(), circle_at(slug).slug, key)
    return _done(slug, _("Taken off."), url_for(".put_back", slug=slug, key=key))


@prevention.post("/circles/<slug>/back/<key>")
@who(Who.SIGNED_IN)
def put_back(slug: str, key: str) -> ResponseReturnValue:
    """Put it back."""
    putting.put_back(current_actor(), circle_at(slug).slug, key)
    return _done(slug, _("It stands there again."), None)


def _done(slug: str, words: str, undo_url: str | None) -> ResponseReturnValue:
    say_done(words, undo_url=undo_url)
    return redirect(url_for(".circle", slug=slug), 303)


def _organisation_page(form: OrganisationForm, found: Circle, key: str = "") -> str:
    return render_template("prevention/circles/organisation.html", form=form, circle=found, key=key)


def _material_page(form: MaterialForm, found: Circle) -> str:
    return render_template("prevention/circles/material.html", form=form, circle=found)
