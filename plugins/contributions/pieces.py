"""What contributions shows on pages of others: cards, and pieces for their slots."""

from datetime import timedelta
from typing import Final

from flask import render_template

from app.calendar.entry import EntryQuery
from app.clock import Span, now, wall
from app.db import db
from app.people import roles
from app.people.groups import group_with_slug
from app.places.models import House
from app.plugins import Card, Piece, current_hooks
from app.refs import Ref
from app.refusals import NotFound
from app.web import current_actor
from plugins.contributions import agreements, mine, receiving
from plugins.contributions.asked import Asked
from plugins.contributions.asking import needs_of, open_tasks
from plugins.contributions.proposing import proposals
from plugins.contributions.things import own_thing

SHOWN: Final = 4
"""Tasks on a card: enough to choose from, few enough to read."""
COMING: Final = timedelta(days=60)
"""How far ahead an activity's page looks for hands."""


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """Cards for the home page and the house's, a person's own, the desk and the settings."""
    if place == "me" and person_id is not None:
        return [Card(place=place, order=30, html=_own_card(person_id, formal=current_actor().on_behalf))]
    house = db.session.get(House, house_id) if house_id is not None else None
    if house is None:
        return []
    if place in ("home", "house"):
        return [Card(place=place, order=20, html=_house_card(house, person_id))]
    if place == "desk":
        return [Card(place=place, order=30, html=_desk_card(house, person_id))]
    if place == "settings" and roles.may(current_actor(), house.id, "host"):
        return [Card(place=place, order=30, html=render_template("contributions/card_settings.html"))]
    return []


def fill(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """Pieces for the slots that we know."""
    fillers = {
        "booking.after": _after_booking,
        "booking.side": _beside_booking,
        "activity.side": _beside_activity,
        "group.side": _beside_group,
    }
    html = fillers[slot](ref, person_id) if slot in fillers else ""
    return [Piece(order=20, html=html)] if html else []


def _house_card(house: House, person_id: int | None) -> str:
    season = agreements.current_season(house).span(house.zone)
    return render_template(
        "contributions/card_house.html",
        asked=_first(open_tasks(house.id, person_id)),
        zone=house.zone,
        meter=receiving.meter(house.id, season),
        thanks=receiving.public_thanks(house.id, season),
    )


def _own_card(person_id: int, formal: bool) -> str:
    return render_template(
        "contributions/card_me.html",
        promises=mine.open_promises(person_id),
        done=mine.done_lately(person_id),
        thanks=mine.thanks_for(person_id),
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
    return render_template("contributions/slot_booking.html", promises=promises, ref=ref)


def _beside_activity(ref: Ref, person_id: int | None) -> str:
    """What an activity needs hands for: this date of it, or else the next one that needs any."""
    window = Span(now(), now() + COMING)
    dates = sorted(current_hooks().entries(EntryQuery(window=window, ref=ref)), key=lambda entry: entry.span)
    for entry in dates:
        asked = needs_of({ref, entry.ref}, entry.house_id, person_id, window)
        asked = [one for one in asked if not one.over(now())]
        if asked:
            days = {wall(one.starts, entry.zone).date() if one.starts else None for one in asked}
            day = days.pop() if len(days) == 1 else None
            return render_template("contributions/slot_activity.html", asked=asked, zone=entry.zone, day=day)
    return ""


def _beside_group(ref: Ref, person_id: int | None) -> str:
    """What a group does in return, in words."""
    group = group_with_slug(ref.key)
    if group is None:
        return ""
    known = agreements.agreements_of(group.id)
    house = db.session.get(House, group.house_id) if group.house_id else None
    may_agree = house is not None and agreements.may_agree(current_actor(), group.id, house.id)
    if not known and not may_agree:
        return ""
    return render_template("contributions/slot_group.html", agreements=known[:1], may_agree=may_agree, slug=group.slug)


def _first(asked: list[Asked]) -> list[Asked]:
    """The few for a card, in their order: what the house asks goes before what bookings need."""
    wanted = [one for one in asked if one.left and not one.mine]
    chosen = sorted(wanted, key=lambda one: one.ref is not None)[:SHOWN]
    return [one for one in wanted if one in chosen]
