"""The OpenAPI document (3.1), made out of the routes and of the values that they answer."""

import inspect
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from app.calendar.outward.api.told import CONTENT_TYPE, Told
from app.calendar.outward.api.values import Problem

PLAIN: Final[Mapping[Any, Mapping[str, str]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
PROBLEMS: Final = {
    "400": "Something in the address is not understood.",
    "404": "There is no such house, room or theme.",
    "429": "Too many questions from one address; wait as long as Retry-After says.",
    "503": "The answer cannot be whole just now; wait as long as Retry-After says.",
}


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the API: its path with `{…}` for what it names, its name, its view's docstring, and what it told."""

    path: str
    name: str
    words: str
    told: Told


def document(title: str, server: str, routes: Iterable[Route]) -> dict[str, Any]:
    """The whole of it."""
    kinds: dict[str, type[Any]] = {}
    paths = {route.path: {"get": _operation(route, kinds)} for route in sorted(routes, key=lambda one: one.path)}
    schemas: dict[str, Any] = {}
    while missing := [name for name in kinds if name not in schemas]:
        for name in missing:
            schemas[name] = object_schema(kinds[name], kinds)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def object_schema(kind: type[Any], kinds: dict[str, type[Any]]) -> dict[str, Any]:
    """The schema of a value: all of its fields are always there. Kinds that it speaks of are put in `kinds`."""
    hints = get_type_hints(kind, include_extras=True)
    names = [field.name for field in fields(kind)]
    return {
        "type": "object",
        "description": inspect.getdoc(kind),
        "properties": {name: schema(hints[name], kinds) for name in names},
        "required": names,
    }


def schema(hint: Any, kinds: dict[str, type[Any]]) -> dict[str, Any]:
    """The schema of a field, of the kinds that `values` uses."""
    for fits, make in _SHAPES:
        if fits(hint):
            return make(hint, kinds)
    return dict(PLAIN[hint])


def _annotated(hint: Any, kinds: dict[str, type[Any]]) -> dict[str, Any]:
    inner, words = get_args(hint)
    return {**schema(inner, kinds), "description": words}


def _union(hint: Any, kinds: dict[str, type[Any]]) -> dict[str, Any]:
    return {"anyOf": [schema(one, kinds) for one in get_args(hint)]}


def _tuple(hint: Any, kinds: dict[str, type[Any]]) -> dict[str, Any]:
    return {"type": "array", "items": schema(get_args(hint)[0], kinds)}


def _enum(hint: Any, _kinds: dict[str, type[Any]]) -> dict[str, Any]:
    return {"type": "string", "enum": [one.value for one in hint]}


def _object(hint: Any, kinds: dict[str, type[Any]]) -> dict[str, Any]:
    kinds[hint.__name__] = hint
    return {"$ref": f"#/components/schemas/{hint.__name__}"}


_SHAPES: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any, dict[str, type[Any]]], dict[str, Any]]], ...]] = (
    (lambda hint: get_origin(hint) is Annotated, _annotated),
    (lambda hint: isinstance(hint, types.UnionType), _union),
    (lambda hint: get_origin(hint) is tuple, _tuple),
    (lambda hint: isinstance(hint, type) and issubclass(hint, Enum), _enum),
    (is_dataclass, _object),
)


def _operation(route: Route, kinds: dict[str, type[Any]]) -> dict[str, Any]:
    named = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    in_path = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named]
    asked = [
        {"name": one.name, "in": "query", "description": one.words, "schema": dict(one.schema)}
        for one in route.told.parameters
    ]
    problem = {"content": _content(Problem, kinds)}
    return {
        "operationId": route.name,
        "summary": route.words.partition("\n")[0],
        "parameters": [*in_path, *asked],
        "responses": {
            "200": {"description": inspect.getdoc(route.told.answer), "content": _content(route.told.answer, kinds)},
            "304": {"description": "It is as it was at your last question (If-None-Match)."},
            **{status: {"description": words, **problem} for status, words in PROBLEMS.items()},
        },
    }


def _content(kind: type[Any], kinds: dict[str, type[Any]]) -> dict[str, Any]:
    return {CONTENT_TYPE: {"schema": _object(kind, kinds)}}
