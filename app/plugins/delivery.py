"""Events reach the plugins here: after they were committed, to each plugin until it has taken them.

A delivery is one transaction with what the plugin does about it, so on this database it is taken once; a plugin that
does something elsewhere must not mind hearing it twice. Events for a plugin that is off wait until it is on again.
"""

import logging
from datetime import timedelta
from typing import Final

from flask import current_app
from sqlalchemy import delete, exists, select, update

from app.clock import now
from app.db import db, transaction, transactional
from app.events import Delivery, EventRow
from app.plugins.manager import Hooks, current_hooks

log = logging.getLogger(__name__)

BACKOFF: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long a plugin that failed has rest; the last one again and again."""
BATCH: Final = 500


def deliver() -> int:
    """Let each plugin hear what it has not heard yet, oldest first. Answers how many deliveries were taken.

    In tests a plugin's error is raised, unless WIJ_CONTAIN_FAILURES is set.
    """
    hooks = current_hooks()
    taken = 0
    while waiting := _due(hooks):
        for event_id, plugin in waiting:
            try:
                taken += _deliver(hooks, event_id, plugin)
            except Exception:
                _postpone(event_id, plugin)
                log.exception("plugin %s failed to hear event %s; it will hear it again", plugin, event_id)
                if current_app.testing and not current_app.config.get("WIJ_CONTAIN_FAILURES"):
                    raise
    return taken


@transactional
def expire() -> None:
    """Let go of events that every plugin has heard long ago."""
    waiting = exists().where(Delivery.event_id == EventRow.id)
    db.session.execute(
        delete(EventRow).where(EventRow.said_at < now() - timedelta(days=Delivery.KEPT), ~waiting),
        execution_options={"synchronize_session": False},
    )


def _due(hooks: Hooks) -> list[tuple[int, str]]:
    rows = db.session.execute(
        select(Delivery.event_id, Delivery.plugin)
        .where(Delivery.plugin.in_(hooks.hearers), Delivery.not_before <= now())
        .order_by(Delivery.event_id, Delivery.plugin)
        .limit(BATCH)
    )
    return [(event_id, plugin) for event_id, plugin in rows]


def _deliver(hooks: Hooks, event_id: int, plugin: str) -> bool:
    """Take one delivery and hear it, both or neither. False when another worker was first."""
    with transaction() as session:
        gone = session.execute(
            delete(Delivery)
            .where(Delivery.event_id == event_id, Delivery.plugin == plugin)
            .returning(Delivery.event_id),
            execution_options={"synchronize_session": False},
        ).one_or_none()
        if gone is not None:
            hooks.hear(plugin, session.get_one(EventRow, event_id).event())
    return gone is not None


@transactional
def _postpone(event_id: int, plugin: str) -> None:
    found = (Delivery.event_id == event_id, Delivery.plugin == plugin)
    tries = db.session.scalar(select(Delivery.tries).where(*found)) or 0
    db.session.execute(
        update(Delivery).where(*found).values(tries=tries + 1, not_before=now() + BACKOFF[min(tries, len(BACKOFF) - 1)])
    )
