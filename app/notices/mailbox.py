"""The demo's mailbox: every mail that would have been sent, to be read at /demo/mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from jinja2 import TemplateNotFound
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import db
from app.notices.kinds import UnknownKind
from app.notices.models import Channel, Notice, State
from app.notices.wording import Words, mail_words, reader_of, title_of
from app.refusals import NotFound

SHOWN: Final = 200
"""The newest so many."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail of the demo. `words` is as it went out; for one that waits, as it would go out now."""

    public_id: str
    sender: str
    to: str
    language: str
    words: Words
    at: datetime
    zone: ZoneInfo
    waits: bool
    ics: bytes | None


def letters() -> list[Letter]:
    """The newest mails, newest first; what was withdrawn is not there."""
    found = (
        select(Notice)
        .where(Notice.channel == Channel.MAIL, Notice.state.in_((State.WAITING, State.SENT)))
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(SHOWN)
        .options(joinedload(Notice.reader), joinedload(Notice.house))
    )
    made = map(_letter, db.session.scalars(found))
    return [letter for letter in made if letter is not None]


def letter_of(public_id: str) -> Letter:
    """One mail. Raises NotFound."""
    notice = db.session.scalar(select(Notice).where(Notice.public_id == public_id, Notice.channel == Channel.MAIL))
    letter = None if notice is None else _letter(notice)
    if letter is None:
        raise NotFound(_("This mail is not here. Maybe it was withdrawn."))
    return letter


def _letter(notice: Notice) -> Letter | None:
    reader = reader_of(notice)
    words = _words(notice)
    if words is None:
        return None
    return Letter(
        public_id=notice.public_id,
        sender=title_of(notice.house),
        to=f"{reader.name} <{reader.email}>",
        language=reader.language,
        words=words,
        at=notice.sent_at or notice.next_try_at,
        zone=notice.house.zone,
        waits=notice.state == State.WAITING,
        ics=notice.ics,
    )


def _words(notice: Notice) -> Words | None:
    if notice.kept_text is not None:
        subject, _newline, text = notice.kept_text.partition("\n")
        return Words(subject, text)
    try:
        return mail_words(notice, reader_of(notice)) if notice.state == State.WAITING else None
    except (UnknownKind, TemplateNotFound):
        return None
