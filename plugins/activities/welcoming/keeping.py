"""What we keep of who welcomes: given to them, and gone when the date is over."""

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from plugins.activities.models import Occurrence
from plugins.activities.welcoming.models import Welcomer


def export(person_id: int) -> list[str]:
    """When the dates begin on which somebody welcomes newcomers."""
    dates = sa.select(Occurrence.starts).join(Welcomer, Welcomer.occurrence_id == Occurrence.id)
    own = dates.where(Welcomer.person_id == person_id).order_by(Occurrence.starts)
    return [moment.isoformat() for moment in db.session.scalars(own)]


@transactional
def expire() -> None:
    """Let go of who welcomed on what is over."""
    over = sa.select(Occurrence.id).where(Occurrence.ends <= now())
    db.session.execute(sa.delete(Welcomer).where(Welcomer.occurrence_id.in_(over)))
