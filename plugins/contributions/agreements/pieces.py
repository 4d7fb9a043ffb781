"""What agreements show on pages of others: beside a group, beside a group's booking, on one's own page, at the desk."""

from flask import render_template

from app.calendar.entry import EntryQuery
from app.clock import Span, now
from app.db import db
from app.people.groups import group_with_slug, groups_of
from app.people.models import Group
from app.places.models import House
from app.plugins import current_hooks
from app.refs import Ref
from app.web import current_actor
from plugins.contributions.agreements import reading
from plugins.contributions.agreements.standing import season_that_counts
from plugins.contributions.asking import FARTHEST


def beside_group(ref: Ref, _person_id: int | None) -> str:
    """What a group does in return, for whoever sees the group; its contacts and hosts can go on from here."""
    group = group_with_slug(ref.key)
    house = home_of(group) if group else None
    if group is None or house is None:
        return ""
    return render_template(
        "contributions/agreements/beside_group.html",
        group=group,
        house=house,
        standing=reading.standing_of(group.id, house.id, reading.current_season(house)),
        may=reading.side_of(current_actor(), group.id, house.id) is not None,
    )


def beside_booking(ref: Ref, person_id: int | None) -> str:
    """The agreement of the group that uses the room, for the group itself."""
    if person_id is None:
        return ""
    window = Span(now() - FARTHEST, now() + FARTHEST)
    for group in groups_of(person_id):
        found = current_hooks().entries(EntryQuery(window=window, group_id=group.id, ref=ref, with_cancelled=True))
        entry = next((one for one in found if one.ref == ref), None)
        house = db.session.get(House, entry.house_id) if entry else None
        if entry is None or house is None:
            continue
        today = reading.today_at(house)
        season = season_that_counts(entry.span.start.astimezone(house.zone).date(), today)
        return render_template(
            "contributions/agreements/beside_booking.html",
            group=group,
            standing=reading.standing_of(group.id, house.id, season),
            may=reading.side_of(current_actor(), group.id, house.id) is not None,
        )
    return ""


def own_card(person_id: int) -> str:
    """Proposals of the house that wait for a yes of one's groups; nothing where there are none."""
    waiting = reading.waiting_for_group(person_id)
    return render_template("contributions/agreements/card.html", waiting=waiting) if waiting else ""


def desk_card(house: House) -> str:
    """Proposals of groups that wait for the house's yes; nothing where there are none."""
    waiting = reading.waiting_for_house(house.id)
    return render_template("contributions/agreements/card.html", waiting=waiting) if waiting else ""


def home_of(group: Group) -> House | None:
    """The house where a group is at home; one that has none is at home in the neighbours' first house."""
    return db.session.get(House, group.house_id) if group.house_id else reading.first_house()
