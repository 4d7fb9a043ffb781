"""Getting mail out: claim one, make it, send it, write down that it went. Each step short, none of it lost.

At least once: a worker that dies between sending and writing down leaves a claim, which ends by itself; then that one
mail goes out again, with the same Message-ID.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from smtplib import SMTPException
from typing import Final

from flask import current_app
from jinja2 import TemplateNotFound
from sqlalchemy import or_, select, update

from app.clock import now
from app.db import db, transactional
from app.notices import kinds
from app.notices.mail import CalendarFile, Undeliverable, compose, post, reason, sender_for, server_at
from app.notices.models import Channel, Notice, State
from app.notices.service import channel_of
from app.notices.wording import Reader, Words, mail_words, reader_of, title_of
from app.refs import new_public_id

log = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=5)
"""How long a claim holds: longer than one mail can take."""
BACKOFF: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440, 1440))
"""How long to wait after each failure; then it is given up, after two and a half days."""
AWAY: Final = timedelta(hours=1)
"""How long a notice waits for a feature that is switched off."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A mail that can go."""

    message: EmailMessage
    words: Words


class Outdated(Exception):
    """What it says is no longer true, or there is nobody to say it to."""


class Elsewhere(Exception):
    """The reader has no e-mail address any more."""


def sweep() -> int:
    """Send every mail that is due. Answers how many went out. Any number of workers may do this at once."""
    sent = 0
    while (notice_id := _claim()) is not None:
        sent += _send(notice_id)
    return sent


@transactional
def _claim() -> int | None:
    """Take the next mail that is due: what somebody waits for first, then the oldest."""
    due = (
        Notice.state == State.WAITING,
        Notice.channel == Channel.MAIL,
        Notice.next_try_at <= now(),
        or_(Notice.taken_at.is_(None), Notice.taken_at <= now() - LEASE),
    )
    first = (
        select(Notice.id)
        .where(*due)
        .order_by(Notice.urgent.desc(), Notice.next_try_at, Notice.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = update(Notice).where(Notice.id == first, *due).values(taken_at=now()).returning(Notice.id)
    return db.session.scalar(taken, execution_options={"synchronize_session": False})


def _send(notice_id: int) -> bool:
    """Send one mail that is ours, and write down how that went. Whether it went out."""
    notice = db.session.get_one(Notice, notice_id, populate_existing=True)
    who = f"notice {notice.public_id} ({notice.kind})"
    try:
        ready = _ready(notice)
        _post(ready.message, who)
    except Outdated:
        _settle(notice_id, State.WITHDRAWN)
    except Elsewhere:
        _hand_over(notice_id)
    except (kinds.UnknownKind, TemplateNotFound) as error:
        log.warning("%s waits: nobody knows its words (%s); is a plugin off?", who, error)
        _wait(notice_id)
    except Undeliverable as error:
        log.warning("%s cannot be delivered: %s", who, error)
        _give_up(notice_id)
    except (OSError, SMTPException) as error:
        log.warning("%s did not go out, it is tried again: %s", who, reason(error))
        _fail(notice_id)
    except Exception:
        log.exception("%s could not be made", who)
        _fail(notice_id)
        if current_app.testing and not current_app.config.get("WIJ_CONTAIN_FAILURES"):
            raise
    else:
        _settle(notice_id, State.SENT, ready.words)
        return True
    return False


def _ready(notice: Notice) -> Ready:
    reader = reader_of(notice)
    words = mail_words(notice, reader)
    if words is None or not reader.name:
        raise Outdated
    if not reader.email:
        raise Elsewhere
    config = current_app.config
    message = compose(
        to=reader.email,
        name=reader.name,
        house=title_of(notice.house),
        sender=sender_for(config["WIJ_MAIL_URL"], config["WIJ_BASE_URL"], notice.house.slug),
        message_id=notice.public_id,
        language=reader.language,
        subject=words.subject,
        text=words.text,
        calendar=CalendarFile(notice.ics, notice.ics_method) if notice.ics and notice.ics_method else None,
    )
    db.session.rollback()  # no reading transaction stays open while a server takes its time
    return Ready(message, words)


def _post(message: EmailMessage, who: str) -> None:
    server = server_at(current_app.config["WIJ_MAIL_URL"])
    if server is None:
        log.info("%s would have gone out", who)
    else:
        post(server, message)


@transactional
def _settle(notice_id: int, state: State, words: Words | None = None) -> None:
    """It went out, or it need not any more. In the demo the text is kept, to be read at /demo/mail."""
    notice = db.session.get_one(Notice, notice_id, populate_existing=True)
    notice.state, notice.taken_at = state, None
    if words is not None:
        notice.sent_at = now()
        notice.kept_text = f"{words.subject}\n{words.text}" if current_app.config["DEMO"] else None


@transactional
def _wait(notice_id: int) -> None:
    notice = db.session.get_one(Notice, notice_id, populate_existing=True)
    notice.taken_at, notice.next_try_at = None, now() + AWAY


@transactional
def _fail(notice_id: int) -> None:
    notice = db.session.get_one(Notice, notice_id, populate_existing=True)
    if notice.tries == len(BACKOFF):
        _give_up(notice_id)
        return
    notice.taken_at, notice.next_try_at = None, now() + BACKOFF[notice.tries]
    notice.tries += 1


@transactional
def _give_up(notice_id: int) -> None:
    """The mail stays as given up, and the desk gets a call task or a slip in its place."""
    notice = db.session.get_one(Notice, notice_id, populate_existing=True)
    notice.state, notice.taken_at = State.GIVEN_UP, None
    kind = kinds.find(notice.kind)
    if not kind.only_mail:
        db.session.add(for_the_desk(notice, reader_of(notice), kind))


@transactional
def _hand_over(notice_id: int) -> None:
    """The address is gone: the same notice goes to the desk."""
    notice = db.session.get_one(Notice, notice_id, populate_existing=True)
    kind = kinds.find(notice.kind)
    notice.taken_at = None
    if kind.only_mail:
        notice.state = State.WITHDRAWN
    else:
        notice.channel = channel_of(kind, "", reader_of(notice).phone)


def for_the_desk(notice: Notice, reader: Reader, kind: kinds.Kind) -> Notice:
    """The same notice as a call task or a slip."""
    return Notice(
        public_id=new_public_id(10),
        house_id=notice.house_id,
        kind=notice.kind,
        ref=notice.ref,
        person_id=notice.person_id,
        guest_name=notice.guest_name,
        guest_email="",
        guest_phone=notice.guest_phone,
        language=notice.language,
        params=notice.params,
        begins_at=notice.begins_at,
        channel=channel_of(kind, "", reader.phone),
        state=State.WAITING,
        created_at=now(),
        not_before=now(),
        next_try_at=now(),
    )
