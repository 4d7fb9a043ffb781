"""The activities of the demo house."""

from typing import Any


def load(demo: Any) -> None:
    """Fill it."""
