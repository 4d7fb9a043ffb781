"""What a route of the API takes and answers, said where the route is; the document and the checks are made of it."""

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, ParamSpec

from flask import request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from app.calendar.outward import answers
from app.web.languages import DEFAULT, language_of

P = ParamSpec("P")
CONTENT_TYPE: Final = "application/json"
TOLD: Final = "wij_told"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may stand behind the `?` of an address."""

    name: str
    words: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a route takes, and the kind of value that it answers."""

    answer: type[Any]
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was understood: what tells it from others, and how it is answered."""

    key: tuple[str, ...]
    make: Callable[[], Any]


def told(answer: type[Any], *parameters: Parameter) -> Callable[[Callable[P, Asked]], Callable[P, Response]]:
    """Answer what a view was asked, as JSON. Goes below `@who`. A parameter that is not named here is a 400.

    Whoever writes `frist=` for `first=` hears so, and does not get another answer than they think.
    """

    def declare(view: Callable[P, Asked]) -> Callable[P, Response]:
        @functools.wraps(view)
        def answered(*args: P.args, **kwargs: P.kwargs) -> Response:
            _refuse_unknown(parameters)
            asked = view(*args, **kwargs)
            return answers.public(answers.kept((view.__name__, *asked.key), lambda: _made(asked)), CONTENT_TYPE)

        setattr(answered, TOLD, Told(answer, parameters))
        return answered

    return declare


def as_json(value: Any) -> str:
    """A value of dictionaries, lists and moments as JSON."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _made(asked: Asked) -> str:
    with language_of(DEFAULT):  # no word of ours is in an answer, so nobody is asked which language they read
        return as_json(asdict(asked.make()))


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")


def _refuse_unknown(parameters: tuple[Parameter, ...]) -> None:
    known = [one.name for one in parameters]
    if any(name not in known or len(request.args.getlist(name)) > 1 for name in request.args):
        raise BadRequest(f"This address takes {', '.join(known) or 'no parameters'}; each at most once.")
