"""Which challenges somebody may see, and how far a group came. Reads only; nothing is put in order by how far."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _

from app.clock import now, wall
from app.db import db
from app.people.models import Membership
from app.plugins import Description
from app.refs import Ref
from app.refusals import NotFound
from plugins.prevention.challenges.models import Challenge, Distance


def today_of(challenge: Challenge) -> date:
    """The day it is where the group is at home."""
    return wall(now(), challenge.house.zone).date()


def is_member(person_id: int | None, group_id: int) -> bool:
    """Whether somebody belongs to a group."""
    return person_id is not None and db.session.get(Membership, (group_id, person_id)) is not None


def seen_by(person_id: int | None, challenge: Challenge) -> bool:
    """Whether somebody may see it: the group, and everybody while the group wants that and goes on."""
    return (stands(challenge) and not challenge.hidden) or is_member(person_id, challenge.group_id)


def stands(challenge: Challenge) -> bool:
    """Whether the group wants everybody to see it, and goes on. A host may have hidden it all the same."""
    return challenge.everyone and challenge.stopped_on is None and today_of(challenge) <= challenge.goes_on


def hidden_one(key: str) -> Challenge | None:
    """What would stand at this key if a host had not hidden it."""
    found = db.session.scalar(sa.select(Challenge).where(Challenge.key == key)) if key.isalnum() else None
    return found if found is not None and found.hidden and stands(found) else None


def challenge_for(person_id: int | None, key: str) -> Challenge:
    """The challenge with this key. Raises NotFound, also for who may not see it."""
    found = db.session.scalar(sa.select(Challenge).where(Challenge.key == key)) if key.isalnum() else None
    if found is None or not seen_by(person_id, found):
        raise NotFound(_("There is no such challenge, or it is over and gone."))
    return found


def total_of(challenge: Challenge) -> int:
    """How far they came together, in tenths of a kilometre."""
    return db.session.scalar(sa.select(_total()).where(Distance.challenge_id == challenge.id)) or 0


def by_day(challenge: Challenge) -> Sequence[tuple[date, int]]:
    """How far they came on each day, the last one first: for the group."""
    rows = sa.select(Distance.day, _total()).where(Distance.challenge_id == challenge.id).group_by(Distance.day)
    return [(day, tenths) for day, tenths in db.session.execute(rows.order_by(Distance.day.desc()))]


def just_added(challenge: Challenge, keys: Collection[str]) -> Sequence[Distance]:
    """Of the distances with these keys those that are there still."""
    rows = sa.select(Distance).where(Distance.challenge_id == challenge.id, Distance.key.in_(keys))
    return db.session.scalars(rows.order_by(Distance.day.desc(), Distance.key)).all()


def public_ones(house_id: int | None = None) -> list[Challenge]:
    """What everybody may see, by name; of one house, or all."""
    rows = sa.select(Challenge).where(Challenge.everyone, Challenge.stopped_on.is_(None))
    if house_id is not None:
        rows = rows.where(Challenge.house_id == house_id)
    return [one for one in db.session.scalars(rows.order_by(Challenge.title, Challenge.id)) if seen_by(None, one)]


def of_groups(group_ids: Collection[int]) -> list[Challenge]:
    """What these groups set themselves, by name."""
    rows = sa.select(Challenge).where(Challenge.group_id.in_(group_ids)).order_by(Challenge.title, Challenge.id)
    return list(db.session.scalars(rows))


def describe(refs: Collection[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """Names and pages of those that somebody may see."""
    wanted = {ref.key: ref for ref in refs if (ref.owner, ref.kind) == ("prevention", "challenge")}
    if not wanted:
        return {}
    rows = db.session.scalars(sa.select(Challenge).where(Challenge.key.in_(wanted)))
    return {
        wanted[one.key]: Description(title=one.title, url=url_for("prevention.challenge", key=one.key))
        for one in rows
        if seen_by(person_id, one)
    }


def _total() -> sa.Function[int]:
    return sa.func.coalesce(sa.func.sum(Distance.tenths), 0)
