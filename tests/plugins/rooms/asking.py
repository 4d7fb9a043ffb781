"""What the tests of requests share: a house that says yes first, and its hosts' answers."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db, transaction
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of
from app.places.models import RuleValue
from app.refusals import Refusal
from plugins.rooms.models import Booking
from tests.plugins.rooms.conftest import Scene


def decide(scene: Scene, key: str, value: str) -> None:
    """The house decides on a rule, as of today."""
    with scene.app.app_context(), transaction() as session:
        session.add(RuleValue(house_id=scene.house, key=key, value=value, since=now().date(), why="", decided_at=now()))


def do(scene: Scene, act: Callable[..., Any], who: int, *given: Any) -> Any:
    """`act` for somebody, in a context of its own."""
    with scene.app.app_context():
        return act(Actor.self(who), *given)


def refused(scene: Scene, act: Callable[..., Any], actor: Actor, *given: Any) -> str:
    """The kind of refusal that `act` gives, or "" where it does it."""
    with scene.app.app_context():
        try:
            act(actor, *given)
        except Refusal as refusal:
            return type(refusal).__name__
    return ""


def statuses(scene: Scene) -> list[str]:
    """The status of every booking, soonest first."""
    return [row.status for row in scene.rows()]


def mail(scene: Scene, kind: str) -> str:
    """The text of the newest mail of a kind, in English."""
    with scene.app.app_context():
        row = db.session.scalars(sa.select(Notice).where(Notice.kind == kind).order_by(Notice.id.desc())).first()
        assert row is not None, kind
        assert row.reader is not None
        row.reader.language = "en"
        words = mail_words(row, reader_of(row))
        db.session.rollback()
    assert words is not None
    return words.text


def booking(scene: Scene, key: str) -> Booking:
    """One booking, detached."""
    return next(row for row in scene.rows() if row.public_id == key)
