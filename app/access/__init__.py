"""Signing in, house cards, acting for somebody, the desk, one's own page."""

from flask import Flask

from app.access import presence
from app.access.retention import expire

__all__ = ["expire", "init_app"]


def init_app(app: Flask) -> None:
    """Find out who is here before each request, and serve the pages."""
    presence.init_app(app)
