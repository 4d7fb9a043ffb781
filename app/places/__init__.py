"""Neighbourhoods, houses and their spaces: where things are, when they are open, and who holds them.

Whoever needs a space (a booking, an activity, a visit) calls `hold()` in its own transaction, `release()` to let go.
Two holds of one space never overlap: the database refuses it.

Its pages (`views`) stand on people and web, which stand on this; `create_app()` sets them up after those.
"""

from flask import Flask

from app.places import fronts, verbs
from app.places.holding import Taken, busy, hold, release
from app.places.requests import HoldRequest
from app.web.visitor import HOUSES

__all__ = ["HoldRequest", "Taken", "busy", "hold", "init_app", "release"]


def init_app(app: Flask) -> None:
    """Tell pages which house they are about."""
    app.extensions[HOUSES] = fronts
    verbs.register()
