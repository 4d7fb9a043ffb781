"""Who may answer a request: a host of its house, and never who asked, in whichever role."""

from app.actors import Actor
from app.people import roles
from app.people.groups import speaks_for
from plugins.rooms.models import Booking
from plugins.rooms.requests.models import Request


def may_answer(actor: Actor, booking: Booking, request: Request | None) -> bool:
    """Whether `actor` may say yes or no: neither who types nor for whom is the asker, or a contact of the group."""
    if not roles.may(actor, booking.house_id, "host"):
        return False
    asking = {booking.person_id} | ({request.asker_id, request.typist_id} if request else set())
    return not any(_asks(person_id, asking, booking.group_id) for person_id in (actor.typist, actor.subject))


def _asks(person_id: int | None, asking: set[int | None], group_id: int | None) -> bool:
    if person_id is None or person_id in asking:
        return True
    return group_id is not None and speaks_for(person_id, group_id)
