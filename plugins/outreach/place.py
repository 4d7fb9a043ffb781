"""Where outreach is at home: the first house. Its clock is that of the talks, and it speaks in notices."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.places.models import House
from app.refusals import Refusal


def the_house() -> House:
    """Raises Refusal where there is no house yet."""
    found = db.session.scalar(select(House).order_by(House.id).limit(1))
    if found is None:
        raise Refusal(_("There is no house yet. Add one first."))
    return found
