"""Let go of who came, when its time is over."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from plugins.activities.models import Activity, Occurrence, SignUp

GUESTS: Final = timedelta(days=7)
"""So long after a date, names and ways to reach guests are kept; and who came to what is sensitive."""
NEIGHBOURS: Final = timedelta(days=400)
"""So long after a date we know which neighbours came: who takes part has a say, for a season and a year."""


@transactional
def expire() -> None:
    """Empty what we know of guests, a week later; forget which neighbours came, a year later. Counts stay."""
    over = sa.select(Occurrence.id).where(Occurrence.ends <= now() - GUESTS)
    db.session.execute(sa.delete(SignUp).where(SignUp.occurrence_id.in_(over), SignUp.cancelled_at.is_not(None)))
    db.session.execute(sa.update(SignUp).where(SignUp.occurrence_id.in_(over)).values(name="", phone="", email=""))
    sensitive = over.join(Activity, Activity.id == Occurrence.activity_id).where(Activity.sensitive)
    long_over = sa.select(Occurrence.id).where(Occurrence.ends <= now() - NEIGHBOURS)
    db.session.execute(
        sa.update(SignUp)
        .where(sa.or_(SignUp.occurrence_id.in_(sensitive), SignUp.occurrence_id.in_(long_over)))
        .values(person_id=None)
    )
