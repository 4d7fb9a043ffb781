"""Pages for hosts: the list of what is to be done when opening and when closing; made to be printed too."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.places.models import House
from app.places.rights import HOST, require
from app.places.spaces import space_in
from app.places.views.pages import house_of
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from plugins.rooms.opening import lines
from plugins.rooms.opening.forms import LineForm
from plugins.rooms.views.blueprint import rooms


@rooms.get("/checklist/<slug>")
@who(Who.HOST)
def checklist(slug: str) -> ResponseReturnValue:
    """What is to be done when opening, and when closing."""
    return _page(_house(slug), LineForm())


@rooms.post("/checklist/<slug>")
@who(Who.HOST)
def add_line(slug: str) -> ResponseReturnValue:
    """Write a line at the end."""
    house, form = _house(slug), LineForm()
    form.offer_rooms(lines.rooms_of(house.id))

    def add() -> None:
        space = space_in(house.id, form.space.data) if form.space.data else None
        lines.add_line(
            current_actor(), house.id, form.part.data, form.words.data or "", space.id if space is not None else None
        )

    if not attempt(form, add):
        return _page(house, form)
    say_done(_("It is on the list."))
    return redirect(url_for(".checklist", slug=slug), 303)


@rooms.post("/checklist/<slug>/<key>/up")
@who(Who.HOST)
def line_up(slug: str, key: str) -> ResponseReturnValue:
    """One place up."""
    return _moved(slug, key, 1)


@rooms.post("/checklist/<slug>/<key>/down")
@who(Who.HOST)
def line_down(slug: str, key: str) -> ResponseReturnValue:
    """One place down."""
    return _moved(slug, key, -1)


@rooms.post("/checklist/<slug>/<key>/remove")
@who(Who.HOST)
def remove_line(slug: str, key: str) -> ResponseReturnValue:
    """Take a line off the list."""
    _house(slug)
    lines.remove_line(current_actor(), key)
    say_done(_("Removed."))
    return redirect(url_for(".checklist", slug=slug), 303)


def _moved(slug: str, key: str, steps: int) -> ResponseReturnValue:
    _house(slug)
    lines.put_line_before(current_actor(), key, steps)
    say_done(_("Changed."))
    return redirect(url_for(".checklist", slug=slug), 303)


def _house(slug: str) -> House:
    house = house_of(slug)
    require(current_actor(), house.id, HOST)
    use_house(house)
    return house


def _page(house: House, form: LineForm) -> ResponseReturnValue:
    form.offer_rooms(lines.rooms_of(house.id))
    written = lines.lines_of(house.id)
    parts = [(part, lines.grouped(written, part)) for part in lines.PARTS]
    page = render_template("rooms/opening/checklist.html", house=house, parts=parts, form=form)
    return page, 422 if form.problems() else 200
