"""The facts of a notice as JSON, with moments, days and spans kept as what they are."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from app.clock import Span
from app.refs import Ref

_MOMENT: Final = "$moment"
_DAY: Final = "$day"
_SPAN: Final = "$span"
_REF: Final = "$ref"


def pack(params: Mapping[str, Any]) -> str:
    """`params` as JSON. Text, numbers, booleans, None, lists, datetime, date, Span and Ref go in; else TypeError."""
    return json.dumps(dict(params), default=_packed, ensure_ascii=False)


def unpack(text: str) -> dict[str, Any]:
    """What `pack` was given. Nothing, for the empty text of a notice whose time is over."""
    return dict(json.loads(text, object_hook=_unpacked)) if text else {}


def _packed(value: object) -> object:
    match value:
        case datetime():
            return {_MOMENT: value.isoformat()}
        case date():
            return {_DAY: value.isoformat()}
        case Span():
            return {_SPAN: [value.start.isoformat(), value.end.isoformat()]}
        case Ref():
            return {_REF: str(value)}
    raise TypeError(f"a notice holds ids and plain facts, not {value!r}")


def _unpacked(found: dict[str, Any]) -> object:
    match found:
        case {"$moment": str(text)}:
            return datetime.fromisoformat(text)
        case {"$day": str(text)}:
            return date.fromisoformat(text)
        case {"$span": [str(start), str(end)]}:
            return Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
        case {"$ref": str(text)}:
            return Ref.parse(text)
    return found
