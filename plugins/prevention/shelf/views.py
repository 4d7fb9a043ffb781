"""Pages of the shelf: choose a sheet, and print it. Everybody may; nothing is sent or kept."""

from typing import Any, Final

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _

from app.calendar.themes import THEMES, Theme
from app.places.models import House
from app.web import Who, language_of, who
from app.web.languages import LANGUAGES
from app.web.qr import qr_of
from plugins.prevention.shelf import choosing, programme
from plugins.prevention.shelf.words import WORDS
from plugins.prevention.views import house_here, prevention, theme_at

CARDS: Final = "cards"
"""The one sheet without a heading of its own."""
ON_A_SHEET: Final = 4
"""Door cards on one A4."""


@prevention.get("/shelf")
@who(Who.EVERYONE)
def shelves() -> str:
    """The shelf of each theme."""
    return render_template("prevention/shelf/index.html", themes=THEMES, words=WORDS)


@prevention.get("/shelf/<key>")
@who(Who.EVERYONE)
def shelf(key: str) -> str:
    """What there is to print for a theme, to choose from."""
    theme, house = theme_at(key), house_here()
    return render_template(
        "prevention/shelf/shelf.html",
        theme=theme,
        house=house,
        offers=choosing.offers(theme.key),
        languages=LANGUAGES,
        paper=house.language,
    )


@prevention.get("/shelf/<key>/poster")
@who(Who.EVERYONE)
def shelf_poster(key: str) -> str:
    """A poster: the theme, what is on, where to look and whom to call."""
    theme, house = theme_at(key), house_here()
    period, size = choosing.period_in(request.args), choosing.size_in(request.args)
    lines, stretch = programme.programme(theme.key, house, period), programme.stretch_of(house, period)
    told = lines[: programme.LINES]
    more = len(lines) - len(told)
    values = {"lines": told, "more": more, "size": size, "period": period, "stretch": stretch}
    return _page(theme, house, "poster", _("A poster"), values)


@prevention.get("/shelf/<key>/cards")
@who(Who.EVERYONE)
def shelf_cards(key: str) -> str:
    """Four equal door cards: an invitation, for one activity or for the theme."""
    theme, house = theme_at(key), house_here()
    offer = choosing.offer_in(theme.key, request.args)
    return _page(theme, house, CARDS, _("Door cards"), {"offer": offer, "cards": range(ON_A_SHEET)})


@prevention.get("/shelf/<key>/calling")
@who(Who.EVERYONE)
def shelf_calling(key: str) -> str:
    """Words for who calls a neighbour."""
    theme, house = theme_at(key), house_here()
    offer = choosing.offer_in(theme.key, request.args)
    return _page(theme, house, "calling", _("Calling a neighbour"), {"offer": offer})


def _page(theme: Theme, house: House, sheet: str, title: str, values: dict[str, Any]) -> str:
    """A page with a sheet on it, which speaks the language of its own that was chosen."""
    paper = choosing.paper_in(request.args, house)
    path = url_for(".theme", key=theme.key)
    qr = qr_of(str(current_app.config["WIJ_BASE_URL"]).rstrip("/") + path)
    with language_of(paper):
        told = {"theme": theme, "house": house, "words": WORDS[theme.key], "qr": qr, "paper": paper}
        made = render_template(f"prevention/shelf/{sheet}.html", **told, **values)
    return render_template("prevention/shelf/sheet.html", theme=theme, title=title, headed=sheet != CARDS, made=made)
