"""Give somebody a role in a house, until a day; change that day; end it. For the administrators of that house."""

from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.actors import Actor, Channel
from app.clock import now, wall
from app.db import db, transactional
from app.journal import note
from app.people.models import KINDS, Person, Role
from app.people.roles import may
from app.people.words import UNKNOWN_PERSON
from app.places.models import House
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs

LONGEST: Final = timedelta(days=366)
"""Nobody has a role for ever: after a year the house looks again."""
GIVEN: Final = "people.role.given"
CHANGED: Final = "people.role.changed"
ENDED: Final = "people.role.ended"

KIND_WORDS: Final = {
    "host": _("Host at the desk"),
    "key_holder": _("Key holder"),
    "opener": _("Opens the house"),
    "closer": _("Closes the house"),
    "cleaner": _("Cleans the house"),
    "fact_checker": _("Checks facts and addresses"),
    "administrator": _("Administrator"),
}
"""What a role is called on screen."""

for _verb, _label in {
    GIVEN: _("Got a role"),
    CHANGED: _("Keeps a role until another day"),
    ENDED: _("Role ended"),
}.items():
    verbs.register(_verb, _label)


def today_in(house: House) -> date:
    """The day it is on the house's wall."""
    return wall(now(), house.zone).date()


def roles_in(house_id: int) -> list[tuple[Role, Person]]:
    """Roles of a house that are not over, with whose they are, by name."""
    house = _house(house_id)
    rows = db.session.execute(
        select(Role, Person)
        .join(Person, Person.id == Role.person_id)
        .where(Role.house_id == house_id, Role.until >= today_in(house))
        .order_by(Person.name, Person.id, Role.kind, Role.since)
    )
    return [(role, person) for role, person in rows]


def role_in(house_id: int, public_id: str, kind: str) -> tuple[Role, Person]:
    """The role `kind` that somebody (by public id) has in a house, not over yet. Raises NotFound."""
    for role, person in roles_in(house_id):
        if (person.public_id, role.kind) == (public_id, kind):
            return role, person
    raise NotFound(_("This role is no longer there."))


@transactional
def give_role(actor: Actor, house_id: int, public_id: str, kind: str, until: date) -> None:
    """Give somebody (by public id) a role from today until `until`, that day included.

    Raises Refusal beside `kind` or `until`, NotFound for somebody unknown, NotAllowed.
    """
    house = _house_to_set(actor, house_id)
    person = db.session.scalar(select(Person).where(Person.public_id == public_id, Person.forgotten_at.is_(None)))
    if person is None:
        raise NotFound(UNKNOWN_PERSON)
    if kind not in KINDS:
        raise Refusal(_("Choose one of these."), field="kind")
    _refuse_own(actor, house, person.id)
    today = today_in(house)
    _refuse_day(until, today)
    if any((one.person_id, one.kind) == (person.id, kind) for one, _person in roles_in(house_id)):
        raise Refusal(_("This person has this role already. You can change its last day."), field="kind")
    db.session.add(Role(person_id=person.id, house_id=house_id, kind=kind, since=today, until=until))
    _note(actor, GIVEN, person, house)


@transactional
def change_last_day(actor: Actor, house_id: int, public_id: str, kind: str, until: date) -> None:
    """Let a role end on another day, that day included. Raises Refusal beside `until`, NotFound, NotAllowed."""
    house = _house_to_set(actor, house_id)
    role, person = role_in(house_id, public_id, kind)
    _refuse_own(actor, house, role.person_id)
    _refuse_day(until, today_in(house))
    role.until = until
    _note(actor, CHANGED, person, house)


@transactional
def end_role(actor: Actor, house_id: int, public_id: str, kind: str) -> None:
    """End a role now. Raises Refusal for the last administrator's, NotFound, NotAllowed."""
    house = _house_to_set(actor, house_id)
    role, person = role_in(house_id, public_id, kind)
    if role.kind == "administrator" and not _other_administrators(house, role.person_id):
        raise Refusal(_("A house needs an administrator. Make somebody else administrator first."))
    yesterday = today_in(house) - timedelta(days=1)
    if role.since > yesterday:
        db.session.delete(role)  # it began today: it never was
    else:
        role.until = yesterday
    _note(actor, ENDED, person, house)


def _house(house_id: int) -> House:
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("There is no such house."))
    return house


def _house_to_set(actor: Actor, house_id: int) -> House:
    house = _house(house_id)
    if actor.channel is not Channel.JOB and not may(actor, house_id, "administrator"):
        raise NotAllowed(_("Only an administrator of this house can do this."))
    return house


def _refuse_own(actor: Actor, house: House, person_id: int) -> None:
    """Nobody approves for themselves, as long as there is somebody else who can."""
    if person_id in (actor.typist, actor.subject) and _other_administrators(house, person_id):
        raise NotAllowed(_("You cannot give a role to yourself. Ask another administrator."))


def _other_administrators(house: House, person_id: int) -> bool:
    today = today_in(house)
    others = select(Role.id).where(
        Role.house_id == house.id,
        Role.kind == "administrator",
        Role.person_id != person_id,
        Role.since <= today,
        Role.until >= today,
    )
    return db.session.scalar(others.limit(1)) is not None


def _refuse_day(until: date, today: date) -> None:
    if not today <= until <= today + LONGEST:
        raise Refusal(_("Choose a last day from today to a year from now."), field="until")


def _note(actor: Actor, verb: str, person: Person, house: House) -> None:
    about = Actor(actor.typist, person.id, actor.channel)  # so that it stands in the log of whose role it is
    note(about, verb, Ref("people", "person", person.public_id), house.name)
