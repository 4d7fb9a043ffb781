"""Persons: add one, change one's own details, confirm a neighbour. One function, one transaction."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.journal import note
from app.people.contact import clean_email, clean_name, clean_phone
from app.people.models import Person
from app.people.roles import has_role
from app.people.words import ADDED, ADDRESS_CHANGED, ADDRESS_TAKEN, CHANGED, NEIGHBOUR_CONFIRMED, UNKNOWN_PERSON
from app.places.models import House, Neighbourhood
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal

LANGUAGES = ("nl", "en")


def ref_of(person: Person) -> Ref:
    """How the log points at somebody."""
    return Ref("people", "person", person.public_id)


def person_with_email(email: str | None) -> Person | None:
    """Who has an address (lower case), if anybody."""
    return db.session.scalar(select(Person).where(Person.email == email)) if email else None


def person_with_public_id(public_id: str) -> Person:
    """Somebody by their public id. Raises NotFound, also for who was forgotten."""
    asked = select(Person).where(Person.public_id == public_id, Person.forgotten_at.is_(None))
    found = db.session.scalar(asked) if public_id.isalnum() else None
    if found is None:
        raise NotFound(UNKNOWN_PERSON)
    return found


@transactional
def add_person(
    actor: Actor,
    *,
    name: str,
    email: str | None = None,
    phone: str = "",
    language: str = "nl",
    neighbourhood_id: int | None = None,
    public_id: str | None = None,
) -> int:
    """Make a person; a name is enough. Answers the id. Raises Refusal for a field that is wrong or an address in use.

    `actor` may be a guest: somebody who signs in for the first time makes themselves, and becomes the subject.
    `public_id` is for the demo, whose personas are known by name.
    """
    person = Person(
        public_id=public_id or new_public_id(),
        name=clean_name(name),
        email=_free_address(clean_email(email or "")),
        phone=clean_phone(phone),
        language=language if language in LANGUAGES else LANGUAGES[0],
        neighbourhood_id=_known_neighbourhood(neighbourhood_id),
        joined_at=now(),
    )
    db.session.add(person)
    _flush_address()
    note(Actor(actor.typist or person.id, person.id, actor.channel), ADDED, ref_of(person))
    return person.id


@transactional
def change_details(
    actor: Actor, person_id: int, *, name: str, phone: str, language: str, neighbourhood_id: int | None, show_name: bool
) -> None:
    """Change somebody's details, for themselves. Raises NotAllowed for another's, Refusal for a field that is wrong."""
    person = _own(actor, person_id)
    if neighbourhood_id != person.neighbourhood_id:
        person.neighbour_confirmed_on = None  # it was confirmed for where they lived before
    person.name = clean_name(name)
    person.phone = clean_phone(phone)
    person.language = language if language in LANGUAGES else person.language
    person.neighbourhood_id = _known_neighbourhood(neighbourhood_id)
    person.show_name = show_name
    note(actor, CHANGED, ref_of(person))


@transactional
def change_address(actor: Actor, person_id: int, email: str | None) -> None:
    """Give somebody the address that they proved to be theirs, or none. Raises Refusal when another has it already."""
    person = _own(actor, person_id)
    wanted = clean_email(email or "")
    if wanted != person.email:
        person.email = _free_address(wanted)
        _flush_address()
        note(actor, ADDRESS_CHANGED, ref_of(person))


@transactional
def confirm_neighbour(actor: Actor, person_id: int, house_id: int) -> None:
    """A host confirms that somebody lives where they say. Raises NotAllowed for who is no host, or for oneself."""
    person = db.session.get_one(Person, person_id)
    if not has_role(actor.typist, house_id, "host") or actor.typist == person_id:
        raise NotAllowed(UNKNOWN_PERSON)
    zone = db.session.get_one(House, house_id).zone
    person.neighbour_confirmed_on = wall(now(), zone).date()
    note(Actor(actor.typist, person_id, actor.channel), NEIGHBOUR_CONFIRMED, ref_of(person))


def _own(actor: Actor, person_id: int) -> Person:
    if actor.subject != person_id:
        raise NotAllowed(UNKNOWN_PERSON)
    return db.session.get_one(Person, person_id)


def _free_address(email: str | None) -> str | None:
    if person_with_email(email) is not None:
        raise Refusal(ADDRESS_TAKEN, field="email")
    return email


def _flush_address() -> None:
    """Write; two at the same moment with one address: the second is told that it is taken."""
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refusal(ADDRESS_TAKEN, field="email") from error


def _known_neighbourhood(neighbourhood_id: int | None) -> int | None:
    known = neighbourhood_id is not None and db.session.get(Neighbourhood, neighbourhood_id) is not None
    return neighbourhood_id if known else None
