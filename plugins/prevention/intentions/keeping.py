"""Meaning to do something, changing that, letting go of it. One function, one transaction.

None of it is in the log: a line there says who, and this is nobody's business.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import now, wall
from app.db import Base, db, transactional
from app.people.models import Person
from app.places.models import House
from app.pseudonyms import digest, mark_of, marks_of
from app.refs import Ref, new_bytes, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.prevention.intentions.models import Intention
from plugins.prevention.intentions.moments import FARTHEST, PARTS, goes_on, moment_of
from plugins.prevention.intentions.numbers import holds_bsn
from plugins.prevention.intentions.sentences import OWN, SENTENCES

MOST: Final = 10
"""So many of one person at a time: more is a list of chores."""
UNDO: Final = timedelta(minutes=15)
OWNER: Final[sa.Column[Any]] = Base.metadata.tables[Intention.__tablename__].columns["owner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentionValues:
    """What somebody means to do, and when they want to be reminded of it."""

    theme: str
    sentence: str
    """The key of a ready sentence, or `OWN`."""
    words: str = ""
    day: date | None = None
    part: str = "morning"
    told: bool = False


@transactional
def intend(actor: Actor, house_id: int, values: IntentionValues) -> str:
    """Keep it for them, with its reminder; its key. Raises Refusal (with its field), NotAllowed for a guest."""
    public_id = _somebody(actor)
    if len(_mine(public_id)) >= MOST:
        raise Refusal(_("There are ten already. Let one of them go first."))
    key = new_public_id()
    row = Intention(key=key, owner=mark_of(OWNER, key, public_id), house_id=house_id, theme=values.theme)
    _fill(row, db.session.get_one(House, house_id).zone, values)
    db.session.add(row)
    return key


@transactional
def change(actor: Actor, key: str, values: IntentionValues) -> None:
    """Say it otherwise, or be reminded at another moment: once, then. Raises Refusal (with its field), NotFound."""
    row = intention_of(actor, key)
    _fill(row, row.house.zone, values)
    notices.withdraw(reminder_ref(row.key))


@transactional
def let_go(actor: Actor, key: str) -> None:
    """It is done, or need not be kept: gone from every page now, and from the database in a while. Raises NotFound."""
    row = intention_of(actor, key)
    row.leaving_at = now() + UNDO
    if notices.withdraw(reminder_ref(row.key)):
        row.remind_at = now()  # the desk did not tell it yet: whoever brings it back is still to hear it


@transactional
def bring_back(actor: Actor, key: str) -> None:
    """Not let go of after all. Raises NotFound when it is gone by now."""
    public_id = _somebody(actor)
    row = next((one for one in _mine(public_id, leaving=True) if one.key == key), None)
    if row is None:
        raise NotFound(_("This is gone; nothing of it was kept."))
    row.leaving_at = None


def checked(values: IntentionValues) -> IntentionValues:
    """The same, when it can stand on paper. Raises Refusal with its field."""
    if values.sentence != OWN:
        return values
    if not values.words:
        raise Refusal(_("Write in a few words what you mean to do, or choose a ready sentence."), field="words")
    if holds_bsn(values.words):
        raise Refusal(
            _("A number in this looks like a citizen service number (BSN). Leave it out, then it is fine."),
            field="words",
        )
    return values


def own(person_id: int | None) -> list[Intention]:
    """What somebody means to do, what comes first in front."""
    person = db.session.get(Person, person_id) if person_id is not None else None
    if person is None:
        return []
    return sorted(_mine(person.public_id), key=lambda one: (one.remind_at or now(), one.key))


def intention_of(actor: Actor, key: str) -> Intention:
    """One's own, by its key. Raises NotFound, also for another's."""
    found = next((one for one in own(actor.subject) if one.key == key), None)
    if found is None:
        raise NotFound(_("This is gone; nothing of it was kept."))
    return found


def reminder_ref(key: str) -> Ref:
    """How a reminder is known among the notices: nobody sees by it of which row it is."""
    return Ref("prevention", "reminder", digest(f"reminder/{key}"))


def _mine(public_id: str, *, leaving: bool = False) -> list[Intention]:
    gone = Intention.leaving_at.is_not(None) if leaving else Intention.leaving_at.is_(None)
    mine = sa.select(Intention).where(OWNER.in_(marks_of(OWNER, public_id)), gone)
    return list(db.session.scalars(mine))


def _fill(row: Intention, zone: ZoneInfo, values: IntentionValues) -> None:
    checked(values)
    row.remind_at = _moment(values, zone)
    row.sentence, row.words = ("", values.words) if values.sentence == OWN else (values.sentence, "")
    row.told = values.told
    row.goes_on = goes_on(wall(row.remind_at, zone).date(), new_bytes(1)[0])


def _moment(values: IntentionValues, zone: ZoneInfo) -> datetime:
    if values.day is None:
        raise Refusal(_("Choose a day. If you only know the month, take its first day."), field="day")
    if values.sentence not in {*SENTENCES, OWN} or values.part not in PARTS:
        raise Refusal(_("Choose one of these."), field="sentence")
    if values.day > wall(now(), zone).date() + FARTHEST:
        raise Refusal(_("That is very far off. Choose a day within thirteen months."), field="day")
    moment = moment_of(values.day, values.part, zone)
    if moment <= now():
        raise Refusal(_("That moment is over. Choose a later part of the day, or another day."), field="day")
    return moment


def _somebody(actor: Actor) -> str:
    if actor.subject is None:
        raise NotAllowed(_("Sign in first. Or print a slip: for that you need no account."))
    return db.session.get_one(Person, actor.subject).public_id
