"""Neighbourhoods, houses and their spaces: where things are, when they are open, and who holds them.

Whoever needs a space (a booking, an activity, a visit) calls `hold()` in its own transaction, `release()` to let go.
Two holds of one space never overlap: the database refuses it.
"""

from flask import Flask

from app.places import fronts, verbs
from app.places.holding import Taken, busy, hold, release
from app.places.requests import HoldRequest
from app.places.views import places
from app.web.visitor import HOUSES

__all__ = ["HoldRequest", "Taken", "busy", "hold", "init_app", "release"]


def init_app(app: Flask) -> None:
    """Tell pages which house they are about, and serve the settings of houses."""
    app.extensions[HOUSES] = fronts
    app.register_blueprint(places)
    verbs.register()
