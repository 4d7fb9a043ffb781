"""Where a booking was before it moved, as a value: ids, moments and wall times. No words, and nobody in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.clock import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A booking as it was: its place, its status, the series that had it, and what of its room went with it.

    `sequence` is of before the move: who finds the next number on the booking knows that nothing came after it.
    `things` are (id, how many) of what stays in the room, and `setup_id` is how the room was set up.
    """

    booking_id: int
    sequence: int
    space_id: int
    span: Span
    status: str
    asked: bool
    """Whether the house had been asked for a yes."""
    series_id: int | None
    original_start: datetime | None
    things: tuple[tuple[int, int], ...] = ()
    setup_id: int | None = None


def write(formers: Sequence[Former]) -> str:
    """As JSON, to be kept for a while."""
    return json.dumps([_told(one) for one in formers], separators=(",", ":"))


def read(text: str) -> list[Former]:
    """What `write` wrote."""
    return [_former(told) for told in json.loads(text)]


def _told(one: Former) -> dict[str, Any]:
    return {
        "booking": one.booking_id,
        "sequence": one.sequence,
        "space": one.space_id,
        "starts": one.span.start.isoformat(),
        "ends": one.span.end.isoformat(),
        "status": one.status,
        "asked": one.asked,
        "series": one.series_id,
        "original": one.original_start.isoformat() if one.original_start else None,
        "things": one.things,
        "setup": one.setup_id,
    }


def _former(told: dict[str, Any]) -> Former:
    return Former(
        booking_id=told["booking"],
        sequence=told["sequence"],
        space_id=told["space"],
        span=Span(datetime.fromisoformat(told["starts"]), datetime.fromisoformat(told["ends"])),
        status=told["status"],
        asked=told["asked"],
        series_id=told["series"],
        original_start=datetime.fromisoformat(told["original"]) if told["original"] else None,
        things=tuple((thing_id, count) for thing_id, count in told["things"]),
        setup_id=told["setup"],
    )
