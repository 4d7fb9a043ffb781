"""Change what an activity is called and says, and who organises it. Times and places are in `dates` and `seasons`."""

from typing import Final

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.models import Activity, Occurrence, Organiser, SignUp
from plugins.activities.planning import Words
from plugins.activities.publishing import log_label, put_words
from plugins.activities.questions.answering import forget_answers
from plugins.activities.rights import activity_for, may_change
from plugins.activities.slugs import rename
from plugins.activities.versions import keeping as versions
from plugins.activities.waiting.models import Wait
from plugins.activities.words import (
    ORGANISER_ADDED,
    ORGANISER_LEFT,
    ORGANISERS_ONLY,
    SIGN_IN_FIRST,
    UNKNOWN,
    WORDS_CHANGED,
)

INVITED_FOR: Final = 14 * 24 * 3600
"""Seconds that an invitation to organise along is good for."""


@transactional
def change_words(actor: Actor, activity_id: int, words: Words) -> str:
    """Change what it is called and says; the address follows the title, and the old one still leads there.

    When it becomes sensitive, the names of guests who signed up are erased. Raises Refusal with its field.
    Answers the public id of the version before it, to undo this; "" when nothing changed.
    """
    activity = activity_for(actor, activity_id)
    old = versions.before(activity)
    put_words(activity, words, actor)
    kept = versions.keep(actor, activity, old)
    if not kept:
        return ""
    activity.changed_at = now()
    rename(activity)
    if activity.sensitive:
        own_dates = sa.select(Occurrence.id).where(Occurrence.activity_id == activity.id)
        db.session.execute(
            sa.update(SignUp).where(SignUp.occurrence_id.in_(own_dates)).values(name="", first_time=False)
        )
        forget_answers(own_dates)
        db.session.execute(sa.update(Wait).where(Wait.occurrence_id.in_(own_dates)).values(name="", first_time=False))
    note(actor, WORDS_CHANGED, activity.ref, log_label(activity))
    return kept


def invitation(actor: Actor, activity: Activity) -> str:
    """A code that lets whoever gets it organise along, for two weeks. Raises NotAllowed for who does not organise."""
    if not may_change(actor, activity):
        raise NotAllowed(ORGANISERS_ONLY)
    return str(_invitations().dumps(activity.public_id))


def invited_to(code: str) -> Activity:
    """The activity that an invitation is for. Raises NotFound for one that is wrong or too old."""
    try:
        public_id = _invitations().loads(code, max_age=INVITED_FOR)
    except BadData:
        raise NotFound(_("This invitation is no longer good. Ask for a new one.")) from None
    activity = db.session.scalar(sa.select(Activity).where(Activity.public_id == str(public_id)))
    if activity is None:
        raise NotFound(UNKNOWN)
    return activity


@transactional
def accept(actor: Actor, code: str) -> None:
    """Organise along, by an invitation. Twice is once. Raises NotFound, or NotAllowed for who did not sign in."""
    if actor.subject is None:
        raise NotAllowed(SIGN_IN_FIRST)
    activity = invited_to(code)
    if db.session.get(Organiser, (activity.id, actor.subject)) is None:
        db.session.add(Organiser(activity_id=activity.id, person_id=actor.subject))
        note(actor, ORGANISER_ADDED, activity.ref, log_label(activity))


@transactional
def leave(actor: Actor, activity_id: int) -> None:
    """Stop organising. Raises Refusal for the last one: somebody has to be there for those who come."""
    activity = activity_for(actor, activity_id)
    own = db.session.get(Organiser, (activity.id, actor.subject)) if actor.subject is not None else None
    if own is None:
        return
    others = db.session.scalar(
        sa.select(sa.func.count()).where(Organiser.activity_id == activity.id, Organiser.person_id != actor.subject)
    )
    if not others and activity.group_id is None:
        raise Refusal(_("You are the only organiser. First ask somebody to organise along, or end the activity."))
    db.session.delete(own)
    note(actor, ORGANISER_LEFT, activity.ref, log_label(activity))


def _invitations() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="activities.organise")
