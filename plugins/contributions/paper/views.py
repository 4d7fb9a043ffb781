"""Task cards and the list for the wall, to print; and the code of a card, to type at the desk."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, wall
from app.people import roles, search
from app.people.models import Person
from app.places.models import House
from app.places.rights import HOST, require
from app.web import Who, current_actor, who
from app.web.qr import qr_of
from plugins.contributions.paper.codes import codes_of
from plugins.contributions.paper.reading import for_cards, for_wall, tasks_with_code
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here

ON_A_SHEET = 4


@contributions.get("/paper/cards")
@who(Who.HOST)
def paper_cards() -> str:
    """Cards of the open tasks, or of the chosen ones: four on a sheet."""
    house = _managed()
    asked = for_cards(house.id)
    wanted = set(request.args.getlist("task")) & {one.public_id for one in asked}
    chosen = [one for one in asked if one.public_id in wanted or not wanted]
    codes = codes_of(one.public_id for one in asked if one.public_id)
    return render_template(
        "contributions/paper/cards.html",
        asked=asked,
        wanted=wanted,
        sheets=[chosen[first : first + ON_A_SHEET] for first in range(0, len(chosen), ON_A_SHEET)],
        codes=codes,
        qr={key: qr_of(url_for(".task", key=key, _external=True)) for key in codes},
        house=house,
        zone=house.zone,
    )


@contributions.get("/paper/wall")
@who(Who.HOST)
def paper_wall() -> str:
    """The open tasks with a column to write one's first name in."""
    house = _managed()
    asked = for_wall(house.id)
    return render_template(
        "contributions/paper/wall.html",
        asked=asked,
        codes=codes_of(one.public_id for one in asked if one.public_id),
        house=house,
        zone=house.zone,
        today=wall(now(), house.zone).date(),
    )


@contributions.get("/paper/code")
@who(Who.SIGNED_IN)
def paper_code() -> ResponseReturnValue:
    """The task of a card; at the desk, also for whom it is. Who is signed in, or is helped already, goes on to it."""
    house = here()
    at_desk = roles.may(current_actor(), house.id, "host")
    text, name = (request.args.get(key, "").strip()[:100] for key in ("code", "q"))
    asked = tasks_with_code(house.id, text)
    if len(asked) == 1 and not at_desk:
        return redirect(url_for(".task", key=asked[0].public_id), 303)
    found, more = _people(name) if len(asked) == 1 else ([], False)
    return render_template(
        "contributions/paper/code.html",
        asked=asked,
        text=text,
        name=name,
        found=found,
        more=more,
        zone=house.zone,
        at_desk=at_desk,
    )


def _people(name: str) -> tuple[list[Person], bool]:
    """Who may be meant; the one at the keyboard needs no help with it."""
    found, more = search.find(name)
    return [one for one in found if one.id != current_actor().typist], more


def _managed() -> House:
    return require(current_actor(), here().id, HOST)
