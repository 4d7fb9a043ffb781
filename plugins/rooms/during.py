"""Which bookings lie in a window, or are not over yet: asked in such a way that years of history cost nothing.

Nothing lasts longer than LONGEST_POSSIBLE, so what is searched has a start that is not long ago, and an index leads
straight to it. With the ends alone the database would walk through everything that ever was.
"""

from datetime import datetime

import sqlalchemy as sa

from app.clock import Span
from plugins.rooms.models import Booking
from plugins.rooms.rules import LONGEST_POSSIBLE


def during(window: Span) -> sa.ColumnElement[bool]:
    """Bookings of which a part lies in `window`."""
    return sa.and_(not_over(window.start), Booking.starts < window.end)


def not_over(moment: datetime) -> sa.ColumnElement[bool]:
    """Bookings that end after `moment`."""
    return sa.and_(Booking.starts > moment - LONGEST_POSSIBLE, Booking.ends > moment)
