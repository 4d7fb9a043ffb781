"""What a group does in return this season, in words. One agreement a group, a house and a season."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.people import roles
from app.people.groups import speaks_for
from app.people.models import Group
from app.places.models import House
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.models import Agreement
from plugins.contributions.seasons import Season

LONGEST = 1000


@transactional
def agree(actor: Actor, group_id: int, house_id: int, words: str) -> None:
    """Write down what a group does in return this season. For the group's contacts and the house's hosts.

    Raises Refusal (field `words`), NotFound, NotAllowed.
    """
    group, house = db.session.get(Group, group_id), db.session.get(House, house_id)
    if group is None or house is None:
        raise NotFound(_("We cannot find this group."))
    if not may_agree(actor, group_id, house_id):
        raise NotAllowed(_("Only the group's contacts and the hosts of the house can do this."))
    words = words.strip()
    if not words:
        raise Refusal(_("Write in a few words what you will do."), field="words")
    if len(words) > LONGEST:
        raise Refusal(_("That is too long. Use at most 1000 characters."), field="words")
    season = current_season(house).key
    db.session.execute(sa.select(House.id).where(House.id == house_id).with_for_update(key_share=True))
    agreement = db.session.scalar(
        sa.select(Agreement).where(
            Agreement.group_id == group_id, Agreement.house_id == house_id, Agreement.season == season
        )
    )
    if agreement is None:
        agreement = Agreement(group_id=group_id, house_id=house_id, season=season)
        db.session.add(agreement)
    agreement.words, agreement.changed_at = words, now()
    journal.note(actor, "contributions.agreement.made", Ref("people", "group", group.slug), group.name)


def may_agree(actor: Actor, group_id: int, house_id: int) -> bool:
    """Whether `actor` may write down a group's agreement with a house."""
    return speaks_for(actor.subject, group_id) or roles.may(actor, house_id, "host")


def agreements_of(group_id: int) -> Sequence[Agreement]:
    """A group's agreements, newest season first."""
    return db.session.scalars(
        sa.select(Agreement).where(Agreement.group_id == group_id).order_by(Agreement.season.desc(), Agreement.house_id)
    ).all()


def current_season(house: House) -> Season:
    """The season that it is now, on the house's own calendar."""
    return Season.of(wall(now(), house.zone).date())
