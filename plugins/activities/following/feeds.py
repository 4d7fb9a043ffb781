"""The feed of a followed calendar: what we know of it, with UIDs of our own."""

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.calendar.entry import Calendar
from app.db import db
from app.plugins import CalendarKind, CalendarOffer
from app.web.languages import language_of
from plugins.activities.following.models import Source
from plugins.activities.following.rights import source_with


def kind() -> CalendarKind:
    """For the hook."""
    return CalendarKind(
        kind="followed", public=True, find=_followed, label=_l("From calendars of others"), lists=_every_one
    )


def _every_one() -> list[CalendarOffer]:
    wanted = sa.select(Source.public_id, Source.name).where(Source.ended_at.is_(None))
    rows = db.session.execute(wanted.order_by(Source.name, Source.id))
    return [CalendarOffer(slug=key, name=name) for key, name in rows]


def _followed(slug: str) -> Calendar | None:
    source = source_with(slug)
    if source is None or source.ended_at is not None:
        return None
    house = source.house
    with language_of(house.language):
        words = _("Followed from %(name)s, in the agenda of %(house)s.", name=source.name, house=house.name)
    return Calendar(
        name=source.name, description=words, zone=source.zone, language=house.language, ref=source.ref, expanded=True
    )
