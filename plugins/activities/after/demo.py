"""In the demo house the last time at the table was fine for most; the ticks on paper were put in."""

from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.clock import at, now
from app.db import db
from plugins.activities.after.models import BETTER, FINE
from plugins.activities.after.saying import count_paper, say
from plugins.activities.models import Occurrence

SAID: Final = (
    (FINE, "Kan de soep de volgende keer iets minder zout?"),
    (BETTER, "Het was wat krap aan tafel. Kunnen we ook de gang gebruiken?"),
    (FINE, ""),
    (FINE, ""),
)


def load(demo: Any, table: int) -> None:
    """About the last date of the eating table. `demo` is `app.demo.Demo`."""
    last = db.session.scalar(
        sa.select(Occurrence.id)
        .where(Occurrence.activity_id == table, Occurrence.ends < now(), Occurrence.cancelled_at.is_(None))
        .order_by(Occurrence.starts.desc())
        .limit(1)
    )
    if last is None:
        return
    ends = db.session.get_one(Occurrence, last).ends
    with at(min(ends + timedelta(minutes=5), now())):
        for answer, words in SAID:
            say(last, answer, words)
        count_paper(demo.actor("Chantal Veerdonk"), last, 11, 2)
