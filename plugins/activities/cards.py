"""What activities show on pages of others."""

from flask import render_template

from app.clock import Span, now, wall
from app.db import db
from app.places.models import House
from app.plugins import Card
from app.web import current_actor
from plugins.activities import mine, reading
from plugins.activities.following import reading as following
from plugins.activities.headcount.counting import uncounted_by
from plugins.activities.waiting.keeping import waiting_of


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """The big choice on the home page; what one comes to; at the desk what is on today."""
    if place in ("home", "house"):
        return [Card(place="choice", order=20, html=render_template("activities/card_choice.html"))]
    if place in ("me", "desk") and person_id is not None:
        return [Card(place=place, order=20, html=_own_card(person_id))]
    house = db.session.get(House, house_id) if place == "desk" and house_id is not None else None
    return [Card(place=place, order=10, html=_today_card(house))] if house else []


def _own_card(person_id: int) -> str:
    return render_template(
        "activities/card_me.html",
        coming=mine.coming_to(person_id),
        waiting=waiting_of(person_id),
        uncounted=uncounted_by(person_id),
        organised=mine.organised_by(person_id),
        followed=following.sources_of(person_id),
        lost=mine.lost_rooms(person_id),
        formal=current_actor().on_behalf,
    )


def _today_card(house: House) -> str:
    today = Span.day(wall(now(), house.zone).date(), house.zone)
    lines = reading.lines(reading.within(house.id, today), None)
    return render_template("activities/card_desk.html", lines=lines, zone=house.zone)
