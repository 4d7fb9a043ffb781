"""Dates of followed calendars as entries of the agenda, each an event of its own, in one query.

They hold no space, and they are nobody's own: who keeps the calendar has them in it already.
"""

import sqlalchemy as sa
from flask_babel import gettext as _

from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.db import db
from app.people.models import Group, Person
from plugins.activities.following.models import Followed, Source
from plugins.activities.following.telling import page_of
from plugins.activities.models import OWNER

_KINDS = {"source": Source.public_id, "followed": Followed.public_id}


def list_entries(query: EntryQuery) -> list[Entry]:
    """Every date that `query` asks for, as the hook `wij_list_entries` wants it."""
    if query.space_id is not None or query.person_id is not None:
        return []
    wanted = (
        sa.select(Followed)
        .join(Source, Source.id == Followed.source_id)
        .where(Followed.starts < query.window.end, Followed.ends > query.window.start, Source.ended_at.is_(None))
        .order_by(Followed.starts, Followed.id)
    )
    if query.ref is not None:
        if query.ref.owner != OWNER or query.ref.kind not in _KINDS:
            return []
        wanted = wanted.where(_KINDS[query.ref.kind] == query.ref.key)
    if not query.with_cancelled:
        wanted = wanted.where(Followed.cancelled_at.is_(None))
    if query.house_id is not None:
        wanted = wanted.where(Source.house_id == query.house_id)
    if query.group_id is not None:
        wanted = wanted.where(Source.group_id == query.group_id)
    if query.theme is not None:
        wanted = wanted.where(has_theme(query.theme))
    if query.organiser is not None:
        wanted = wanted.where(_kept_by(query.organiser))
    return [entry_of(one) for one in db.session.scalars(wanted)]


def has_theme(theme: str) -> sa.ColumnElement[bool]:
    """Whether a calendar has a theme."""
    return ("," + Source.themes + ",").contains(f",{theme},", autoescape=True)


def _kept_by(slug: str) -> sa.ColumnElement[bool]:
    """Of the group with this slug, or of the person with this public id who said yes to being named."""
    groups = sa.select(Group.id).where(Group.slug == slug)
    persons = sa.select(Person.id).where(Person.public_id == slug, Person.show_name, Person.forgotten_at.is_(None))
    own = sa.and_(Source.kept_by_id.in_(persons), Source.group_id.is_(None), ~Source.sensitive)
    return sa.or_(Source.group_id.in_(groups), own)


def entry_of(one: Followed) -> Entry:
    """One date as an entry."""
    source, house = one.source, one.source.house
    place = one.place_words
    return Entry(
        ref=one.ref,
        uid=one.uid,
        span=one.span,
        zone=house.zone,
        title=title_of(one),
        status=status_of(one),
        visibility=Visibility.PUBLIC,
        sequence=one.sequence,
        created=one.created_at,
        modified=max(one.changed_at, source.changed_at),
        house_id=source.house_id,
        place=" · ".join(part for part in (place, followed_words(source)) if part),
        location=place,
        description="\n\n".join(part for part in (one.about, followed_words(source), one.link or source.page) if part),
        url=f"{page_of(source)}/{one.public_id}",
        themes=source.theme_keys,
        sensitive=source.sensitive,
        note=why_off(one) if one.is_cancelled else "",
    )


def title_of(one: Followed) -> str:
    """What it is called there; one without a title is called as its calendar."""
    return one.title or one.source.name


def status_of(one: Followed) -> Status:
    """Off, not sure, or on."""
    if one.is_cancelled:
        return Status.CANCELLED
    return Status.TENTATIVE if one.tentative else Status.CONFIRMED


def followed_words(source: Source) -> str:
    """That it is not our own, and whose it is."""
    return _("followed from %(name)s", name=source.name)


def why_off(one: Followed) -> str:
    """The word why it is off."""
    if one.gone:
        return _("It is not in the calendar of %(name)s any more.", name=one.source.name)
    return _("Called off by %(name)s.", name=one.source.name)
