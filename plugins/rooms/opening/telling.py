"""What is told about opening and closing: to who was asked, to hosts, to who booked. No room and no title is named."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.db import db
from app.notices import Recipient
from app.people.roles import hosts_of
from app.places.models import House
from app.refs import Ref
from app.web import dates, verbs
from plugins.rooms.models import Booking, ref_of
from plugins.rooms.opening.models import OPEN, Turn
from plugins.rooms.opening.stretches import Moment

ASKED: Final = "opening.asked"
CANNOT: Final = "opening.cannot"
MISSING: Final = "opening.missing"
NOT_NEEDED: Final = "opening.not_needed"

for _verb, _label in {
    "rooms.staffed.changed": _("Changed when a host is there"),
    "rooms.turn.taken": _("Said yes to opening or closing"),
    "rooms.turn.asked": _("Asked somebody to open or close"),
    "rooms.turn.left": _("Handed back a turn to open or close"),
}.items():
    verbs.register(_verb, _label)


def asked(turn: Turn) -> None:
    """Ask somebody to open or close; also when the time of what they had said yes to is another one now."""
    _send([turn.person_id], ASKED, turn.house_id, Ref("rooms", "turn", turn.public_id), turn.part, turn.at)


def cannot(turn: Turn) -> None:
    """Tell the hosts and who booked, each once, that this turn is free again. Not who handed it back."""
    ref = Ref.parse(turn.ref)
    concerned = {host.id for host in hosts_of(turn.house_id)}
    if ref == ref_of(ref.key):
        booker = db.session.scalar(sa.select(Booking.person_id).where(Booking.public_id == ref.key))
        concerned |= {booker} if booker is not None else set()
    _send(sorted(concerned - {turn.person_id}), CANNOT, turn.house_id, ref, turn.part, turn.at)


def taken_again(turn: Turn) -> None:
    """Somebody does it: what was not sent yet need not be."""
    notices.withdraw(Ref.parse(turn.ref), CANNOT)
    notices.withdraw(Ref.parse(turn.ref), MISSING)


def not_needed(turn: Turn) -> None:
    """Tell somebody that they need not come."""
    ref = Ref("rooms", "turn", turn.public_id)
    if not notices.withdraw(ref, ASKED):
        with notices.changing(Actor.job(), turn.at):
            _send([turn.person_id], NOT_NEEDED, turn.house_id, ref, turn.part, turn.at)


def missing(house: House, moment: Moment) -> None:
    """Tell the hosts that nobody opens or closes."""
    _send([host.id for host in hosts_of(house.id)], MISSING, house.id, moment.stay.ref, moment.part, moment.at)


def _send(people: Iterable[int], kind: str, house_id: int, ref: Ref, part: str, at: Any) -> None:
    house = db.session.get_one(House, house_id)
    told = {"part": part, "at": at, "zone_name": house.zone_name, "slug": house.slug}
    for person_id in people:
        notices.send(Recipient(person_id=person_id), kind, told, ref=ref, house_id=house_id)


def _with_words(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """What and when, in the reader's language."""
    zone = ZoneInfo(params["zone_name"])
    what = gettext("opening the house") if params["part"] == OPEN else gettext("closing the house")
    return {**params, "what": what, "when": f"{dates.day(params['at'], zone)}, {dates.clock(params['at'], zone)}"}


for _kind, _subject in (
    (ASKED, _("Can you do this: %(what)s, %(when)s?")),
    (CANNOT, _("Still needed: %(what)s, %(when)s")),
    (MISSING, _("Nobody yet for %(what)s, %(when)s")),
    (NOT_NEEDED, _("Not needed any more: %(what)s, %(when)s")),
):
    _name = f"rooms/mail/{_kind.replace('.', '_')}"
    notices.kinds.register(
        _kind, subject=_subject, template=f"{_name}.txt", spoken=f"{_name}_spoken.txt", prepare=_with_words
    )
