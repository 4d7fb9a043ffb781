"""What is said about an offer: the notice to who waited, taken back when it is over before it went out."""

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.db import db
from app.notices import Recipient
from app.places.models import Space
from app.web import dates, verbs
from plugins.rooms.waiting.models import OFFERED, SlotWish

OFFER: Final = "waiting.offered"

for _verb, _words in {
    "rooms.wish.made": _("Wished for a time that is taken"),
    "rooms.wish.withdrawn": _("Withdrew a wish for a time"),
    "rooms.wish.taken": _("Took a time that became free"),
}.items():
    verbs.register(_verb, _words)


def offered(wish: SlotWish, space: Space) -> None:
    """Tell who waited that the time is kept for them, and until when. A private room is not named."""
    facts = {
        "wish": wish.public_id,
        "place": "" if space.is_hidden else space.name,
        "house_name": wish.house.name,
        "zone_name": wish.house.zone_name,
        "span": wish.span,
        "until": wish.expires_at,
    }
    notices.send(Recipient(person_id=wish.person_id), OFFER, facts, ref=wish.ref, house_id=wish.house_id)


def unsay(wish: SlotWish) -> int:
    """Take the notice back, if it has not gone out. Answers how many."""
    return notices.withdraw(wish.ref)


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The words for the reader; None when the offer is over."""
    state = db.session.scalar(sa.select(SlotWish.state).where(SlotWish.public_id == params["wish"]))
    if state != OFFERED:
        return None
    start, zone = params["span"].start, ZoneInfo(params["zone_name"])
    when = f"{dates.short_day(start, zone)}, {dates.clock(start, zone)}"
    return {**params, "where": params["place"] or params["house_name"], "when": when}


notices.kinds.register(
    OFFER,
    subject=_("%(where)s is free after all: %(when)s"),
    template="rooms/mail/offered.txt",
    spoken="rooms/mail/offered_spoken.txt",
    prepare=_still_true,
)
