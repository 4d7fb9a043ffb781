"""One shape for every form that does something: try it, and what is refused stands beside its field."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Generic, TypeVar

from app.refusals import Refusal
from app.web.forms import Form, refuse

T = TypeVar("T")
OF_THE_FORM: Final = frozenset({HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
"""What other words can help. The rest is no such thing, not for you, or too often."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """It was done; `value` is what the service answered."""

    value: T


def attempt(form: Form, act: Callable[[], T]) -> Done[T] | None:
    """Call `act`, the service, where the form is right. None: it was not done, and the form says why.

    A refusal that other words cannot help (no such thing, or not for you) goes on: it has a page of its own.
    """
    if not form.validate():
        return None
    try:
        return Done(act())
    except Refusal as refusal:
        if refusal.status not in OF_THE_FORM:
            raise
        refuse(form, refusal)
        return None
