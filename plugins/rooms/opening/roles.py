"""Who may open the house, and who may close it."""

from typing import Final

from plugins.rooms.opening.models import CLOSE, OPEN

KINDS: Final = {OPEN: ("opener", "key_holder", "host"), CLOSE: ("closer", "key_holder", "host")}
"""Roles that may open, and that may close."""
