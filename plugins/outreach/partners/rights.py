"""Who may do what: the question that every service of outreach asks first.

An administrator of a house names the first coordinator, and sees no address for it.
"""

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.actors import Actor
from app.clock import now
from app.db import db
from app.people.roles import roles_of
from app.refusals import NotAllowed
from plugins.outreach.partners.models import Part


def today() -> date:
    """The day it is, for parts: they end on a day, whatever the hour."""
    return now().date()


def parts_of(person_id: int | None) -> set[str]:
    """What somebody does in outreach today: kinds of parts."""
    if person_id is None:
        return set()
    rows = select(Part.kind).where(Part.person_id == person_id, Part.since <= today(), Part.until >= today())
    return set(db.session.scalars(rows))


def has_part(actor: Actor, *kinds: str) -> bool:
    """Whether `actor` has one of these parts today: the subject has it, and so has the one who types."""
    return actor.subject is not None and all(
        parts_of(person_id) & set(kinds) for person_id in {actor.subject, actor.typist}
    )


def is_administrator(actor: Actor) -> bool:
    """Whether `actor` is administrator of one of the houses."""
    return actor.subject is not None and all(
        any(kind == "administrator" for _house, kind in roles_of(person_id or 0))
        for person_id in {actor.subject, actor.typist}
    )


def require(actor: Actor, *kinds: str) -> None:
    """Raises NotAllowed for who has none of these parts."""
    if not has_part(actor, *kinds):
        raise NotAllowed(_("This is for people with a part in it. Ask a coordinator."))


def require_administrator(actor: Actor) -> None:
    """Raises NotAllowed for who is not administrator of one of the houses."""
    if not is_administrator(actor):
        raise NotAllowed(_("Only an administrator of a house can do this."))
