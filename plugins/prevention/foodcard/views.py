"""The card about eating, to print and to put on a table."""

from typing import Final

from flask import render_template
from flask_babel import lazy_gettext as _

from app.web import Who, who
from plugins.prevention.views import house_here, prevention

QUESTIONS: Final = (
    _("Do you enjoy your food?"),
    _("Do you manage the shopping and the cooking?"),
    _("Has your weight changed lately without you wanting it?"),
)
"""To start talking. They are not added up, and no answer says more than another."""


@prevention.get("/food-card")
@who(Who.EVERYONE)
def food_card() -> str:
    """The card, as one sheet in large letters."""
    return render_template("prevention/foodcard/card.html", questions=QUESTIONS, house=house_here())
