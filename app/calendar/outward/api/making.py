"""Things of the house as values of the API. Entries were projected to the public before they come here."""

from collections.abc import Mapping

from app.calendar.entry import Entry, Status, Visibility
from app.calendar.labels import AGE, FREE, LANGUAGE, codes
from app.calendar.outward.api import values
from app.calendar.outward.sitemap import room_page
from app.calendar.outward.telling import base_url
from app.places.models import House, Space


def house(one: House) -> values.House:
    """A house."""
    return values.House(
        slug=one.slug,
        name=one.name,
        kind=one.kind,
        address=one.address,
        language=one.language,
        zone=one.zone_name,
        partner=one.is_partner,
        url=f"{base_url()}/house/{one.slug}",
    )


def room(space: Space) -> values.Room:
    """A room that everybody may know."""
    return values.Room(
        slug=space.slug,
        name=space.name,
        house=space.house.slug,
        about=space.about,
        condition=space.condition,
        seated=space.seated,
        standing=space.standing,
        facts=space.fact_keys,
        parts=tuple(part.slug for part in space.parts),
        bookable=space.bookable,
        url=_whole(room_page(space)),
    )


def thing(entry: Entry, slugs: Mapping[int, str]) -> values.Thing:
    """One date; `slugs` are those of the houses."""
    return values.Thing(
        uid=entry.uid,
        occurrence=entry.recurrence_id.isoformat() if entry.recurrence_id else None,
        title=entry.title,
        starts=entry.span.start.astimezone(entry.zone),
        ends=entry.span.end.astimezone(entry.zone),
        status=entry.status,
        reason=entry.note if entry.status is Status.CANCELLED else "",
        house=slugs[entry.house_id],
        place=entry.place,
        location=entry.location,
        description=entry.description,
        themes=entry.themes,
        labels=entry.labels,
        pace=entry.pace,
        languages=tuple(codes(entry.labels, LANGUAGE)),
        ages=next(iter(codes(entry.labels, AGE)), None),
        free=FREE.key in entry.labels,
        costs=entry.costs,
        places=entry.places,
        url=_whole(entry.url),
        changed=entry.modified,
    )


def taken(entry: Entry) -> values.Taken:
    """When a room is taken."""
    public = entry.visibility is Visibility.PUBLIC
    return values.Taken(
        starts=entry.span.start.astimezone(entry.zone),
        ends=entry.span.end.astimezone(entry.zone),
        status=entry.status,
        title=entry.title if public else None,
        url=_whole(entry.url) if public else None,
    )


def _whole(path: str | None) -> str | None:
    return base_url() + path if path else None
