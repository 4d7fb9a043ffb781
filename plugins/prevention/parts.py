"""What stands on the page of a theme: each feature gives its pieces, and knows nothing of the others."""

from collections.abc import Callable, Sequence

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece
from plugins.prevention.challenges import pieces as challenges
from plugins.prevention.circles import pieces as active
from plugins.prevention.counting import pieces as counting
from plugins.prevention.facts import pieces as facts
from plugins.prevention.foodcard import pieces as food_card
from plugins.prevention.home import pieces as home
from plugins.prevention.howto import pieces as howto
from plugins.prevention.intentions import pieces as intentions
from plugins.prevention.shelf import pieces as shelf
from plugins.prevention.themes import turning, week
from plugins.prevention.themeweeks import pieces as themeweeks
from plugins.prevention.week import pieces as own_week

Part = Callable[[Theme, House], Sequence[Piece]]
"""(theme, the house that the page is about) -> pieces: rendered sections with their place in the order."""

PARTS: tuple[Part, ...] = (
    home.pieces,
    food_card.pieces,
    week.pieces,
    counting.pieces,
    howto.pieces,
    turning.pieces,
    active.pieces,
    own_week.pieces,
    themeweeks.pieces,
    facts.pieces,
    intentions.pieces,
    shelf.pieces,
    challenges.pieces,
)  # fmt: skip


def pieces_of(theme: Theme, house: House) -> list[Piece]:
    """Every piece of a theme's page, in order."""
    return sorted((piece for part in PARTS for piece in part(theme, house)), key=lambda piece: piece.order)
