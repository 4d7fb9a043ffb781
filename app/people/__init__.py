"""Persons, groups, and roles with an end date."""

from flask import Flask

from app.people.views import groups


def init_app(app: Flask) -> None:
    """Serve the pages of groups."""
    app.register_blueprint(groups)
