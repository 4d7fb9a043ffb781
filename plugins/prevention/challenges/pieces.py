"""Challenges on pages of others: the theme of being active, and the group's own page."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.people.groups import group_with_slug
from app.places.models import House
from app.plugins import Piece
from app.refs import Ref
from plugins.prevention.challenges.reading import is_member, of_groups, public_ones, seen_by

ON_THEME: Final = 60
ON_GROUP: Final = 40
SHOWN: Final = 3


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """On the page of being active: a few that everybody may see, by name, and the way to the rest."""
    if theme.key != "bewegen":
        return []
    html = render_template("prevention/challenges/piece.html", challenges=public_ones(house.id)[:SHOWN])
    return [Piece(order=ON_THEME, html=html)]


def fill(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """Beside a group: what they set themselves, as far as the reader may see it."""
    group = group_with_slug(ref.key) if slot == "group.side" else None
    if group is None:
        return []
    seen, member = [one for one in of_groups([group.id]) if seen_by(person_id, one)], is_member(person_id, group.id)
    if not seen and not member:
        return []
    html = render_template("prevention/challenges/slot_group.html", challenges=seen, group=group, member=member)
    return [Piece(order=ON_GROUP, html=html)]
