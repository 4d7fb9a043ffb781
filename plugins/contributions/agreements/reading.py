"""What pages ask about agreements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now, wall
from app.db import db
from app.people import roles
from app.people.groups import speaks_for
from app.people.models import Group
from app.places.models import House
from plugins.contributions.agreements import standing
from plugins.contributions.agreements.models import Agreement, Side, Version
from plugins.contributions.seasons import Season


@dataclass(frozen=True, slots=True)
class Standing:
    """A season of a group and a house: the words that hold, the proposal that waits, and all wordings that held."""

    season: Season
    agreed: Version | None
    waiting: Version | None
    earlier: tuple[Version, ...]
    agreement: Agreement | None


def today_at(house: House) -> date:
    """The day that it is on the house's own calendar."""
    return wall(now(), house.zone).date()


def current_season(house: House) -> Season:
    """The season that it is now, on the house's own calendar."""
    return Season.of(today_at(house))


def agreements_of(group_id: int) -> Sequence[Agreement]:
    """A group's agreements, newest season first."""
    return db.session.scalars(
        sa.select(Agreement).where(Agreement.group_id == group_id).order_by(Agreement.season.desc(), Agreement.house_id)
    ).all()


def standing_of(group_id: int, house_id: int, season: Season) -> Standing:
    """Where a group and a house stand in a season."""
    agreement = db.session.scalar(
        sa.select(Agreement).where(
            Agreement.group_id == group_id, Agreement.house_id == house_id, Agreement.season == season.key
        )
    )
    versions = agreement.versions if agreement else []
    held = standing.agreed(versions)
    earlier = tuple(one for one in reversed(versions) if one.agreed_at is not None and one is not held)
    return Standing(season, held, standing.waiting(versions), earlier, agreement)


def last_agreed(group_id: int, house_id: int) -> Version | None:
    """The newest wording that both said yes to, of any season."""
    for agreement in agreements_of(group_id):
        held = standing.agreed(agreement.versions) if agreement.house_id == house_id else None
        if held is not None:
            return held
    return None


def groups_without(group_ids: Iterable[int], house_id: int, season: Season) -> set[int]:
    """Those of the groups that have no agreement with the house in that season. One query."""
    wanted = set(group_ids)
    found = db.session.scalars(
        sa.select(Agreement.group_id)
        .join(Version, Version.agreement_id == Agreement.id)
        .where(
            Agreement.house_id == house_id,
            Agreement.season == season.key,
            Agreement.group_id.in_(wanted),
            Version.agreed_at.is_not(None),
        )
    )
    return wanted - set(found)


def side_of(actor: Actor, group_id: int, house_id: int) -> Side | None:
    """For which side `actor` speaks: a contact for the group, a host for the house. Who is both: the group."""
    if speaks_for(actor.subject, group_id):
        return Side.GROUP
    return Side.HOUSE if roles.may(actor, house_id, "host") else None


def waiting_for_house(house_id: int) -> Sequence[Agreement]:
    """Agreements with a proposal of a group that waits for the house's yes."""
    open_ones = sa.select(Version.agreement_id).where(
        Version.agreed_at.is_(None), Version.dropped_at.is_(None), Version.proposed_by == Side.GROUP
    )
    return db.session.scalars(
        sa.select(Agreement)
        .join(Group, Group.id == Agreement.group_id)
        .where(Agreement.house_id == house_id, Agreement.id.in_(open_ones))
        .order_by(Group.name, Agreement.season)
    ).all()


def waiting_for_group(person_id: int) -> list[Agreement]:
    """Agreements with a proposal of the house that waits for a yes of the groups that somebody speaks for."""
    from_house = sa.select(Version.agreement_id).where(
        Version.agreed_at.is_(None), Version.dropped_at.is_(None), Version.proposed_by == Side.HOUSE
    )
    found = db.session.scalars(sa.select(Agreement).where(Agreement.id.in_(from_house)).order_by(Agreement.id))
    return [one for one in found if speaks_for(person_id, one.group_id)]


def first_house() -> House | None:
    """The neighbours' own first house, or the first of all."""
    return db.session.scalar(sa.select(House).order_by(House.is_partner, House.id).limit(1))
