"""How often one address may ask: generous for a whole house behind one connection, and a wall for a machine."""

from typing import Final

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse

DEFAULT: Final = "1200 per minute"
"""A house full of people shares one address."""

GUESSES: Final = parse("60 per minute")
"""How often one address may try secret addresses that are none."""

limiter = Limiter(get_remote_address, default_limits=[DEFAULT], application_limits=[], strategy="moving-window")


def init_app(app: Flask) -> None:
    """Count in Redis where there is one, else in each process."""
    app.config.setdefault("RATELIMIT_STORAGE_URI", app.config["WIJ_REDIS_URL"] or "memory://")
    app.config.setdefault("RATELIMIT_HEADERS_ENABLED", False)
    limiter.init_app(app)


@limiter.request_filter
def _is_feed() -> bool:
    """Calendars ask on their own, many from one address (Google, Outlook): they are never turned away."""
    return request.path.startswith("/calendar/") and request.path.endswith(".ics")


def guessed_too_often() -> bool:
    """Count a secret address that is none: whether this asker tries one after the other."""
    return limiter.enabled and not limiter.limiter.hit(GUESSES, "guess", get_remote_address())
