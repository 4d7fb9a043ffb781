"""Signing in, house cards, acting for somebody, the desk, one's own page."""

from flask import Flask

from app.access import demo, desk, desk_person, me, presence, sign_in
from app.access.retention import expire

__all__ = ["desk_person", "expire", "init_app"]


def init_app(app: Flask) -> None:
    """Find out who is here before each request, and serve the pages."""
    presence.init_app(app)
    for blueprint in (sign_in.access, demo.demo, me.me, desk.desk):
        app.register_blueprint(blueprint)
