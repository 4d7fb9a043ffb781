"""What a group does with its challenge: starting, showing, adding, stopping. One function, one transaction.

Whoever is in the group may; nobody else, no host either. What was added is not in the log with a person.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.journal import note
from app.people.groups import group_with_slug
from app.people.models import Group
from app.places.models import House
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.prevention.challenges.distance import AT_ONCE, FARTHEST, LONGEST, TENTHS, read_km
from plugins.prevention.challenges.models import Challenge, Distance
from plugins.prevention.challenges.reading import challenge_for, is_member, of_groups, today_of

MOST: Final = 3
"""So many of one group at a time."""
MEMBERS_ONLY: Final = _("This is for the people of the group.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeValues:
    """What a group sets itself."""

    title: str
    start: str
    goal: str
    km: int
    ends_on: date
    everyone: bool = False


@transactional
def start(actor: Actor, slug: str, house_id: int, values: ChallengeValues) -> str:
    """Set a group a challenge; its key. Raises Refusal (with its field), NotFound, NotAllowed for who is not in it."""
    group = member_group(actor, slug)
    today = wall(now(), db.session.get_one(House, house_id).zone).date()
    _check(values, today)
    if sum(one.runs(today) for one in of_groups([group.id])) >= MOST:
        raise Refusal(_("You have three already. Stop one of them first, or wait until it is over."))
    challenge = Challenge(
        key=new_public_id(),
        group_id=group.id,
        house_id=house_id,
        title=values.title,
        start=values.start,
        goal=values.goal,
        km=values.km,
        started_on=today,
        ends_on=values.ends_on,
        everyone=values.everyone,
    )
    db.session.add(challenge)
    note(actor, "prevention.challenge.started", challenge.thing, challenge.title)
    return challenge.key


@transactional
def add(actor: Actor, key: str, km: str, day: date | None) -> str:
    """Add a distance that they covered together; the key that takes it back. Raises Refusal (with its field)."""
    challenge = of_members(actor, key)
    today = today_of(challenge)
    if not challenge.runs(today):
        raise Refusal(_("This challenge is over. What you covered stands on the page."))
    tenths, day = read_km(km), day or today
    if tenths is None:
        raise Refusal(_("Type a number of kilometres, like 23 or 23.5."), field="km")
    if not 0 < tenths <= AT_ONCE * TENTHS:
        raise Refusal(_("Type a number from 0.1 to %(most)s kilometres.", most=AT_ONCE), field="km")
    if not challenge.started_on <= day <= today:
        raise Refusal(_("Choose a day from the start of the challenge up to today."), field="day")
    row = Distance(key=new_public_id(), challenge_id=challenge.id, day=day, tenths=tenths)
    db.session.add(row)
    note(_nobody(actor), "prevention.challenge.added", challenge.thing)
    return row.key


@transactional
def take_back(actor: Actor, key: str, distance: str) -> None:
    """Take a distance back, of those that this browser added. Raises NotFound when it is not there (any more)."""
    challenge = of_members(actor, key)
    row = db.session.get(Distance, distance) if distance.isalnum() else None
    if row is None or row.challenge_id != challenge.id:
        raise NotFound(_("This was taken back already."))
    db.session.delete(row)
    note(_nobody(actor), "prevention.challenge.taken_back", challenge.thing)


@transactional
def show(actor: Actor, key: str) -> None:
    """Let everybody see it. Raises NotFound, NotAllowed."""
    challenge = of_members(actor, key)
    challenge.everyone = True
    note(actor, "prevention.challenge.shown", challenge.thing, challenge.title)


@transactional
def hide(actor: Actor, key: str) -> None:
    """Keep it to the group. Raises NotFound, NotAllowed."""
    challenge = of_members(actor, key)
    challenge.everyone = False
    note(actor, "prevention.challenge.hidden", challenge.thing, challenge.title)


@transactional
def stop(actor: Actor, key: str) -> None:
    """Stop before the end; needs no reason. Only the group sees it since, until it is gone. Raises NotFound."""
    challenge = of_members(actor, key)
    if challenge.stopped_on is None:
        challenge.stopped_on = today_of(challenge)
        note(actor, "prevention.challenge.stopped", challenge.thing, challenge.title)


@transactional
def go_on(actor: Actor, key: str) -> None:
    """Not stopped after all. Raises NotFound when it is gone by now."""
    challenge = of_members(actor, key)
    if challenge.stopped_on is not None:
        challenge.stopped_on = None
        note(actor, "prevention.challenge.went_on", challenge.thing, challenge.title)


@transactional
def expire() -> None:
    """Two weeks after it ended or was stopped, nothing is left of it, its sums included."""
    today = now().date()
    for one in db.session.scalars(sa.select(Challenge)).all():
        if one.goes_on < today:
            db.session.execute(sa.delete(Distance).where(Distance.challenge_id == one.id))
            db.session.delete(one)


def member_group(actor: Actor, slug: str) -> Group:
    """The group at `slug`, for who is in it. Raises NotFound, NotAllowed."""
    group = group_with_slug(slug) if slug.replace("-", "").isalnum() else None
    if group is None:
        raise NotFound(_("We do not know this group."))
    if not is_member(actor.subject, group.id):
        raise NotAllowed(MEMBERS_ONLY)
    return group


def of_members(actor: Actor, key: str) -> Challenge:
    """A challenge, for who is in its group. Raises NotFound, NotAllowed."""
    challenge = challenge_for(actor.subject, key)
    if not is_member(actor.subject, challenge.group_id):
        raise NotAllowed(MEMBERS_ONLY)
    return challenge


def _check(values: ChallengeValues, today: date) -> None:
    if not 1 <= values.km <= FARTHEST:
        raise Refusal(_("Type a number from 1 to %(most)s kilometres.", most=FARTHEST), field="km")
    if not today < values.ends_on <= today + LONGEST:
        raise Refusal(_("Choose a day from tomorrow on, within thirteen months."), field="ends_on")


def _nobody(actor: Actor) -> Actor:
    """In the log stands that something was added, and not by whom."""
    return Actor(None, None, actor.channel)
