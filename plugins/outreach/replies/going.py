"""What others do when somebody's reply goes, or changes: they say so here, and no way out forgets them."""

from collections.abc import Callable
from typing import Final

from plugins.outreach.replies.models import Reply

_WHEN_GONE: Final[list[Callable[[Reply], None]]] = []
_WHEN_CHANGED: Final[list[Callable[[Reply], None]]] = []
"""Filled while modules are loaded and never changed after."""


def when_gone(act: Callable[[Reply], None]) -> Callable[[Reply], None]:
    """Call `act` in the open transaction, before a reply is deleted."""
    _WHEN_GONE.append(act)
    return act


def when_changed(act: Callable[[Reply], None]) -> Callable[[Reply], None]:
    """Call `act` in the open transaction, after a reply was changed."""
    _WHEN_CHANGED.append(act)
    return act


def tell_gone(reply: Reply) -> None:
    """It goes now."""
    for act in _WHEN_GONE:
        act(reply)


def tell_changed(reply: Reply) -> None:
    """It changed now."""
    for act in _WHEN_CHANGED:
        act(reply)
