"""What pages show of followed calendars, in a constant number of queries; and what is let go of in time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.clock import Span, now
from app.db import db, transactional
from app.people.groups import groups_spoken_for
from app.plugins import Description, Suggestion
from app.refs import Ref
from plugins.activities.following.entries import has_theme, title_of
from plugins.activities.following.keeping import KEPT
from plugins.activities.following.models import Followed, Source
from plugins.activities.following.telling import page_of
from plugins.activities.models import OWNER

PAST: Final = timedelta(days=400)
"""So long after it was, a date is kept: calendars show the year before."""
OFF: Final = timedelta(days=30)
"""So long after it would have been, a date that is off is kept."""
AHEAD: Final = timedelta(days=60)


def sources_of(person_id: int) -> list[Source]:
    """The calendars that somebody may look after: their own, and those of groups they speak for. By name."""
    groups = [group.id for group in groups_spoken_for(person_id)]
    mine = sa.or_(Source.kept_by_id == person_id, Source.group_id.in_(groups))
    wanted = sa.select(Source).where(mine, Source.ended_at.is_(None)).order_by(Source.name, Source.id)
    return list(db.session.scalars(wanted))


def dates_of(source: Source) -> list[Followed]:
    """Its dates that are not over, soonest first; called off ones too."""
    wanted = sa.select(Followed).where(Followed.source_id == source.id, Followed.ends > now())
    return list(db.session.scalars(wanted.order_by(Followed.starts, Followed.id)))


def date_with(source: Source, key: str) -> Followed | None:
    """One date of a calendar, by its public id."""
    if not key.isalnum():
        return None
    wanted = sa.select(Followed).where(Followed.public_id == key, Followed.source_id == source.id)
    return db.session.scalar(wanted)


def upcoming(theme: str | None, words: str, most: int, house_id: int | None = None) -> list[Followed]:
    """The next dates of all followed calendars, of each title the first only; of a theme, or with `words` in them."""
    rank = sa.func.row_number().over(
        partition_by=(Followed.source_id, Followed.title), order_by=(Followed.starts, Followed.id)
    )
    first = (
        sa.select(Followed.id, rank.label("rank"))
        .where(Followed.ends > now(), Followed.starts < now() + AHEAD, Followed.cancelled_at.is_(None))
        .subquery()
    )
    wanted = (
        sa.select(Followed)
        .join(first, sa.and_(first.c.id == Followed.id, first.c.rank == 1))
        .join(Source, Source.id == Followed.source_id)
        .where(Source.ended_at.is_(None))
        .order_by(Followed.starts, Followed.id)
        .limit(most)
    )
    if theme:
        wanted = wanted.where(has_theme(theme))
    if house_id is not None:
        wanted = wanted.where(Source.house_id == house_id)
    for word in words.split():
        wanted = wanted.where(
            sa.or_(
                *(column.icontains(word, autoescape=True) for column in (Followed.title, Followed.about, Source.name))
            )
        )
    return list(db.session.scalars(wanted))


def suggestions(theme: str, house_id: int, window: Span) -> list[Suggestion]:
    """The next dates with this theme within `window`, soonest first."""
    return [
        Suggestion(theme=theme, title=title_of(one), url=f"{page_of(one.source)}/{one.public_id}", span=one.span)
        for one in upcoming(theme, "", 20, house_id)
        if window.overlaps(one.span)
    ]


def export(person_id: int) -> Mapping[str, Any]:
    """The calendars that somebody follows here, for themselves: with their addresses."""
    wanted = sa.select(Source).where(Source.kept_by_id == person_id).order_by(Source.id)
    return {"followed": [_exported(source) for source in db.session.scalars(wanted)]}


def _exported(source: Source) -> Mapping[str, Any]:
    return {
        "name": source.name,
        "address": source.url,
        "page": source.page,
        "since": source.created_at.isoformat(),
        "stopped_at": source.ended_at.isoformat() if source.ended_at else None,
    }


def describe(refs: Sequence[Ref]) -> Mapping[Ref, Description]:
    """Titles and pages of followed calendars; a neutral title for what is sensitive."""
    keys = [ref.key for ref in refs if ref.owner == OWNER and ref.kind == "source"]
    if not keys:
        return {}
    found = db.session.scalars(sa.select(Source).where(Source.public_id.in_(keys)))
    return {
        source.ref: Description(title=_("Appointment"))
        if source.sensitive
        else Description(title=source.name, url=page_of(source))
        for source in found
    }


@transactional
def expire() -> None:
    """Let go of calendars that were ended a while ago, of dates of long ago, and of dates that were off."""
    db.session.execute(sa.delete(Source).where(Source.ended_at < now() - KEPT))
    off = sa.and_(Followed.cancelled_at < now() - OFF, Followed.ends < now() - OFF, Followed.changed_at < now() - OFF)
    db.session.execute(sa.delete(Followed).where(sa.or_(Followed.ends < now() - PAST, off)))
