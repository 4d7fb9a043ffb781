"""Keep free places for who waits longest. All of it runs while the date is locked, so nobody slips in between."""

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from app.offers import offer_until
from plugins.activities.counting import places_taken
from plugins.activities.models import Occurrence
from plugins.activities.rights import locked
from plugins.activities.waiting import telling
from plugins.activities.waiting.models import ENDED, OFFERED, WAITING, Wait


def sweep() -> None:
    """Let offers end whose time is over, and offer what is free: the job's work, each date in its own transaction."""
    to_come = sa.select(Occurrence.id).where(Occurrence.starts > now())
    waited_for = sa.select(Wait.occurrence_id).where(Wait.state != ENDED, Wait.occurrence_id.in_(to_come)).distinct()
    for occurrence_id in db.session.scalars(waited_for.order_by(Wait.occurrence_id)).all():
        _serve_date(occurrence_id)


@transactional
def _serve_date(occurrence_id: int) -> None:
    serve(locked(occurrence_id))


def serve(occurrence: Occurrence) -> None:
    """End offers that were not answered in time, and keep what is free for the first in line whose people fit.

    Call it in a transaction, with the date locked. One query when nobody waits.
    """
    line = line_of(occurrence.id)
    if not line or occurrence.activity.places is None:
        return
    for wait in line:
        if wait.state == OFFERED and occurrence.is_cancelled:
            _take_back(wait)
        elif wait.expires_at is not None and wait.expires_at <= now():
            end(wait)
    db.session.flush()
    if not occurrence.is_cancelled:
        _offer_what_is_free(occurrence, line)


def take_back(occurrence: Occurrence) -> None:
    """Undo offers of a locked date that nobody has heard of yet: who signed off and regrets it at once comes first."""
    for wait in line_of(occurrence.id):
        if wait.state == OFFERED and telling.unsay(wait):
            _take_back(wait)
    db.session.flush()


def end(wait: Wait) -> None:
    """They wait no longer."""
    telling.unsay(wait)
    wait.state, wait.expires_at = ENDED, None


def line_of(occurrence_id: int) -> list[Wait]:
    """Who waits for a date, the longest in front, locked for this transaction."""
    return list(
        db.session.scalars(
            sa.select(Wait)
            .where(Wait.occurrence_id == occurrence_id, Wait.state != ENDED)
            .order_by(Wait.since, Wait.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def _offer_what_is_free(occurrence: Occurrence, line: list[Wait]) -> None:
    until = offer_until(now(), occurrence.starts, occurrence.activity.zone)
    free = (occurrence.activity.places or 0) - places_taken([occurrence.id]).get(occurrence.id, 0)
    for wait in line:
        if until is None or wait.state != WAITING or wait.party > free:
            continue
        wait.state, wait.expires_at = OFFERED, until
        free -= wait.party
        db.session.flush()
        telling.offered(wait, occurrence)


def _take_back(wait: Wait) -> None:
    telling.unsay(wait)
    wait.state, wait.expires_at = WAITING, None
