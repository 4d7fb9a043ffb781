"""Entries as schema.org Events, as search engines read them. Values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.calendar.entry import Entry, Status
from app.calendar.labels import AGE, FREE, LANGUAGE, codes
from app.calendar.text import line

CONTEXT: Final = "https://schema.org"
LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Host:
    """The house in which it is: whole name, address, and where its own page is."""

    name: str
    address: str
    url: str


def event(entry: Entry, host: Host, base_url: str) -> dict[str, Any]:
    """One entry, already projected to the public, as an Event."""
    told = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": line(entry.title),
        "description": line(entry.description, LONGEST),
        "url": base_url + entry.url if entry.url else "",
        "startDate": entry.span.start.astimezone(entry.zone).isoformat(),
        "endDate": entry.span.end.astimezone(entry.zone).isoformat(),
        "eventStatus": f"{CONTEXT}/{'EventCancelled' if entry.status is Status.CANCELLED else 'EventScheduled'}",
        "location": _location(entry, host, base_url),
        "eventAttendanceMode": _mode(entry),
        "inLanguage": codes(entry.labels, LANGUAGE) or "",
        "typicalAgeRange": ", ".join(codes(entry.labels, AGE)),
        "isAccessibleForFree": True if FREE.key in entry.labels else "",
        "maximumAttendeeCapacity": entry.places or "",
        "organizer": {"@type": "Organization", "name": host.name, "url": host.url},
    }
    return _without_empty(told)


def _location(entry: Entry, host: Host, base_url: str) -> Any:
    """A place, a place online, or both. Where the address online is not told, its page says how to get it."""
    place = {
        "@type": "Place",
        "name": line(entry.place or host.name),
        "address": line(entry.location or host.address or host.name),
    }
    if entry.conference is None:
        return place
    online = {"@type": "VirtualLocation", "url": entry.conference.address or base_url + (entry.url or "")}
    return online if entry.conference.only else [place, online]


def _mode(entry: Entry) -> str:
    """How one takes part, where that is not just by being there."""
    if entry.conference is None:
        return ""
    return f"{CONTEXT}/{'Online' if entry.conference.only else 'Mixed'}EventAttendanceMode"


def _without_empty(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value != ""}
