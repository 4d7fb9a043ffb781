"""Who may know of a room, and who may see and change a booking."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.actors import Actor
from app.db import db
from app.people import roles
from app.people.groups import groups_spoken_for, speaks_for
from app.places.models import Space
from app.refs import Ref
from app.web import current_actor
from plugins.rooms.models import WHOLE, Booking, ref_of


def may_know(actor: Actor, space: Space) -> bool:
    """Whether somebody may know of a space: a private one is for the hosts of its house."""
    return not space.is_hidden or roles.may(actor, space.house_id, "host")


def may_change(actor: Actor, booking: Booking) -> bool:
    """Whether somebody may see and change a booking: who booked, a contact of its group, a host of the house."""
    if actor.subject is None:
        return False
    if actor.subject == booking.person_id:
        return True
    if booking.group_id is not None and speaks_for(actor.subject, booking.group_id):
        return True
    return roles.may(actor, booking.house_id, "host")


def own_booking(ref: Ref) -> Booking | None:
    """The booking that `ref` points at, for a reader who may change it."""
    if ref != ref_of(ref.key):
        return None
    found = db.session.scalar(sa.select(Booking).where(Booking.public_id == ref.key).options(*WHOLE))
    return found if found is not None and may_change(current_actor(), found) else None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads a page with many bookings: what makes bookings theirs is asked once."""

    person_id: int | None
    group_ids: frozenset[int] = frozenset()
    house_ids: frozenset[int] = frozenset()

    @classmethod
    def of(cls, person_id: int | None) -> "Reader":
        """The reader with this id; None is a visitor, who owns nothing. Two queries."""
        if person_id is None:
            return cls(None)
        groups = frozenset(group.id for group in groups_spoken_for(person_id))
        return cls(person_id, groups, frozenset(roles.houses_with_role(person_id, "host")))

    def owns(self, booking: Booking) -> bool:
        """Whether it is theirs to see: as `may_change` says for one booking."""
        if self.person_id is None:
            return False
        by_them = booking.person_id == self.person_id
        return by_them or booking.group_id in self.group_ids or booking.house_id in self.house_ids
