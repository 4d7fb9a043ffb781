"""What a failing plugin means, decided here and nowhere else."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from flask import current_app
from flask_babel import lazy_gettext as _

from app.db import db
from app.refusals import Refusal, Unavailable

T = TypeVar("T")
log = logging.getLogger(__name__)


class Fails(StrEnum):
    """How a hook takes a plugin's error."""

    START = "start"
    """Any error stops the start, naming the plugin."""
    MUST = "must"
    """The whole action is refused, never done as if the plugin had no say."""
    WHOLE = "whole"
    """503: never a shorter answer."""
    MAY = "may"
    """The rest is shown, and the plugin's name is in `Collected.missing`."""
    REDELIVERED = "redelivered"
    """It is tried again later, until it is done."""


@dataclass(frozen=True, slots=True)
class Collected(Generic[T]):
    """What the plugins answered, and the names of those that could not."""

    values: tuple[T, ...]
    missing: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[T]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)


Answerer = tuple[str, Callable[[], Any]]


def collect(hook: str, fails: Fails, answerers: list[Answerer]) -> Collected[tuple[str, Any]]:
    """Ask each plugin in turn, each in a SAVEPOINT: one error caught on PostgreSQL would spoil the others' transaction.

    Returns (plugin, answer) pairs. In tests every error is raised, unless WIJ_CONTAIN_FAILURES is set.
    """
    values: list[tuple[str, Any]] = []
    missing: list[str] = []
    for plugin, answer in answerers:
        try:
            with savepoint():
                values.append((plugin, answer()))
        except Refusal:
            raise  # a plugin that says no has not failed
        except Exception as error:
            if current_app.testing and not current_app.config.get("WIJ_CONTAIN_FAILURES"):
                raise
            log.exception("plugin %s failed in %s", plugin, hook)
            if fails is Fails.MUST:
                raise Refusal(
                    _("We could not check this with every part of the house. Nothing has changed. Try again later.")
                ) from error
            if fails is not Fails.MAY:
                raise Unavailable(f"{plugin} failed in {hook}") from error
            missing.append(plugin)
    return Collected(tuple(values), tuple(missing))


@contextmanager
def savepoint() -> Iterator[None]:
    """A SAVEPOINT around one plugin's answer."""
    with db.session.begin_nested():
        yield


def answerers(impls: list[Any], arguments: Mapping[str, Any]) -> list[Answerer]:
    """Hook implementations as (plugin, call) pairs, each with just the arguments it asked for."""

    def call(impl: Any) -> Callable[[], Any]:
        return lambda: impl.function(**{name: arguments[name] for name in impl.argnames})

    return [(impl.plugin_name, call(impl)) for impl in sorted(impls, key=lambda one: str(one.plugin_name))]
