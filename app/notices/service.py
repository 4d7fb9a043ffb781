"""Writing notices into the outbox, and taking back those that have not gone out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from app import jobs
from app.clock import now
from app.db import after_commit, db, transactional
from app.notices import kinds
from app.notices.changes import current_change
from app.notices.mail import CalendarFile
from app.notices.models import Channel, Notice, State
from app.notices.params import pack
from app.people.models import Person
from app.places.models import House
from app.refs import Ref, new_public_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who is told: a person by id, or a guest by name and e-mail address or phone number.

    `language` is a guest's ("nl", "en"); without it the house's is spoken.
    """

    person_id: int | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        if self.person_id is None and not self.name:
            raise ValueError("a notice is for a person, or for a guest with a name")


@transactional
def send(
    recipient: Recipient,
    kind: str,
    params: Mapping[str, Any],
    *,
    ref: Ref,
    house_id: int,
    not_before: datetime | None = None,
    ics: CalendarFile | None = None,
) -> str:
    """Tell `recipient` something, once the open transaction is committed. Answers the notice's public id.

    It goes by mail where there is an address, else as a call task for the desk, else as a slip.

    :param kind: as registered with `kinds.register`; UnknownKind otherwise.
    :param params: ids and plain facts (see `app.notices.params`); never a code, never more about anybody than it takes.
    :param ref: the thing it is about; `withdraw(ref)` takes the notice back.
    :param house_id: the house that speaks; its zone and its phone number are in the text.
    :param not_before: the earliest moment; by default now, and the kind's own wait (two minutes, for undo).
    """
    sort = kinds.find(kind)
    email, phone, language = _reach(recipient)
    earliest, change = not_before or now() + sort.wait, current_change()
    notice = Notice(
        public_id=new_public_id(10),
        house_id=house_id,
        kind=kind,
        ref=str(ref),
        person_id=recipient.person_id,
        guest_name=recipient.name if recipient.person_id is None else "",
        guest_email=recipient.email if recipient.person_id is None else "",
        guest_phone=recipient.phone if recipient.person_id is None else "",
        language=language or db.session.get_one(House, house_id).language,
        params=pack(params),
        ics=ics.content if ics else None,
        ics_method=ics.method if ics else None,
        channel=channel_of(sort, email, phone),
        state=State.WAITING,
        urgent=sort.urgent,
        created_at=now(),
        begins_at=change.begins_for(recipient.person_id) if change else None,
        not_before=earliest,
        next_try_at=earliest,
    )
    db.session.add(notice)
    after_commit(jobs.current_jobs().nudge)  # the same call as for events: one nudge a transaction
    return notice.public_id


@transactional
def withdraw(ref: Ref, kind: str | None = None) -> int:
    """Take back what has not gone out about `ref` (of one `kind`, or all). Answers how many notices that were.

    Nothing withdrawn means that there was nothing, or that it has gone out: then a new notice should say what changed.
    """
    change = update(Notice).where(Notice.ref == str(ref), Notice.state == State.WAITING)
    if kind is not None:
        change = change.where(Notice.kind == kind)
    found = db.session.execute(
        change.values(state=State.WITHDRAWN).returning(Notice.id),
        execution_options={"synchronize_session": "fetch"},
    )
    return len(found.all())


def channel_of(kind: kinds.Kind, email: str, phone: str) -> Channel:
    """Mail where there is an address, else a call, else a slip."""
    if email or kind.only_mail:
        return Channel.MAIL
    return Channel.CALL if phone else Channel.SLIP


def _reach(recipient: Recipient) -> tuple[str, str, str]:
    """E-mail address, phone number and language of whom it is for."""
    if recipient.person_id is None:
        return recipient.email, recipient.phone, recipient.language
    found = db.session.execute(
        select(Person.email, Person.phone, Person.language).where(Person.id == recipient.person_id)
    ).one()
    return found.email or "", found.phone, found.language
