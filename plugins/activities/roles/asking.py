"""What organisers do with small roles: write one down, change it, take it off, put it back. One is one transaction."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import NeedsChanged, say
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.activities.models import Activity, Occurrence
from plugins.activities.publishing import log_label
from plugins.activities.rights import activity_for
from plugins.activities.roles.models import LONGEST, MOST_PLACES, Role
from plugins.activities.roles.moments import DURING, MOMENTS
from plugins.activities.words import ROLES_CHANGED, UNKNOWN_DATE

MOST: Final = 12
"""Roles of one activity: more is a list that nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleValues:
    """What an organiser says of a role. `date` is the public id of the one date that needs it; "" for each date."""

    title: str
    minutes: int
    places: int = 1
    moment: str = DURING
    date: str = ""
    welcomes: bool = False


@transactional
def add_role(actor: Actor, activity_id: int, values: RoleValues) -> str:
    """Ask for a small role at an activity; its public id. Raises Refusal (with its field), NotAllowed, NotFound."""
    activity = activity_for(actor, activity_id)
    if len(roles_of(activity.id)) >= MOST:
        raise Refusal(_("Twelve small roles is a lot. Take one off the list first."), field="title")
    role = Role(public_id=new_public_id(), activity_id=activity.id)
    _fill(role, activity, values)
    db.session.add(role)
    db.session.flush()
    _changed(actor, activity)
    return role.public_id


@transactional
def change_role(actor: Actor, key: str, values: RoleValues) -> None:
    """Change a role; who said yes to it keeps it. Raises Refusal (with its field), NotAllowed, NotFound."""
    role, activity = _locked(actor, key)
    _fill(role, activity, values)
    _changed(actor, activity)


@transactional
def remove_role(actor: Actor, key: str) -> None:
    """It is not needed any more, on no date to come. Twice is once. Raises NotAllowed, NotFound."""
    role, activity = _locked(actor, key)
    if role.removed_at is None:
        role.removed_at = now()
        _changed(actor, activity)


@transactional
def restore_role(actor: Actor, key: str) -> None:
    """It is needed after all. Raises NotAllowed, NotFound."""
    role, activity = _locked(actor, key)
    if role.removed_at is not None:
        role.removed_at = None
        _changed(actor, activity)


def roles_of(activity_id: int) -> list[Role]:
    """The small roles of an activity, as they were written down."""
    wanted = sa.select(Role).where(Role.activity_id == activity_id, Role.removed_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Role.id)))


def role_with(activity: Activity, key: str) -> Role:
    """The role with this public id, also one that was taken off. Raises NotFound for one of another activity."""
    role = db.session.scalar(sa.select(Role).where(Role.public_id == key, Role.activity_id == activity.id))
    if role is None:
        raise NotFound(_("There is no such role."))
    return role


def _locked(actor: Actor, key: str) -> tuple[Role, Activity]:
    role = db.session.scalar(sa.select(Role).where(Role.public_id == key))
    if role is None:
        raise NotFound(_("There is no such role."))
    return role, activity_for(actor, role.activity_id)


def _fill(role: Role, activity: Activity, values: RoleValues) -> None:
    title = values.title.strip()
    if not title:
        raise Refusal(_("What is to be done? A few words are enough."), field="title")
    if len(title) > 100:
        raise Refusal(_("That is too long. Use at most 100 characters."), field="title")
    if not 1 <= values.minutes <= LONGEST:
        raise Refusal(_("About how many minutes? Type a number from 1 to 480."), field="minutes")
    if not 1 <= values.places <= MOST_PLACES:
        raise Refusal(_("For how many people? Type a number from 1 to 20."), field="places")
    if values.moment not in MOMENTS:
        raise Refusal(_("Choose one of these."), field="moment")
    role.title, role.minutes, role.places, role.moment = title, values.minutes, values.places, values.moment
    role.welcomes = values.welcomes
    role.occurrence_id = _date_of(activity, values.date) if values.date else None


def _date_of(activity: Activity, key: str) -> int:
    found = sa.select(Occurrence.id).where(Occurrence.public_id == key, Occurrence.activity_id == activity.id)
    occurrence_id = db.session.scalar(found)
    if occurrence_id is None:
        raise Refusal(UNKNOWN_DATE, field="date")
    return occurrence_id


def _changed(actor: Actor, activity: Activity) -> None:
    say(NeedsChanged(ref=activity.ref, house_id=activity.house_id, person_id=actor.subject))
    note(actor, ROLES_CHANGED, activity.ref, log_label(activity))
