"""The two marks of the plugin host: `spec` for its own hooks, `impl` for those who answer them."""

from collections.abc import Callable
from typing import Final, TypeVar

import pluggy

from app.plugins.collect import Fails

NAME: Final = "wij"
F = TypeVar("F", bound=Callable[..., object])

impl = pluggy.HookimplMarker(NAME)
_spec = pluggy.HookspecMarker(NAME)


def spec(fails: Fails) -> Callable[[F], F]:
    """Mark a hook, and say what a failing plugin means for whoever asked."""

    def mark(hook: F) -> F:
        hook.wij_fails = fails  # type: ignore[attr-defined]  # functions take attributes, their type does not
        return _spec(hook)

    return mark
