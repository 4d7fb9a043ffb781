"""Who may do what to an activity: its organisers, the contacts of its group, and the hosts of its house."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.actors import Actor, Channel
from app.db import db
from app.people import roles
from app.people.groups import speaks_for
from app.people.models import Membership
from app.refusals import NotAllowed, NotFound
from plugins.activities.models import Activity, Occurrence, Organiser
from plugins.activities.words import ORGANISERS_ONLY, UNKNOWN, UNKNOWN_DATE


def may_change(actor: Actor, activity: Activity) -> bool:
    """Whether `actor` may change `activity` and see who is coming."""
    if actor.channel is Channel.JOB and actor.typist is None:
        return True
    return is_organiser(actor.subject, activity) or roles.may(actor, activity.house_id, "host")


def is_organiser(person_id: int | None, activity: Activity) -> bool:
    """Whether somebody organises it: themselves, or as a contact of its group."""
    if person_id is None:
        return False
    if db.session.get(Organiser, (activity.id, person_id)) is not None:
        return True
    return activity.group_id is not None and speaks_for(person_id, activity.group_id)


def decided_by(person_id: int | None, activities: Iterable[Activity]) -> set[int]:
    """Ids of those of `activities` that somebody may change, as organiser, contact or host. Three queries."""
    found = list(activities)
    if person_id is None or not found:
        return set()
    own = sa.select(Organiser.activity_id).where(Organiser.person_id == person_id)
    speaks = sa.select(Membership.group_id).where(Membership.person_id == person_id, Membership.is_contact)
    organised, groups = set(db.session.scalars(own)), set(db.session.scalars(speaks))
    houses = roles.houses_with_role(person_id, "host")
    return {one.id for one in found if one.id in organised or one.group_id in groups or one.house_id in houses}


def organiser_ids(activity: Activity) -> set[int]:
    """Who organises it: themselves, or as a contact of its group."""
    found = set(db.session.scalars(sa.select(Organiser.person_id).where(Organiser.activity_id == activity.id)))
    if activity.group_id is not None:
        mine = sa.and_(Membership.group_id == activity.group_id, Membership.is_contact)
        found |= set(db.session.scalars(sa.select(Membership.person_id).where(mine)))
    return found


def activity_for(actor: Actor, activity_id: int) -> Activity:
    """The activity, locked, for somebody who may change it. Raises NotFound or NotAllowed. Call it in a transaction."""
    activity = db.session.scalar(
        sa.select(Activity).where(Activity.id == activity_id).with_for_update(of=Activity.__table__)
    )
    if activity is None:
        raise NotFound(UNKNOWN)
    if not may_change(actor, activity):
        raise NotAllowed(ORGANISERS_ONLY)
    return activity


def occurrence_for(actor: Actor, occurrence_id: int) -> Occurrence:
    """One date, it and its activity locked, for somebody who may change it. Raises NotFound or NotAllowed."""
    activity_id = db.session.scalar(sa.select(Occurrence.activity_id).where(Occurrence.id == occurrence_id))
    if activity_id is None:
        raise NotFound(UNKNOWN_DATE)
    activity_for(actor, activity_id)
    return locked(occurrence_id)


def locked(occurrence_id: int) -> Occurrence:
    """One date, locked: who counts its places or changes it is alone. Raises NotFound. Call it in a transaction."""
    occurrence = db.session.scalar(
        sa.select(Occurrence).where(Occurrence.id == occurrence_id).with_for_update(of=Occurrence.__table__)
    )
    if occurrence is None:
        raise NotFound(UNKNOWN_DATE)
    return occurrence


def occurrence_with(public_id: str) -> Occurrence | None:
    """The date with this public id."""
    return db.session.scalar(sa.select(Occurrence).where(Occurrence.public_id == public_id))
