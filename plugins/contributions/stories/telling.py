"""Hosts tell what was done together, change it, and take it away. One function, one transaction."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.places.models import House
from app.places.pictures import reencoded
from app.places.rights import HOST, require
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from plugins.contributions.stories.models import LONGEST, Story

OLDEST: Final = timedelta(days=3 * 365)
"""How long ago it may have been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryValues:
    """What a host tells. `photo` is a file as it came in, None for none or to keep the one that is there."""

    title: str
    words: str
    day: date
    photo: bytes | None = None
    description: str = ""
    agreed: bool = False
    """Whether everybody who can be recognised in the photo said yes."""


@transactional
def add_story(actor: Actor, house_id: int, values: StoryValues) -> str:
    """Tell something; its public id. Raises Refusal (with its field), NotAllowed."""
    house = require(actor, house_id, HOST)
    story = Story(public_id=new_public_id(), house_id=house_id, made_by_id=actor.subject, made_at=now(), etag="")
    _fill(story, house, values)
    db.session.add(story)
    db.session.flush()
    journal.note(actor, "contributions.story.added", _ref(story), story.title)
    return story.public_id


@transactional
def change_story(actor: Actor, key: str, values: StoryValues) -> None:
    """Tell it in other words, or with another photo. Raises Refusal (with its field), NotFound, NotAllowed."""
    story = story_with(key)
    _fill(story, require(actor, story.house_id, HOST), values)
    journal.note(actor, "contributions.story.changed", _ref(story), story.title)


@transactional
def remove_story(actor: Actor, key: str) -> None:
    """Take a story away with its photo, for good. Raises NotFound, NotAllowed."""
    story = story_with(key)
    require(actor, story.house_id, HOST)
    journal.note(actor, "contributions.story.removed", _ref(story), story.title)
    db.session.delete(story)


def story_with(key: str) -> Story:
    """A story by its public id. Raises NotFound."""
    story = db.session.scalar(sa.select(Story).where(Story.public_id == key))
    if story is None:
        raise NotFound(_("We cannot find this story."))
    return story


def _fill(story: Story, house: House, values: StoryValues) -> None:
    _check(values, house)
    story.title, story.words, story.day = values.title.strip(), values.words.strip(), values.day
    if values.photo is None and not story.etag:
        return
    if not values.description.strip():
        raise Refusal(_("Say what can be seen, for people who cannot see it."), field="description")
    story.description = values.description.strip()
    if values.photo is not None:
        if not values.agreed:
            raise Refusal(_("First ask everybody who can be recognised, or choose another photo."), field="agreed")
        story.jpeg = reencoded(values.photo)
        story.etag = hashlib.sha256(story.jpeg).hexdigest()[:16]


def _check(values: StoryValues, house: House) -> None:
    if not values.title.strip():
        raise Refusal(_("What was done? A few words are enough."), field="title")
    if len(values.title.strip()) > 100:
        raise Refusal(_("That is too long. Use at most 100 characters."), field="title")
    if len(values.words.strip()) > LONGEST:
        raise Refusal(_("That is too long. Use at most 800 characters."), field="words")
    today = wall(now(), house.zone).date()
    if values.day > today:
        raise Refusal(_("This day is still to come. Tell it when it is done."), field="day")
    if today - values.day > OLDEST:
        raise Refusal(_("That is too long ago. Choose a day of the last three years."), field="day")


def _ref(story: Story) -> Ref:
    return Ref("contributions", "story", story.public_id)
