"""Persons, groups, and roles with an end date."""

from flask import Flask

from app.people import roles_views
from app.people.views import groups


def init_app(app: Flask) -> None:
    """Serve the pages of groups, and the settings of roles."""
    app.register_blueprint(groups)
    app.register_blueprint(roles_views.roles)
