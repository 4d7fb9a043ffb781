"""Where activities live: a slug out of the title, and the way from an old one to that of today."""

import sqlalchemy as sa

from app.db import db
from app.places.models import OldSlug
from app.places.slugs import slug_of
from plugins.activities.models import Activity

KIND = "activity"
_TAKEN = frozenset({"new", "coming", "waiting", "organise", "dates", "search", "ideas", "following", "questions"})
"""Words that stand in addresses of our own pages."""


def free_slug(title: str, activity_id: int | None = None) -> str:
    """A slug that no other activity has or had, with a number where the title alone is taken. Call it while writing."""
    base = slug_of(title)[:54].strip("-")
    candidate, number = base, 1
    while candidate in _TAKEN or _is_anothers(candidate, activity_id):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def rename(activity: Activity) -> None:
    """Let the slug follow the title; the old one still leads here. Call it in a transaction."""
    slug = free_slug(activity.title, activity.id)
    if slug == activity.slug:
        return
    own_old = db.session.get(OldSlug, (KIND, slug))
    if own_old is not None:
        db.session.delete(own_old)
    db.session.add(OldSlug(kind=KIND, slug=activity.slug, target_id=activity.id))
    activity.slug = slug


def find(slug: str) -> tuple[Activity, str | None] | None:
    """The activity at a slug, and where it moved to when the slug is an old one. None where there is none."""
    activity = db.session.scalar(sa.select(Activity).where(Activity.slug == slug))
    if activity is not None:
        return activity, None
    old = db.session.get(OldSlug, (KIND, slug))
    moved = db.session.get(Activity, old.target_id) if old else None
    return (moved, moved.slug) if moved else None


def _is_anothers(slug: str, activity_id: int | None) -> bool:
    owner = db.session.scalar(sa.select(Activity.id).where(Activity.slug == slug))
    old = db.session.get(OldSlug, (KIND, slug))
    return any(found is not None and found != activity_id for found in (owner, old.target_id if old else None))
