"""Who hears what, through their own channel. Names go out only after a yes, and never of what is discreet."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.clock import Span
from app.db import db
from app.people.models import Person
from app.places.models import House
from plugins.prevention.together.models import MAIL, PHONE, Company
from plugins.prevention.together.things import entry_of
from plugins.prevention.together.words import NEUTRAL

QUESTION: Final = "together.question"
OFFER: Final = "together.offer"
BOTH: Final = "together.both"
NOT_GOING: Final = "together.not_going"
SEARCHING: Final = "together.searching"
NOBODY_YET: Final = "together.nobody"
OFF: Final = "together.off"
MOVED: Final = "together.moved"
_FOLDER: Final = "prevention/together/mail"


def tell(company: Company, person_id: int, kind: str) -> None:
    """Tell one of them. Call it in a transaction."""
    notices.send(
        notices.Recipient(person_id=person_id),
        kind,
        {"company": company.public_id},
        ref=company.thing,
        house_id=company.house_id,
    )


def title_of(company: Company) -> str:
    """What the date is called, in words that may go into a message."""
    entry = None if company.sensitive else entry_of(company.date)
    return entry.title if entry is not None else str(NEUTRAL)


def reach_words(company: Company) -> str:
    """How who goes along finds who asked, in words."""
    somebody = db.session.get_one(Person, company.person_id)
    if company.reach == PHONE and somebody.phone:
        return gettext("Call them: %(phone)s.", phone=somebody.phone)
    if company.reach == MAIL and somebody.email:
        return gettext("Write to them: %(email)s.", email=somebody.email)
    return gettext("At the door, ten minutes before it begins.")


def _true(kind: str, company: Company) -> bool:
    """Whether it is still so when it goes out."""
    if kind in (NOT_GOING, OFF):
        return not company.is_open
    if not company.is_open:
        return False
    waits_for_yes = company.companion_id is not None and company.agreed_at is None
    return {
        QUESTION: company.companion_id is None,
        OFFER: waits_for_yes,
        BOTH: company.is_agreed,
        SEARCHING: company.companion_id is None,
        NOBODY_YET: company.companion_id is None,
        MOVED: True,
    }[kind]


def _prepare(kind: str) -> notices.kinds.Prepare:
    def prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
        company = db.session.scalar(sa.select(Company).where(Company.public_id == params["company"]))
        if company is None or not _true(kind, company):
            return None
        whose = {OFFER: company.companion_id, BOTH: company.person_id}.get(kind)
        named = whose is not None and not company.sensitive
        return {
            "key": company.public_id,
            "title": title_of(company),
            "span": Span(company.starts, company.ends),
            "zone": db.session.get_one(House, company.house_id).zone,
            "who": db.session.get_one(Person, whose).first_name if named else "",
            "reach": reach_words(company) if named and kind == BOTH else "",
        }

    return prepare


for _kind, _subject in (
    (QUESTION, _("Would you go along? %(title)s")),
    (OFFER, _("Somebody goes along with you: %(title)s")),
    (BOTH, _("You go together: %(title)s")),
    (NOT_GOING, _("It is not needed any more: %(title)s")),
    (SEARCHING, _("We look for somebody else: %(title)s")),
    (NOBODY_YET, _("Nobody yet to go along: %(title)s")),
    (OFF, _("It is off: %(title)s")),
    (MOVED, _("Another time: %(title)s")),
):
    _name = _kind.partition(".")[2]
    notices.kinds.register(
        _kind,
        subject=_subject,
        template=f"{_FOLDER}/{_name}.txt",
        spoken=f"{_FOLDER}/{_name}_spoken.txt",
        prepare=_prepare(_kind),
    )
