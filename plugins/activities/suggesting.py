"""Things to do for a theme."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.clock import Span
from app.db import db
from app.people.models import Person
from app.plugins import Suggestion
from plugins.activities import reading
from plugins.activities.entries import page_of
from plugins.activities.models import Activity, Organiser, joined


def suggestions(theme: str, house_id: int, window: Span) -> list[Suggestion]:
    """The next date of each activity with this theme that is on within `window`, soonest first."""
    found = [one for one in reading.upcoming(theme, "", house_id) if window.overlaps(one.span) and not one.is_cancelled]
    by = _who_does(one.activity for one in found)
    return [
        Suggestion(
            theme=theme,
            title=one.activity.title,
            url=page_of(one.activity),
            span=one.span,
            ref=one.ref,
            tags=one.activity.tag_keys,
            by=by.get(one.activity_id, ""),
        )
        for one in found
    ]


def soonest(one: Suggestion) -> tuple[Span | None, str]:
    """What suggestions are put in order by."""
    return one.span, one.title


def _who_does(activities: Iterable[Activity]) -> dict[int, str]:
    """The group of each activity, or who organises it and said yes to being named; of a sensitive one nobody."""
    told = {one.id: one.group.name if one.group else "" for one in activities if not one.sensitive}
    rows = db.session.execute(
        sa.select(Organiser.activity_id, Person)
        .join(Person, Person.id == Organiser.person_id)
        .where(
            Organiser.activity_id.in_([key for key, group in told.items() if not group]),
            Person.show_name,
            Person.forgotten_at.is_(None),
        )
        .order_by(Person.name, Person.id)
    )
    names: dict[int, list[str]] = {}
    for activity_id, somebody in rows:
        names.setdefault(activity_id, []).append(somebody.first_name)
    return {**told, **{key: joined(found) for key, found in names.items()}}
