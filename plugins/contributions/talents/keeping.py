"""Writing down what one likes to do, changing it, taking it off. One function, one transaction."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.places.models import House
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.takes import BY_KEY, pack
from plugins.contributions.talents.fitting import PARTS
from plugins.contributions.talents.models import HOSTS, LONGEST, ME, NEIGHBOURS, Talent

MOST: Final = 12
"""Lines of one person: enough for anybody, and no list to read through."""
HOW: Final = ("seated", "at_home", "together", "with_instruction")
"""What one can say of how one likes to do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalentValues:
    """What somebody says that they like to do, optionally when and how, and who may see it."""

    words: str
    days: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    audience: str = ME


@transactional
def add(actor: Actor, house_id: int, values: TalentValues) -> str:
    """Write down what one likes to do; its public id. Raises Refusal (with its field), NotFound, NotAllowed."""
    person_id = _somebody(actor)
    _check(values)
    if db.session.get(House, house_id) is None:
        raise NotFound(_("There is no such house."))
    own = sa.select(Talent.id).where(Talent.person_id == person_id, Talent.removed_at.is_(None)).limit(MOST)
    if len(db.session.scalars(own).all()) == MOST:
        raise Refusal(_("That is a fine long list already. Change one of its lines."), field="words")
    talent = Talent(public_id=new_public_id(), house_id=house_id, person_id=person_id)
    _fill(talent, values)
    db.session.add(talent)
    db.session.flush()
    journal.note(actor, "contributions.talent.added", talent.thing)
    return talent.public_id


@transactional
def change(actor: Actor, key: str, values: TalentValues) -> None:
    """Change it, or keep it as it is for longer. Raises Refusal (with its field), NotFound."""
    talent = talent_of(actor, key)
    _check(values)
    _fill(talent, values)
    journal.note(actor, "contributions.talent.changed", talent.thing)


@transactional
def remove(actor: Actor, key: str) -> None:
    """Take it off: nobody sees it any more, and the next night it is gone. Raises NotFound."""
    talent = talent_of(actor, key)
    if talent.removed_at is None:
        talent.removed_at = now()
        journal.note(actor, "contributions.talent.removed", talent.thing)


@transactional
def bring_back(actor: Actor, key: str) -> None:
    """Not taken off after all. Raises NotFound."""
    talent = talent_of(actor, key)
    if talent.removed_at is not None:
        talent.removed_at = None
        journal.note(actor, "contributions.talent.added", talent.thing)


def talent_of(actor: Actor, key: str) -> Talent:
    """Somebody's own line. Raises NotFound, also for another's: hosts change nothing here."""
    talent = db.session.scalar(sa.select(Talent).where(Talent.public_id == key))
    if talent is None or actor.subject is None or talent.person_id != actor.subject:
        raise NotFound(_("We cannot find this."))
    return talent


def _fill(talent: Talent, values: TalentValues) -> None:
    talent.words = values.words.strip()
    talent.days = ",".join(str(day) for day in sorted(set(values.days)))
    talent.parts = ",".join(part for part in PARTS if part in values.parts)
    talent.takes = pack(values.takes)
    talent.audience = values.audience
    talent.saved_at = now()


def _check(values: TalentValues) -> None:
    if not values.words.strip():
        raise Refusal(_("Tell us in a few words what you like to do."), field="words")
    if len(values.words.strip()) > LONGEST:
        raise Refusal(_("That is too long. Use at most 100 characters."), field="words")
    if not set(values.days) <= set(range(7)):
        raise Refusal(_("Choose from the list."), field="days")
    if not set(values.parts) <= set(PARTS):
        raise Refusal(_("Choose from the list."), field="parts")
    if not set(values.takes) <= set(BY_KEY):
        raise Refusal(_("Choose from the list."), field="takes")
    if values.audience not in (ME, HOSTS, NEIGHBOURS):
        raise Refusal(_("Choose from the list."), field="audience")


def _somebody(actor: Actor) -> int:
    if actor.subject is None:
        raise NotAllowed(_("Sign in first, or call the desk. Then we write it down for you."))
    return actor.subject
