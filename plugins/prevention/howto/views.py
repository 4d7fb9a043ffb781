"""A page for each card, and the cards of a theme on one sheet."""

from flask import render_template

from app.calendar.themes import BY_KEY
from app.refusals import NotFound
from app.web import Who, who
from plugins.prevention.howto.cards import BY_SLUG, of_theme
from plugins.prevention.howto.words import UNKNOWN
from plugins.prevention.views import house_here, prevention, theme_at


@prevention.get("/how-to/<slug>")
@who(Who.EVERYONE)
def how_to(slug: str) -> str:
    """One card, with the others of its theme."""
    card = BY_SLUG.get(slug)
    if card is None:
        raise NotFound(UNKNOWN)
    others = [one for one in of_theme(card.theme) if one is not card]
    return render_template(
        "prevention/howto/one.html", card=card, theme=BY_KEY[card.theme], others=others, house=house_here()
    )


@prevention.get("/<key>/cards")
@who(Who.EVERYONE)
def how_to_sheet(key: str) -> str:
    """Every card of a theme on one sheet of paper, four of A6."""
    theme = theme_at(key)
    return render_template("prevention/howto/sheet.html", cards=of_theme(theme.key), theme=theme, house=house_here())
