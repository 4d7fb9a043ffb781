"""What a booking's page shows of its request: for who asked when the answer comes, for a host the way to answer."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db
from app.people.models import Person
from app.places import rules
from plugins.rooms.models import REQUESTED, Booking
from plugins.rooms.requests.answering import may_remind
from plugins.rooms.requests.forms import AnswerForm, WordsForm
from plugins.rooms.requests.models import Request, RequestWord
from plugins.rooms.requests.rights import may_answer
from plugins.rooms.rules import ANSWER_DAYS


@dataclass(frozen=True, slots=True)
class RequestPart:
    """The request of a booking, for one reader; the forms are those that this reader may use."""

    request: Request
    words: list[RequestWord]
    days: int
    """Within how many days the house promised an answer."""
    is_late: bool
    """Whether that is over."""
    asker: str
    """Who asked, for hosts only."""
    may_remind: bool
    writing: WordsForm | None
    answering: AnswerForm | None


def part_of(
    booking: Booking, actor: Actor, answering: AnswerForm | None = None, writing: WordsForm | None = None
) -> RequestPart | None:
    """What there is to show; None for a booking that nobody had to say yes to."""
    request = db.session.get(Request, booking.id)
    if request is None:
        return None
    is_host = may_answer(actor, booking, request)
    is_open = booking.is_requested and booking.starts > now()
    return RequestPart(
        request=request,
        words=list(
            db.session.scalars(sa.select(RequestWord).where(RequestWord.uid == booking.uid).order_by(RequestWord.id))
        ),
        days=rules.value(booking.house_id, ANSWER_DAYS),
        is_late=request.answer_by < now(),
        asker=_name(booking) if is_host else "",
        may_remind=is_open and not is_host and may_remind(request),
        writing=(writing or WordsForm(formdata=None)) if is_open else None,
        answering=(answering or answer_form(booking)) if is_open and is_host else None,
    )


def answer_form(booking: Booking) -> AnswerForm:
    """The form with the dates of the same request that wait; on a fresh one all of them are ticked."""
    waiting = sa.select(Booking).where(Booking.uid == booking.uid, Booking.status == REQUESTED, Booking.starts > now())
    found = list(db.session.scalars(waiting.order_by(Booking.starts, Booking.id)))
    form = AnswerForm(dates=[one.public_id for one in found])
    form.offer(found)
    return form


def _name(booking: Booking) -> str:
    person = db.session.get(Person, booking.person_id) if booking.person_id else None
    return person.name if person else ""
