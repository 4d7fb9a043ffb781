"""Pages of places: the settings of a house, its rules, photos of rooms, and what plugins there are."""

from app.places.views import closures, daysoff, house, photos, plugins, rules, spaces
from app.places.views.pages import places

__all__ = ["closures", "daysoff", "house", "photos", "places", "plugins", "rules", "spaces"]
