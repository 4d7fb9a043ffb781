"""What is on for a theme in the coming week, in every house: told by whichever plugins have something."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from flask import render_template

from app.calendar.places import all_houses
from app.calendar.tagged import tag_lines
from app.calendar.themes import Theme
from app.clock import Span, now
from app.places.models import House
from app.plugins import Piece, Suggestion, current_hooks

AHEAD: Final = timedelta(days=7)
SHOWN: Final = 8
"""So many fit on a page; the agenda has the rest."""
FIRST: Final = 10
"""Its place on the page of a theme."""


def coming(theme: Theme) -> list[tuple[House, Suggestion]]:
    """The first of what there is to do in the coming week, with the house where it is, soonest first."""
    window = Span(now(), now() + AHEAD)
    found = [(house, one) for house in all_houses() for one in current_hooks().suggestions(theme.key, house.id, window)]
    return sorted(found, key=lambda pair: (pair[1].span is None, pair[1].span or window, pair[1].title))[:SHOWN]


def counts(one: Suggestion) -> str:
    """What it counts towards, in words: "telt mee voor balans"."""
    return " · ".join(line.words for line in tag_lines(one.tags, current_hooks().tags().values(), one.span))


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """The list, or where to look when there is nothing."""
    several = len(all_houses()) > 1
    html = render_template(
        "prevention/themes/week.html", theme=theme, found=coming(theme), several=several, counts=counts, moment=now()
    )
    return [Piece(order=FIRST, html=html)]
