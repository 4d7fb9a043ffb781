"""What is said about requests: to who asked the answers and questions, to the hosts what they must know."""

from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.notices import Recipient
from app.people import roles
from app.web import verbs
from plugins.rooms import telling
from plugins.rooms.models import Booking

APPROVED: Final = "booking.approved"
REFUSED: Final = "booking.refused"
ASKED_BACK: Final = "request.asked_back"
WRITTEN: Final = "request.written"
REMINDED: Final = "request.reminded"
LAPSED: Final = "request.lapsed"

for _verb, _words in {
    "rooms.request.asked_back": _("Asked something about a request"),
    "rooms.request.written": _("Answered a question about a request"),
    "rooms.request.reminded": _("Reminded the house of a request"),
}.items():
    verbs.register(_verb, _words)


def answered(actor: Actor, bookings: Sequence[Booking], reason: str = "") -> None:
    """Tell who asked exactly the dates that the house said yes to, or no (with the reason)."""
    telling.answered(actor, bookings, APPROVED if bookings[0].is_on else REFUSED, reason)


def written(booking: Booking, text: str, from_house: bool) -> None:
    """Tell who asked what the house wants to know; or the hosts, that there is an answer."""
    if from_house and booking.person_id is not None:
        _send(booking, Recipient(person_id=booking.person_id), ASKED_BACK, text)
    elif not from_house:
        _send_hosts(booking, WRITTEN)


def lapsed(actor: Actor, booking: Booking) -> None:
    """Tell who asked that no answer came in time."""
    telling.freed(actor, booking, LAPSED)


def reminded(booking: Booking) -> None:
    """Tell the hosts that somebody waits."""
    _send_hosts(booking, REMINDED)


def _send_hosts(booking: Booking, kind: str) -> None:
    """The hosts who have mail; the others see it at the desk."""
    for host in roles.hosts_of(booking.house_id):
        if host.email and host.id != booking.person_id:
            _send(booking, Recipient(person_id=host.id), kind)


def _send(booking: Booking, recipient: Recipient, kind: str, text: str = "") -> None:
    facts = {**telling.facts([booking]), "text": text}
    notices.send(recipient, kind, facts, ref=booking.ref, house_id=booking.house_id)


TO_HOSTS: Final = (WRITTEN, REMINDED)
"""Hosts without mail see these at the desk: nobody rings them up about it."""

for _kind, _subject_words, _template in (
    (APPROVED, _("Yes: %(where)s is yours, %(when)s"), "approved"),
    (REFUSED, _("%(where)s, %(when)s: sadly not"), "refused"),
    (LAPSED, _("%(where)s, %(when)s: no answer came in time"), "lapsed"),
    (ASKED_BACK, _("A question about your request for %(where)s"), "asked_back"),
    (WRITTEN, _("An answer to your question about %(where)s, %(when)s"), "written"),
    (REMINDED, _("Somebody waits for an answer: %(where)s, %(when)s"), "reminded"),
):
    notices.kinds.register(
        _kind,
        subject=_subject_words,
        template=f"rooms/mail/{_template}.txt",
        spoken="" if _kind in TO_HOSTS else f"rooms/mail/{_template}_spoken.txt",
        prepare=telling.with_words,
        only_mail=_kind in TO_HOSTS,
    )
