"""Put back how an activity was: itself a change, so it is kept too and can be undone."""

from dataclasses import replace

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.labels import BY_KEY
from app.db import db, transactional
from app.plugins import current_hooks
from app.refusals import NotFound
from plugins.activities.changing import change_words
from plugins.activities.models import Activity
from plugins.activities.planning import Words
from plugins.activities.rights import activity_for
from plugins.activities.versions.keeping import newest, words_in
from plugins.activities.versions.models import Wording


@transactional
def restore(actor: Actor, activity_id: int, key: str) -> str:
    """Put back the version `key` (its public id), text, themes, costs and all; the words stay whose they were.

    Answers the public id of how it was before, to undo this; "" when nothing changed.
    Raises NotFound, NotAllowed for who may not change it, or another Refusal.
    """
    activity = activity_for(actor, activity_id)
    version = version_with(activity_id, key)
    undo = change_words(actor, activity_id, _possible(words_in(version), activity))
    made = newest(activity_id)
    if undo and made is not None:
        activity.words_by_id = made.words_by_id = version.words_by_id
    return undo


def _possible(words: Words, activity: Activity) -> Words:
    """What can still be said: tags of plugins that are off now, and labels that are no more, are left out."""
    tags = {*current_hooks().tags(), *activity.tag_keys}
    return replace(
        words,
        tags=tuple(tag for tag in words.tags if tag in tags),
        labels=tuple(label for label in words.labels if label in BY_KEY),
    )


def version_with(activity_id: int, key: str) -> Wording:
    """A version of this activity by its public id. Raises NotFound."""
    wanted = sa.select(Wording).where(Wording.public_id == key, Wording.activity_id == activity_id)
    version = db.session.scalar(wanted) if key.isalnum() else None
    if version is None:
        raise NotFound(_("We don't keep this version any more."))
    return version
