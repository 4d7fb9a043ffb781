"""From a code to a person: who it is, or somebody new who says a name."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from app.access.codes import SIGN_IN
from app.access.models import Code
from app.access.words import CODE_OVER, JOIN_AT_DESK
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.people.joining import joins_by_mail, rule_of
from app.people.service import add_person, person_with_email
from app.refusals import Refusal

TIME_FOR_A_NAME: Final = timedelta(minutes=30)


def who_is(code: Code, house_id: int | None) -> int | None:
    """The person whose address a used code was sent to, None for somebody new. Raises Refusal for who may not join."""
    person = person_with_email(code.email)
    if person is None and not joins_by_mail(house_id):
        raise Refusal(JOIN_AT_DESK, rule=rule_of(house_id))
    return person.id if person else None


@transactional
def join(key: str, *, name: str, house_id: int | None, language: str) -> int:
    """Make a person of who used the code `key` just now. Answers the id. Raises Refusal beside `name`.

    A code makes one person at most, also when the form is sent twice.
    """
    code = db.session.scalar(select(Code).where(Code.public_id == key, Code.purpose == SIGN_IN).with_for_update())
    if code is None or code.used_at is None or code.used_at <= now() - TIME_FOR_A_NAME:
        raise Refusal(CODE_OVER)
    known = who_is(code, house_id)
    if known is not None:
        return known
    code.person_id = add_person(Actor.guest(), name=name, email=code.email, language=language)
    return code.person_id
