"""What is said when neighbours share: each through the own channel, with no names."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.notices import Recipient, kinds
from app.refs import Ref
from app.web import dates, verbs
from plugins.rooms import telling as base
from plugins.rooms.models import Booking
from plugins.rooms.sharing.models import Handover, SwapAsk
from plugins.rooms.telling import place_name

SWAP_ASKED: Final = "booking.swap_asked"
SWAPPED: Final = "booking.swapped"
SWAP_DECLINED: Final = "booking.swap_declined"
OFFERED: Final = "booking.handover_offered"
HANDED: Final = "booking.handed_over"
JOINED_OFF: Final = "joining.off"
JOINED_MOVED: Final = "joining.moved"

for _verb, _words in {
    "rooms.swap.asked": _("Asked to change rooms or times"),
    "rooms.swap.done": _("Changed rooms or times with a neighbour"),
    "rooms.handover.offered": _("Offered a booking to somebody else"),
    "rooms.handover.taken_back": _("Kept a booking after all"),
    "rooms.use.opened": _("Let neighbours come along"),
    "rooms.use.closed": _("Closed a booking to others again"),
    "rooms.use.joined": _("Comes along to a booking"),
    "rooms.use.left": _("Does not come along after all"),
}.items():
    verbs.register(_verb, _words)


def swap_asked(ask: SwapAsk, owner_ids: Sequence[int]) -> None:
    """Ask whose booking is wanted."""
    for person_id in owner_ids:
        facts = {**_facts(ask.wanted), "other": _facts(ask.offered), "words": ask.words, "key": ask.public_id}
        _send(person_id, SWAP_ASKED, facts, ask.ref, ask.wanted.house_id)


def swapped(actor: Actor, both: Sequence[Booking], ask: SwapAsk) -> None:
    """Both have another time or room; who asked hears that it is a yes."""
    notices.withdraw(ask.ref)
    with notices.changing(actor, *(booking.starts for booking in both)):
        for booking in both:
            base.moved(actor, booking)


def swap_declined(ask: SwapAsk) -> None:
    """Who asked keeps what they have."""
    _send(ask.asker_id, SWAP_DECLINED, _facts(ask.offered), ask.ref, ask.offered.house_id)


def offered(handover: Handover, person_ids: Sequence[int]) -> None:
    """Tell the contacts of a group that they can have a date."""
    for person_id in person_ids:
        facts = {**_facts(handover.booking), "group": handover.group.name if handover.group else ""}
        _send(person_id, OFFERED, {**facts, "key": handover.public_id}, handover.ref, handover.booking.house_id)


def taken_back(handover: Handover) -> None:
    """Who was not told yet need not hear of it."""
    notices.withdraw(handover.ref)


def handed(actor: Actor, handover: Handover) -> None:
    """Tell who gave it away that it has a new owner: in their calendar it is off."""
    base.handed_over(actor, handover.booking, HANDED)


def joined_off(booking: Booking, person_id: int) -> None:
    """Somebody cannot come along after all."""
    with notices.changing(Actor.job(), booking.starts):
        _send(person_id, JOINED_OFF, _facts(booking), booking.ref, booking.house_id)


def joined_moved(booking: Booking, person_id: int) -> None:
    """What somebody comes along to is at another time or in another room."""
    with notices.changing(Actor.job(), booking.starts):
        _send(person_id, JOINED_MOVED, _facts(booking), booking.ref, booking.house_id)


def _send(person_id: int, kind: str, facts: Mapping[str, Any], ref: Ref, house_id: int) -> None:
    notices.send(Recipient(person_id=person_id), kind, facts, ref=ref, house_id=house_id)


def _facts(booking: Booking) -> dict[str, Any]:
    return {"place": place_name(booking.space), "span": booking.span, "zone_name": booking.zone_name}


def _prepare(params: Mapping[str, Any]) -> Mapping[str, Any]:
    start, zone = params["span"].start, ZoneInfo(params["zone_name"])
    return {**params, "where": params["place"], "when": f"{dates.short_day(start, zone)}, {dates.clock(start, zone)}"}


for _kind, _subject, _name in (
    (SWAP_ASKED, _("Would you change? %(where)s, %(when)s"), "swap_asked"),
    (SWAP_DECLINED, _("You keep what you have: %(where)s, %(when)s"), "swap_declined"),
    (OFFERED, _("For you? %(where)s, %(when)s"), "handover_offered"),
    (JOINED_OFF, _("Not on: %(where)s, %(when)s"), "joining_off"),
    (JOINED_MOVED, _("Another time: %(where)s, %(when)s"), "joining_moved"),
):
    kinds.register(
        _kind,
        subject=_subject,
        template=f"rooms/mail/{_name}.txt",
        spoken=f"rooms/mail/{_name}_spoken.txt",
        prepare=_prepare,
    )
kinds.register(
    HANDED,
    subject=_("%(where)s, %(when)s: somebody else has it now"),
    template="rooms/mail/handed_over.txt",
    spoken="rooms/mail/handed_over_spoken.txt",
    prepare=base.with_words,
)
