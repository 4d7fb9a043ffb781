"""What contributions shows on pages of others: cards, and pieces for their slots."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from flask import render_template

from app.calendar.entry import EntryQuery
from app.clock import Span, now, wall
from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import Card, Piece, current_hooks
from app.refs import Ref
from app.refusals import NotFound
from app.web import current_actor
from plugins.contributions import mine, receiving
from plugins.contributions.agreements import pieces as agreeing
from plugins.contributions.agreements.reading import current_season
from plugins.contributions.asked import Asked
from plugins.contributions.asking import far_window, needs_of, open_tasks
from plugins.contributions.asks import pieces as hands
from plugins.contributions.proposing import proposals
from plugins.contributions.rota.pieces import question_lines
from plugins.contributions.rota.showing import next_ones
from plugins.contributions.talents import pieces as liking
from plugins.contributions.things import own_thing
from plugins.contributions.together import shared_tasks
from plugins.contributions.workday.reading import day_lines

SHOWN: Final = 4
"""Tasks on a card: enough to choose from, few enough to read."""
COMING: Final = 8
"""So many dates ahead an activity's page looks for hands."""
AROUND: Final = timedelta(days=1)
"""So far around a date lies what it needs."""


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """Cards for the home page and the house's, a person's own, the desk and the settings."""
    if place == "me" and person_id is not None:
        formal = current_actor().on_behalf
        own = Card(place=place, order=30, html=_own_card(person_id, formal))
        likes = _card(place, 32, liking.own_card(person_id, formal))
        return [own, *_card(place, 31, agreeing.own_card(person_id)), *likes]
    house = db.session.get(House, house_id) if house_id is not None else None
    if house is None:
        return []
    if place in ("home", "house"):
        return [Card(place=place, order=20, html=_house_card(house, person_id))]
    if place == "desk":
        waiting = "" if person_id is not None else agreeing.desk_card(house)
        liked = liking.own_card(person_id, formal=True) if person_id is not None else ""
        first = Card(place=place, order=30, html=_desk_card(house, person_id))
        hands_wanted = "" if person_id is not None else hands.desk_card(house)
        return [*_card(place, 29, hands_wanted), first, *_card(place, 31, waiting), *_card(place, 32, liked)]
    if place == "settings" and roles.may(current_actor(), house.id, "host"):
        return [Card(place=place, order=30, html=render_template("contributions/card_settings.html"))]
    return []


def fill(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """Pieces for the slots that we know."""
    made = [(order, filler(ref, person_id)) for order, filler in FILLERS.get(slot, ())]
    return [Piece(order=order, html=html) for order, html in made if html]


def _card(place: str, order: int, html: str) -> list[Card]:
    return [Card(place=place, order=order, html=html)] if html else []


def _house_card(house: House, person_id: int | None) -> str:
    season = current_season(house).span(house.zone)
    return render_template(
        "contributions/card_house.html",
        asked=_first(open_tasks(house.id, person_id)),
        days=day_lines(house.id, person_id)[:1],
        zone=house.zone,
        meter=receiving.meter(house.id, season),
        thanks=receiving.public_thanks(house.id, season),
    )


def _own_card(person_id: int, formal: bool) -> str:
    promises = next_ones(mine.open_promises(person_id))
    return render_template(
        "contributions/card_me.html",
        promises=promises,
        shared=shared_tasks(promises),
        done=mine.done_lately(person_id),
        thanks=mine.thanks_for(person_id),
        questions=question_lines(person_id),
        formal=formal,
    )


def _desk_card(house: House, person_id: int | None) -> str:
    """Somebody who is helped: what they promised. Nobody: where hands are asked for."""
    if person_id is not None:
        return _own_card(person_id, formal=True)
    asked = _first(open_tasks(house.id))
    return render_template("contributions/card_desk.html", asked=asked, zone=house.zone)


def _after_booking(ref: Ref, person_id: int | None) -> str:
    """The question, to whoever booked, as long as they did not answer it with a promise."""
    try:
        thing = own_thing(ref, person_id)
    except NotFound:
        return ""
    if person_id is None or mine.promises_after(ref, person_id):
        return ""
    return render_template("contributions/slot_after.html", thing=thing, asked=proposals(thing, person_id))


def _beside_booking(ref: Ref, person_id: int | None) -> str:
    """What they promised after booking this; or that they still can."""
    if person_id is None:
        return ""
    promises = mine.promises_after(ref, person_id)
    if not promises:
        try:
            own_thing(ref, person_id)
        except NotFound:
            return ""
    return render_template("contributions/slot_booking.html", promises=promises, ref=ref, shared=shared_tasks(promises))


def _beside_activity(ref: Ref, person_id: int | None) -> str:
    """What an activity needs hands for: this date of it, or else the next one that needs any."""
    moment = now()
    found = current_hooks().entries(EntryQuery(window=far_window(moment), ref=ref))
    for entry in sorted(found, key=lambda entry: entry.span)[:COMING]:
        around = entry.span.padded(AROUND, AROUND)
        window = Span(max(around.start, moment), around.end)
        asked = [one for one in needs_of({ref, entry.ref}, entry.house_id, person_id, window) if not one.over(moment)]
        if asked:
            days = {wall(one.starts, entry.zone).date() if one.starts else None for one in asked}
            day = days.pop() if len(days) == 1 else None
            return render_template("contributions/slot_activity.html", asked=asked, zone=entry.zone, day=day)
    return ""


def _about_roles(ref: Ref, person_id: int | None) -> str:
    """For who organises: what becomes of a small role that they write down."""
    return render_template("contributions/slot_roles.html")


def _first(asked: list[Asked]) -> list[Asked]:
    """The few for a card, in their order: what the house asks goes before what bookings need."""
    wanted = [one for one in asked if one.left and not one.mine]
    chosen = sorted(wanted, key=lambda one: one.ref is not None)[:SHOWN]
    return [one for one in wanted if one in chosen]


FILLERS: Final[Mapping[str, tuple[tuple[int, Callable[[Ref, int | None], str]], ...]]] = {
    "booking.after": ((20, _after_booking),),
    "booking.side": ((20, _beside_booking), (21, agreeing.beside_booking)),
    "activity.side": ((20, _beside_activity),),
    "activity.roles": ((20, _about_roles),),
    "group.side": ((20, agreeing.beside_group),),
    "prevention.home": ((20, hands.beside_home),),
}
"""What belongs in which slot, each with its place there."""
