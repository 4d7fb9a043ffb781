"""Groups: start one, join, leave, and who is contact. One function, one transaction.

Everybody may start or join a group; its contacts decide who else speaks for it.
"""

import re
import unicodedata
from typing import Final

from sqlalchemy.exc import IntegrityError

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.groups import group_with_slug, members_of, speaks_for
from app.people.models import Group, Membership, Person
from app.people.roles import may
from app.people.words import (
    CONTACT_ENDED,
    CONTACT_MADE,
    CONTACTS_ONLY,
    GROUP_CHANGED,
    GROUP_JOINED,
    GROUP_LEFT,
    GROUP_NAME_LONG,
    GROUP_NAME_TAKEN,
    GROUP_NEEDS_NAME,
    GROUP_STARTED,
    LAST_CONTACT,
    NO_MEMBER,
    UNKNOWN_GROUP,
    UNKNOWN_PERSON,
)
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal

NEW: Final = "new"
"""No group's address: there one starts a group."""


def group_ref(group: Group) -> Ref:
    """How the log, and slots on the group's page, point at a group."""
    return Ref("people", "group", group.slug)


@transactional
def start_group(actor: Actor, *, name: str, about: str = "", house_id: int | None = None) -> str:
    """Start a group; who starts it is its first contact. Answers its slug. Raises Refusal for a wrong name."""
    founder = _signed_in(actor)
    name = _clean_group_name(name)
    group = Group(slug=_free_slug(name), name=name, about=about.strip(), house_id=house_id, started_at=now())
    db.session.add(group)
    try:
        db.session.flush()
    except IntegrityError as error:  # at this very moment somebody started one with the same name
        raise Refusal(GROUP_NAME_TAKEN, field="name") from error
    db.session.add(Membership(group_id=group.id, person_id=founder, is_contact=True, since=now().date()))
    note(actor, GROUP_STARTED, group_ref(group), group.name)
    return group.slug


@transactional
def change_group(actor: Actor, group_id: int, *, name: str, about: str) -> None:
    """Change what a group is called and says of itself; its address stays. For contacts."""
    group = _spoken_for(actor, group_id)
    group.name = _clean_group_name(name)
    group.about = about.strip()
    note(actor, GROUP_CHANGED, group_ref(group), group.name)


@transactional
def join_group(actor: Actor, group_id: int) -> None:
    """Join a group. Who is in it already stays as they are."""
    person_id, group = _signed_in(actor), _group(group_id)
    if db.session.get(Membership, (group_id, person_id)) is None:
        db.session.add(Membership(group_id=group_id, person_id=person_id, since=now().date()))
        note(actor, GROUP_JOINED, group_ref(group), group.name)


@transactional
def leave_group(actor: Actor, group_id: int) -> None:
    """Leave a group; always possible, and needs no reason. Hosts help a group that is left without a contact."""
    person_id, group = _signed_in(actor), _group(group_id)
    membership = db.session.get(Membership, (group_id, person_id))
    if membership is None:
        return
    db.session.delete(membership)
    note(actor, GROUP_LEFT, group_ref(group), group.name)


@transactional
def make_contact(actor: Actor, group_id: int, person_id: int) -> None:
    """Let a member speak for the group, from now on. For contacts."""
    group = _spoken_for(actor, group_id)
    _membership(group_id, person_id).is_contact = True
    note(actor, CONTACT_MADE, group_ref(group), group.name)


@transactional
def end_contact(actor: Actor, group_id: int, person_id: int) -> None:
    """A contact becomes a member like others. For contacts. Raises Refusal for the last one."""
    group = _spoken_for(actor, group_id)
    if [person.id for person, is_contact in members_of(group_id) if is_contact] == [person_id]:
        raise Refusal(LAST_CONTACT)
    _membership(group_id, person_id).is_contact = False
    note(actor, CONTACT_ENDED, group_ref(group), group.name)


def slug_of(name: str) -> str:
    """A name as it stands in an address: "Taalcafé ‘Praat mee’" is `taalcafe-praat-mee`. May be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].rstrip("-")


def _signed_in(actor: Actor) -> int:
    if actor.subject is None:
        raise NotAllowed(UNKNOWN_PERSON)
    return actor.subject


def _group(group_id: int) -> Group:
    group = db.session.get(Group, group_id)
    if group is None:
        raise NotFound(UNKNOWN_GROUP)
    return group


def _spoken_for(actor: Actor, group_id: int) -> Group:
    """The group, for its contacts, and for hosts of its house: they help a group that lost its contact."""
    group = _group(group_id)
    helps = group.house_id is not None and may(actor, group.house_id, "host")
    if not helps and not speaks_for(actor.subject, group_id):
        raise NotAllowed(CONTACTS_ONLY)
    return group


def _membership(group_id: int, person_id: int) -> Membership:
    membership = db.session.get(Membership, (group_id, person_id))
    if membership is None or db.session.get_one(Person, person_id).forgotten_at is not None:
        raise NotFound(NO_MEMBER)
    return membership


def _clean_group_name(text: str) -> str:
    name = " ".join(text.split())
    if not any(sign.isalnum() for sign in name):
        raise Refusal(GROUP_NEEDS_NAME, field="name")
    if len(name) > 100:
        raise Refusal(GROUP_NAME_LONG, field="name")
    return name


def _free_slug(name: str) -> str:
    slug = slug_of(name) or new_public_id()
    free = slug != NEW and group_with_slug(slug) is None
    return slug if free else f"{slug}-{new_public_id(4)}"
