"""Pages of places: the settings of a house, its rules, photos of rooms, and what plugins there are."""

from flask import Flask

from app.places.views import closures, house, photos, plugins, roles, rules, spaces
from app.places.views.pages import places

__all__ = ["closures", "house", "init_app", "photos", "places", "plugins", "roles", "rules", "spaces"]


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(places)
