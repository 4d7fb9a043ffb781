"""Counts for the scoreboard: of the house as a whole, never of a person or a group."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import Span, now
from app.db import db
from app.plugins import Figure
from plugins.activities.headcount.counting import sum_in
from plugins.activities.models import Activity, Occurrence


def figures(house_id: int, window: Span) -> list[Figure]:
    """How often something was done together, and how often residents led it."""
    held = (
        sa.select(sa.func.count())
        .select_from(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Activity.house_id == house_id,
            Occurrence.starts >= window.start,
            Occurrence.starts < window.end,
            Occurrence.ends <= now(),
            Occurrence.cancelled_at.is_(None),
        )
    )
    return [
        Figure(
            key="activities.held",
            label=_("Activities"),
            definition=_("Every date of an activity that took place counts once."),
            value=db.session.scalar(held) or 0,
        ),
        Figure(
            key="activities.led_by_residents",
            label=_("Led by residents"),
            definition=_("Of these, those that nobody was paid to lead."),
            value=db.session.scalar(held.where(~Activity.with_paid_staff)) or 0,
        ),
        Figure(
            key="activities.people",
            label=_("Times that somebody was there"),
            definition=_(
                "Head counts of activities together, rounded down to fives. Who comes twice counts twice. "
                "What is discreet is left out, and what nobody counted."
            ),
            value=sum_in(house_id, window),
        ),
    ]
