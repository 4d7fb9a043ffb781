"""Doors of the demo house: in the workshop one says that one is here, and the private room has a tablet too."""

from typing import Any

from plugins.rooms.door.setting import DEFAULT, make_address, set_door


def load(demo: Any) -> None:
    """Set the doors. `demo` is `app.demo.Demo`."""
    toos = demo.actor("Toos Kestelaar")
    set_door(toos, demo.space("werkplaats"), checks_in=True, grace_minutes=DEFAULT)
    make_address(toos, demo.space("spreekkamer"))
