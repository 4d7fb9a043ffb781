"""What somebody asked and was asked, on their own page; beside an activity of a theme, the way to ask."""

from typing import Final

from flask import render_template

from app.calendar.entry import Status
from app.clock import now
from app.plugins import Card, Piece
from app.refs import Ref
from app.web import current_actor
from plugins.prevention.together import reading
from plugins.prevention.together.patience import too_late
from plugins.prevention.together.things import entry_of
from plugins.prevention.together.words import NEUTRAL

BESIDE: Final = 10
"""First of what stands beside an activity: who comes for the first time looks for it."""
WITH_ME: Final = 22
"""The card's place: beside what one comes to."""


def cards(place: str, person_id: int | None) -> list[Card]:
    """A card with one's own, where there is any; of who is helped at the desk as well."""
    if place not in ("me", "desk") or person_id is None:
        return []
    found = reading.own(person_id)
    if not found:
        return []
    html = render_template(
        "prevention/together/card.html", found=found, formal=current_actor().on_behalf, neutral=NEUTRAL
    )
    return [Card(place=place, order=WITH_ME, html=html)]


def fill(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """Beside an activity that carries a theme: going there together for the first time; or where that stands."""
    if slot != "activity.side":
        return []
    entry = entry_of(ref)
    if entry is None or not entry.themes or entry.status is Status.CANCELLED or too_late(now(), entry.span.start):
        return []
    key = reading.asked_for(person_id, ref) if person_id is not None else None
    html = render_template("prevention/together/side.html", ref=ref, key=key)
    return [Piece(order=BESIDE, html=html)]
