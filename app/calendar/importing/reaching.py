"""How far this house's own server may go when somebody types the address of a calendar."""

from typing import Final
from urllib.parse import urlsplit

from flask import current_app

from app.calendar.importing.fetching import Reach

_EVERY_PORT: Final = range(1, 65536)


def reach_here() -> Reach:
    """The open internet; where who runs the machine said so, the own network too."""
    own = urlsplit(str(current_app.config["WIJ_BASE_URL"]))
    here = (own.hostname or "", own.port or (443 if own.scheme == "https" else 80))
    if current_app.config["WIJ_FETCH_INSIDE"]:
        return Reach(inside=frozenset("*"), ports=_EVERY_PORT, own=here)
    return Reach(own=here)
