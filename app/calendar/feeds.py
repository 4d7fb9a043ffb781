"""Feeds: which there are, what is in them, and since when they are as they are now."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from app.calendar import files, keeping, kinds
from app.calendar.entry import Calendar, Entry, EntryQuery
from app.calendar.files import Built
from app.calendar.gathering import gather, is_private, look_here
from app.calendar.keeping import Kept
from app.calendar.models import FeedToken
from app.calendar.offered import calendar_of
from app.calendar.pieces import Known
from app.calendar.places import main_house
from app.calendar.projection import Audience
from app.calendar.saving import to_save
from app.calendar.tokens import TIMES
from app.calendar.window import feed_window
from app.clock import now
from app.db import db
from app.people.models import Person
from app.places.models import House
from app.refs import Ref
from app.web.languages import language_of

Finder = Callable[[str], Calendar | None]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is now: its bytes, their hash, and since when they are so."""

    body: bytes
    kept: Kept


def find(kind: str, slug: str) -> Calendar | None:
    """The public calendar at `/calendar/<kind>/<slug>.ics`, or None. A private space has none."""
    finder = _finders().get(kind)
    calendar = finder(slug) if finder else None
    if calendar is None or calendar.person_id is not None:
        return None
    return None if calendar.space_id is not None and is_private(calendar.space_id) else calendar


def key_of(kind: str, slug: str) -> str:
    """Under which key a public feed is kept."""
    return f"{kind}/{slug}"


def key_of_mine(token: FeedToken) -> str:
    """Under which key the state of a feed of one person is kept."""
    return f"mine/{token.public_id}"


def public_feed(kind: str, slug: str, calendar: Calendar) -> Feed:
    """What everybody may read of `calendar`. Raises Unavailable when a plugin fails: never a shorter feed."""
    usual = Audience.AGENDA if calendar.space_id is None else Audience.SPACE
    audience, key, made_of = calendar.audience or usual, key_of(kind, slug), keeping.stamp()
    if calendar.only is not None:  # there are more choices than anybody makes: their bytes would push out others
        return _passing(key, calendar, audience, made_of)
    built = _built(calendar, audience, keeping.known(key))
    return Feed(built.body, keeping.keep_whole(key, built, made_of))


def personal_feed(token: FeedToken) -> Feed | None:
    """The calendar that this token opens: its person's own, in their language, or one that is offered to them.

    None when they are no longer here, or may not read it any more.
    """
    person = db.session.get(Person, token.person_id)
    if person is None or person.forgotten_at is not None:
        return None
    with language_of(person.language):
        calendar = calendar_of(token) if token.kind else _own_calendar(person, token.lets_see)
    if calendar is None:
        return None
    return _passing(key_of_mine(token), calendar, calendar.audience or Audience.PERSONAL, keeping.stamp())


def entry_file(ref: Ref) -> bytes | None:
    """The calendar file of one public thing, to be saved once; None where the public has no such."""
    house = main_house()
    if house is None:
        return None
    with language_of(house.language):
        query = EntryQuery(window=feed_window(now(), house.zone), ref=ref, with_cancelled=True)
        entries = [to_save(entry) for entry in gather(query, Audience.AGENDA) if entry.ref == ref]
        return files.event_file(entries, look_here()) if entries else None


def _finders() -> dict[str, Finder]:
    return {kind.kind: kind.find for kind in kinds.everything() if kind.public}


def _own_calendar(person: Person, lets_see: str) -> Calendar:
    """Every date is an event of its own: of a series only the dates that are this person's are told."""
    house = main_house()
    own = Calendar(
        name=_("My agenda at %(house)s", house=house.name) if house else _("My agenda"),
        description=_("What you booked, what you come to and what you promised."),
        zone=house.zone if house else House(zone_name="Europe/Amsterdam").zone,
        language=person.language,
        person_id=person.id,
        expanded=True,
    )
    if not lets_see:
        return own
    words = _("When %(name)s has something. What it is, stays with them.", name=person.first_name)
    return replace(
        own,
        name=_("Agenda of %(name)s", name=person.first_name),
        description=words if lets_see == TIMES else _("You read along with %(name)s.", name=person.first_name),
        audience=Audience.TIMES if lets_see == TIMES else Audience.PERSONAL,
    )


def _passing(key: str, calendar: Calendar, audience: Audience, made_of: str) -> Feed:
    """A feed of which the hash is kept, and not the bytes."""
    body = _built(calendar, audience, Known()).body
    return Feed(body, keeping.keep(key, hashlib.sha256(body).hexdigest(), made_of))


def _built(calendar: Calendar, audience: Audience, known: Known) -> Built:
    with language_of(calendar.language):
        return files.feed(calendar, _entries(calendar, audience), now(), look_here(), known)


def _entries(calendar: Calendar, audience: Audience) -> list[Entry]:
    query = EntryQuery(
        window=feed_window(now(), calendar.zone),
        house_id=calendar.house_id,
        space_id=calendar.space_id,
        person_id=calendar.person_id,
        group_id=calendar.group_id,
        theme=calendar.theme,
        organiser=calendar.organiser,
        ref=calendar.ref,
        whole_series=not calendar.expanded,
        with_cancelled=True,
    )
    found = gather(query, audience)
    return found if calendar.only is None else calendar.only(found)
