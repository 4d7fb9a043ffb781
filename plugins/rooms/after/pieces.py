"""What after-use shows on other pages: the question beside a booking, what is not in order at the desk, and needs."""

from typing import Final

from flask import render_template
from flask_babel import gettext as _

from app.people import roles
from app.plugins import Card, Need, Piece
from app.web import current_actor
from plugins.rooms.after.forms import WORDS, AfterForm
from plugins.rooms.after.models import BROKEN, UNTIDY
from plugins.rooms.after.telling import is_asked, open_reports, report_of
from plugins.rooms.models import Booking

MINUTES: Final = {UNTIDY: 15, BROKEN: 30}
SHOWN: Final = 5


def beside(booking: Booking) -> list[Piece]:
    """The question, until two days after the use."""
    if not is_asked(booking):
        return []
    told = report_of(booking)
    form = AfterForm(formdata=None, obj=told)
    return [Piece(order=4, html=render_template("rooms/after/beside.html", booking=booking, form=form, told=told))]


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """At the desk: what is not in order in the house. Not while somebody is helped."""
    if place != "desk" or house_id is None or person_id is not None:
        return []
    if not roles.may(current_actor(), house_id, "host") or not (reports := open_reports(house_id)):
        return []
    html = render_template("rooms/after/card_desk.html", reports=reports[:SHOWN], count=len(reports), words=WORDS)
    return [Card(place=place, order=22, html=html)]


def needs(house_id: int) -> list[Need]:
    """Hands that are wanted where a room was not left in order. A private room is not told of, nor anybody's words."""
    titles = {UNTIDY: _("Tidy up %(room)s"), BROKEN: _("Look at what is broken in %(room)s")}
    return [
        Need(
            ref=report.ref,
            title=titles[report.state] % {"room": report.space.name},
            minutes=MINUTES[report.state],
            places=1,
        )
        for report in open_reports(house_id)
        if not report.space.is_hidden
    ]
