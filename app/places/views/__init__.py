"""Pages of places: the settings of a house, its rules, photos of rooms, and what plugins there are."""

from app.places.views import closures, house, photos, plugins, rules, spaces
from app.places.views.pages import places

__all__ = ["closures", "house", "photos", "places", "plugins", "rules", "spaces"]
