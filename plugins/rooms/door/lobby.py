"""The lobby: what is on today in a house, as a list for a screen or a tablet that everybody can read."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.entry import EntryQuery, Status
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.clock import Span, now, wall
from app.places import slugs
from app.refusals import NotFound
from app.web import Who, use_house, who

lobby = Blueprint("rooms_lobby", __name__, url_prefix="/houses", template_folder="../templates")


@lobby.get("/<slug>/lobby")
@who(Who.EVERYONE)
def today(slug: str) -> ResponseReturnValue:
    """What is on now and what comes today. Only what stands in the agenda for everybody."""
    house = slugs.find_house(slug)
    if house is None:
        raise NotFound(_("There is no such house."))
    if isinstance(house, str):
        return redirect(url_for(".today", slug=house), 301)
    use_house(house)
    moment = now()
    day = Span.day(wall(moment, house.zone).date(), house.zone)
    entries = gather(EntryQuery(window=day, house_id=house.id), Audience.AGENDA)
    shown = [one for one in entries if one.span.end > moment and one.status is not Status.CANCELLED]
    return render_template(
        "rooms/door/lobby.html", house=house, entries=shown, had=len(entries), moment=moment, zone=house.zone
    )
