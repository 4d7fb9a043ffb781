"""Both say yes, or one says no; either may change their mind. One is one transaction."""

from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.refusals import NotFound, Refusal
from plugins.prevention.together import telling
from plugins.prevention.together import words as said
from plugins.prevention.together.asking import ask_others, close, locked
from plugins.prevention.together.models import NOBODY, Asked, Company
from plugins.prevention.together.patience import next_moment


@transactional
def answer(actor: Actor, key: str, yes: bool) -> None:
    """Who was asked goes along, or not. No needs no reason; when all said no, others are asked at once.

    Who said yes before, and says no now, is let go of as well. Raises NotFound for who was not asked, Refusal where
    somebody else goes along already.
    """
    company = locked(key)
    question = company.question_for(actor.subject)
    if question is None or not company.is_open:
        raise NotFound(said.UNKNOWN)
    if yes and company.companion_id not in (None, question.person_id):
        raise Refusal(_("Somebody else goes along already. Thank you!"))
    note(actor, said.ANSWERED, company.thing)
    if not yes:
        _does_not(company, question)
    elif company.companion_id is None:
        _goes_along(company, question)


@transactional
def decide(actor: Actor, key: str, yes: bool, who: str) -> None:
    """Who asked says yes to who goes along, or rather not: then it is over. `who` is the name that they read.

    Raises NotFound where there is no offer, Refusal where somebody else goes along by now.
    """
    company = locked(key)
    if company.person_id != actor.subject or not company.is_open or company.companion_id is None:
        raise NotFound(said.UNKNOWN)
    if yes and db.session.get_one(Person, company.companion_id).first_name != who:
        raise Refusal(_("Somebody else goes along by now. Look who it is, and choose again."))
    note(actor, said.DECIDED, company.thing)
    if not yes:
        close(company)
    elif company.agreed_at is None:
        company.agreed_at = now()
        notices.withdraw(company.thing)
        telling.tell(company, company.companion_id, telling.BOTH)


def _goes_along(company: Company, question: Asked) -> None:
    question.declined_at = None
    company.companion_id, company.next_at = question.person_id, None
    notices.withdraw(company.thing)
    telling.tell(company, company.person_id, telling.OFFER)


def _does_not(company: Company, question: Asked) -> None:
    question.declined_at = question.declined_at or now()
    if company.companion_id == question.person_id:
        _goes_not_after_all(company)
    elif company.companion_id is None and company.stage != NOBODY and not _still_asked(company):
        ask_others(company)


def _goes_not_after_all(company: Company) -> None:
    """Who asked hears it, as far as they knew; those who did not say no are asked once more, or else others."""
    knew = notices.withdraw(company.thing, telling.OFFER) == 0
    notices.withdraw(company.thing)
    company.companion_id = company.agreed_at = None
    if knew:
        telling.tell(company, company.person_id, telling.SEARCHING)
    for one in _still_asked(company):
        telling.tell(company, one.person_id, telling.QUESTION)
    if _still_asked(company):
        company.next_at = next_moment(now(), company.starts)
    else:
        ask_others(company)


def _still_asked(company: Company) -> list[Asked]:
    return [one for one in company.asked if one.declined_at is None]
