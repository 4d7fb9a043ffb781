"""Dates of activities as entries of the agenda: complete, in a constant number of queries, for pages and feeds."""

import functools
import html
from collections.abc import Sequence

import nh3
import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import lazyload, selectinload
from sqlalchemy.sql import Select

from app.calendar.entry import Conference, Entry, EntryQuery, Series, Status, Visibility
from app.clock import Span, now
from app.db import db
from app.people.models import Group, Person
from app.places.models import Space, SpacePart
from app.web.markdown import markdown
from plugins.activities import models
from plugins.activities.counting import places_taken, taken
from plugins.activities.labels.entries import labelled
from plugins.activities.models import OWNER, Activity, Occurrence, OccurrenceSpace, Organiser, SignUp
from plugins.activities.online.address import PLACE
from plugins.activities.online.reading import conferences
from plugins.activities.spaces import give_spaces


def list_entries(query: EntryQuery) -> list[Entry]:
    """Every date that `query` asks for, as the hook `wij_list_entries` wants it."""
    if query.ref is not None and query.ref.owner != OWNER:
        return []
    found: Sequence[Occurrence] = db.session.scalars(_ordered(_narrowed(query))).unique().all()
    if query.whole_series:
        found = _whole(found, query)
    give_spaces(found)
    counted = [one.id for one in found if one.activity.places and one.ends > now() and not one.is_cancelled]
    people, places = (taken(counted), places_taken(counted)) if counted else ({}, {})
    mine, space_id = query.person_id is not None, query.space_id
    online = conferences(found) if found else {}
    leaders = {one.series_id: one for one in found}  # what a series is, is the same for each of its dates
    series = {series_id: _series(one) for series_id, one in leaders.items()}
    entries = [
        entry_of(
            one,
            conference=online.get(one.id),
            people=people.get(one.id, 0),
            places=places.get(one.id, 0),
            mine=mine,
            space_id=space_id,
            series=series[one.series_id],
        )
        for one in found
    ]
    return labelled(entries, found)


def _ordered(select: Select[Occurrence]) -> Select[Occurrence]:
    """An activity, a series, a room has many dates: each is read once, and not again beside each date."""
    return select.options(
        selectinload(Occurrence.activity),
        selectinload(Occurrence.series).selectinload(models.Series.spaces),
        lazyload(Occurrence.spaces),  # `give_spaces` does it
    ).order_by(Occurrence.starts, Occurrence.id)


def _narrowed(query: EntryQuery) -> Select[Occurrence]:
    """The dates within the window, less those that one of the query's fields leaves out."""
    wanted = (
        sa.select(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Occurrence.starts < query.window.end, Occurrence.ends > query.window.start)
    )
    if not query.with_cancelled:
        wanted = wanted.where(Occurrence.cancelled_at.is_(None))
    if query.house_id is not None:
        wanted = wanted.where(Activity.house_id == query.house_id)
    if query.group_id is not None:
        wanted = wanted.where(Activity.group_id == query.group_id)
    if query.theme is not None:
        wanted = wanted.where(("," + Activity.themes + ",").contains(f",{query.theme},", autoescape=True))
    if query.space_id is not None:
        wanted = wanted.where(Occurrence.id.in_(_using(query.space_id)))
    if query.person_id is not None:
        wanted = wanted.where(_is_own(query.person_id))
    if query.organiser is not None:
        wanted = wanted.where(_organised_by(query.organiser))
    if query.ref is not None:
        column = Activity.public_id if query.ref.kind == "activity" else Occurrence.public_id
        wanted = wanted.where(column == query.ref.key)
    return wanted


def _using(space_id: int) -> Select[int]:
    """Ids of the dates that use any leaf of a space, as itself, as a part, or as a whole around it."""
    parts = sa.select(SpacePart.part_id).where(SpacePart.whole_id == space_id)
    leaves = sa.select(Space.id).where(sa.or_(Space.id == space_id, Space.id.in_(parts)))
    wholes = sa.select(SpacePart.whole_id).where(SpacePart.part_id.in_(leaves))
    return sa.select(OccurrenceSpace.occurrence_id).where(
        sa.or_(OccurrenceSpace.space_id.in_(leaves), OccurrenceSpace.space_id.in_(wholes))
    )


def _is_own(person_id: int) -> sa.ColumnElement[bool]:
    coming = sa.select(SignUp.occurrence_id).where(SignUp.person_id == person_id, SignUp.cancelled_at.is_(None))
    organising = sa.select(Organiser.activity_id).where(Organiser.person_id == person_id)
    return sa.or_(Occurrence.id.in_(coming), Activity.id.in_(organising))


def _organised_by(slug: str) -> sa.ColumnElement[bool]:
    """Of the group with this slug, or of the person with this public id who said yes to being named.

    A person's calendar leaves out what is sensitive: with that, nobody is named.
    """
    groups = sa.select(Group.id).where(Group.slug == slug)
    persons = sa.select(Person.id).where(Person.public_id == slug, Person.show_name, Person.forgotten_at.is_(None))
    organising = sa.select(Organiser.activity_id).where(Organiser.person_id.in_(persons))
    return sa.or_(Activity.group_id.in_(groups), sa.and_(Activity.id.in_(organising), ~Activity.sensitive))


def _whole(found: Sequence[Occurrence], query: EntryQuery) -> Sequence[Occurrence]:
    """With every other date of the series that `found` touches. A person's own dates stay theirs alone."""
    series = {one.series_id for one in found if one.series_id is not None}
    others = sa.select(Occurrence).where(
        Occurrence.series_id.in_(series), Occurrence.id.not_in([one.id for one in found])
    )
    if not query.with_cancelled:
        others = others.where(Occurrence.cancelled_at.is_(None))
    if query.person_id is not None:
        others = others.join(Activity, Activity.id == Occurrence.activity_id).where(_is_own(query.person_id))
    more = db.session.scalars(_ordered(others)).unique().all() if series else ()
    return sorted([*found, *more], key=lambda one: (one.starts, one.id))


def entry_of(
    one: Occurrence,
    *,
    people: int = 0,
    places: int = 0,
    mine: bool = False,
    space_id: int | None = None,
    conference: Conference | None = None,
    series: Series | None = None,
) -> Entry:
    """One date as an entry, with `people` coming and `places` taken (some are kept for who waits).

    Its series must be loaded, unless it is given as `series`. `space_id` is the space asked for.
    """
    activity, place = one.activity, one.place_words
    places_left = None if activity.places is None else max(0, activity.places - places)
    return Entry(
        ref=one.ref,
        uid=one.uid,
        span=one.span,
        zone=activity.zone,
        title=title_of(one),
        status=status_of(one),
        visibility=Visibility.BUSY if activity.hidden else Visibility.PUBLIC,
        sequence=one.sequence,
        created=one.created_at,
        modified=max(one.changed_at, activity.changed_at),
        house_id=activity.house_id,
        space_ids=_told_spaces(one, space_id),
        place=place,
        location="" if conference and conference.only else _location(activity, place),
        conference=conference,
        description="\n\n".join(filter(None, (lost_words(one), description_of(activity)))),
        url=page_of(activity),
        themes=activity.theme_keys,
        recurrence_id=one.original_start if one.series_id is not None else None,
        series=series or _series(one),
        mine=mine,
        sensitive=activity.sensitive,
        note=_note(one, places_left),
        people=None if activity.places is None or one.ends <= now() else people,
        whole=activity.ref,
    )


def _told_spaces(one: Occurrence, space_id: int | None) -> tuple[int, ...]:
    """Its spaces. A private one is only told to who asks for that very space: the public would lose the entry."""
    return tuple(space.id for space in one.spaces if not models.is_hidden(space) or space.id == space_id)


def _series(one: Occurrence) -> Series | None:
    if one.series_id is None or one.series is None:
        return None
    activity, series = one.activity, one.series
    place = models.place_words(series.place, series.spaces)
    return Series(
        uid=series.uid,
        rule=series.rule,
        first=series.first,
        last=series.last,
        zone=activity.zone,
        span=Span.of(series.first.date(), series.first.time(), series.end_clock, activity.zone),
        title=activity.title,
        place=place,
        description=description_of(activity),
        sequence=series.sequence,
        created=series.created_at,
        modified=max(series.changed_at, activity.changed_at),
        location="" if place == PLACE else _location(activity, place),
        url=page_of(activity),
        themes=activity.theme_keys,
    )


def _note(one: Occurrence, places_left: int | None) -> str:
    """The word why it is off, or how many can come still. Of what is over, and of what is sensitive, no count."""
    if one.is_cancelled or one.room_lost:
        return one.reason if one.is_cancelled else _("maybe elsewhere")
    return "" if one.ends <= now() or one.activity.sensitive else left_words(places_left)


def page_of(activity: Activity) -> str:
    """The path of an activity's page, written out: mails and the demo are made outside any request."""
    return f"/activities/{activity.slug}"


def title_of(one: Occurrence) -> str:
    """What a date is called: the activity, and what is special about this time."""
    return f"{one.activity.title}: {one.title}" if one.title else one.activity.title


def status_of(one: Occurrence) -> Status:
    """Cancelled, not sure while its room is lost, or on."""
    if one.is_cancelled:
        return Status.CANCELLED
    return Status.TENTATIVE if one.room_lost else Status.CONFIRMED


def lost_words(one: Occurrence) -> str:
    """What everybody reads of a date whose room is lost; nothing of any other."""
    return _("Maybe elsewhere: the room cannot be used then") if one.room_lost and not one.is_cancelled else ""


def left_words(left: int | None) -> str:
    """The chip beside a date: "nog 6 plekken", "vol", or nothing where one just walks in."""
    if left is None:
        return ""
    return ngettext("%(num)s place left", "%(num)s places left", left) if left else _("full")


def description_of(activity: Activity) -> str:
    """The words of an activity without any marks, for calendars."""
    return "\n\n".join(part for part in (_plain(activity.about), activity.costs) if part)


@functools.lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Words without any marks. An activity has as many entries as dates, and one description."""
    return html.unescape(nh3.clean(str(markdown(text)), tags=set())).strip()


def _location(activity: Activity, place: str) -> str:
    """For maps: place, house, street. A place in words stands alone: it may be anywhere."""
    house = activity.house
    return ", ".join(part for part in (place, f"{house.kind} {house.name}".strip(), house.address) if part)
