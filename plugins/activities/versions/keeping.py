"""Keep a version with every change of an activity's words; tell what is kept of somebody, and let go in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.refs import new_public_id
from plugins.activities.labels.saying import NOTHING_SAID, said_of
from plugins.activities.models import Activity
from plugins.activities.planning import Words
from plugins.activities.versions.models import Wording
from plugins.activities.versions.packing import NAMES, pack, unpack

MOST: Final = 40
"""Versions of one activity; the oldest make way."""
KEPT: Final = timedelta(days=2 * 365)
WHO: Final = timedelta(days=400)
"""So long we know who changed something."""


@dataclass(frozen=True, slots=True)
class Before:
    """How an activity was, before somebody changes it."""

    words: Words
    version: Wording
    """How it began, to keep along with its first change."""


def before(activity: Activity) -> Before:
    """How it is now. Then change it, and `keep`."""
    words = words_of(activity)
    began = _version(activity, words, activity.words_by_id or activity.created_by_id)
    began.at = activity.changed_at
    return Before(words, began)


def keep(actor: Actor, activity: Activity, old: Before) -> str:
    """Keep how it is now; the public id of the version before it, "" when nothing changed. Call it in a transaction."""
    words = words_of(activity)
    if words == old.words:
        return ""
    last = newest(activity.id)
    if last is None:
        last = old.version
        db.session.add(last)
        db.session.flush()
    db.session.add(_version(activity, words, actor.subject))
    db.session.flush()
    _make_way(activity.id)
    return last.public_id


def words_of(activity: Activity) -> Words:
    """What an activity says now."""
    said = said_of([activity.id]).get(activity.id, NOTHING_SAID)
    apart: dict[str, Any] = {
        "themes": activity.theme_keys,
        "tags": activity.tag_keys,
        "labels": said.chosen,
        "pace": said.pace,
    }
    values: dict[str, Any] = {name: getattr(activity, name) for name in NAMES if name not in apart}
    return Words(**(values | apart))


def words_in(version: Wording) -> Words:
    """What a version says."""
    return unpack(version.title, version.about, version.rest)


def newest(activity_id: int) -> Wording | None:
    """The version that says how it is now; None before its first change."""
    return db.session.scalar(_of(activity_id).limit(1))


def newest_key(activity_id: int) -> str:
    """Its public id; "" before the first change."""
    found = newest(activity_id)
    return found.public_id if found else ""


def versions_of(activity_id: int) -> Sequence[Wording]:
    """All of them, newest first."""
    return db.session.scalars(_of(activity_id)).all()


def export(person_id: int) -> Mapping[str, Any]:
    """What somebody changed, and the words that are theirs."""
    own = sa.or_(Wording.by_id == person_id, Wording.words_by_id == person_id)
    return {
        "activity_versions": [
            {
                "title": one.title,
                "at": one.at.isoformat(),
                "changed_by_you": one.by_id == person_id,
                "words": one.about if one.words_by_id == person_id else None,
            }
            for one in db.session.scalars(sa.select(Wording).where(own).order_by(Wording.id))
        ]
    }


@transactional
def expire() -> None:
    """Forget who changed what a year ago, and let go of what is older than two."""
    apart = {"synchronize_session": False}
    db.session.execute(sa.update(Wording).where(Wording.at < now() - WHO).values(by_id=None), execution_options=apart)
    db.session.execute(sa.delete(Wording).where(Wording.at < now() - KEPT), execution_options=apart)


def _of(activity_id: int) -> sa.Select[Wording]:
    return sa.select(Wording).where(Wording.activity_id == activity_id).order_by(Wording.id.desc())


def _version(activity: Activity, words: Words, by_id: int | None) -> Wording:
    return Wording(
        public_id=new_public_id(),
        activity_id=activity.id,
        at=now(),
        by_id=by_id,
        title=words.title,
        about=words.about,
        words_by_id=activity.words_by_id,
        rest=pack(words),
    )


def _make_way(activity_id: int) -> None:
    kept = sa.select(Wording.id).where(Wording.activity_id == activity_id).order_by(Wording.id.desc()).limit(MOST)
    ids = db.session.scalars(kept).all()
    db.session.execute(sa.delete(Wording).where(Wording.activity_id == activity_id, Wording.id.not_in(ids)))
