"""What is said when a booking is made, moved or cancelled: the event, the log, and the notice to who booked.

A private room is never named in any of these: they leave the house.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from app import events, journal, notices
from app.actors import Actor
from app.calendar import invitations
from app.calendar.invitations import Letter
from app.calendar.repeats import Repeat, describe
from app.clock import wall
from app.db import db
from app.events import BookingCancelled, BookingConfirmed, BookingMoved
from app.notices import CalendarFile, Recipient
from app.people.models import Person
from app.places.models import Space
from app.refs import Ref
from app.web import dates, verbs
from plugins.rooms import group_telling, models
from plugins.rooms.entries import entry_of, page_of
from plugins.rooms.models import Booking

CONFIRMED: Final = "booking.confirmed"
REQUESTED: Final = "booking.requested"
MOVED: Final = "booking.moved"
CANCELLED: Final = "booking.cancelled"
FREED: Final = "booking.freed"

for _verb, _words in {
    "rooms.booking.made": _("Booked a room"),
    "rooms.booking.moved": _("Moved a booking"),
    "rooms.booking.reworded": _("Changed the words of a booking"),
    "rooms.booking.moved_back": _("Undid the move of a booking"),
    "rooms.booking.cancelled": _("Cancelled a booking"),
    "rooms.booking.handed": _("Handed a booking over"),
    "rooms.booking.restored": _("Took a cancellation back"),
    "rooms.booking.approved": _("Said yes to a request for a room"),
    "rooms.booking.refused": _("Said no to a request for a room"),
    "rooms.series.approved": _("Said yes to dates of a request for a room"),
    "rooms.series.refused": _("Said no to dates of a request for a room"),
    "rooms.series.moved": _("Moved dates of a series"),
    "rooms.series.reworded": _("Changed the words of dates of a series"),
    "rooms.series.moved_back": _("Undid the move of dates of a series"),
    "rooms.series.made": _("Booked a series of dates"),
    "rooms.series.cancelled": _("Cancelled dates of a series"),
    "rooms.series.restored": _("Took back the cancellation of dates of a series"),
}.items():
    verbs.register(_verb, _words)


def made(actor: Actor, bookings: Sequence[Booking]) -> None:
    """Say that these dates were booked, or asked for: one booking, or the dates of one series."""
    _happened(actor, BookingConfirmed, bookings, "made")
    _send_on(bookings)


def moved(actor: Actor, booking: Booking) -> None:
    """Say that a booking has another time or place."""
    _happened(actor, BookingMoved, [booking], "moved")
    _send(REQUESTED if booking.is_requested else MOVED, [booking])


def moved_together(actor: Actor, bookings: Sequence[Booking]) -> None:
    """Say that dates of a series moved as one: they are a series of their own now."""
    _happened(actor, BookingMoved, bookings, "moved")
    notices.withdraw(_subject(bookings), MOVED)
    _send(REQUESTED if bookings[0].is_requested else MOVED, bookings)


def said_of_move(bookings: Sequence[Booking]) -> tuple[Ref, str]:
    """What was said of the move of these bookings: about what, and of which kind. Ask before they go back."""
    return _subject(bookings), REQUESTED if bookings[0].is_requested else MOVED


def moved_back(actor: Actor, bookings: Sequence[Booking], said: tuple[Ref, str]) -> None:
    """Say that a move is undone. Who never heard of it (`said` is of `said_of_move`) hears nothing.

    More than one notice that waits is of earlier moves too: those are told as one, as things are now.
    """
    _happened(actor, BookingMoved, bookings, "moved_back")
    if notices.withdraw(*said) != 1:
        _send(REQUESTED if bookings[0].is_requested else MOVED, bookings)


def reworded(actor: Actor, bookings: Sequence[Booking], asked: Sequence[Booking]) -> None:
    """Say in the log that dates have other words. Who booked is told of those that wait for a yes because of that."""
    _note(actor, bookings, "reworded")
    if asked:
        notices.withdraw(_subject(asked), REQUESTED)
        _send(REQUESTED, asked)


def cancelled(actor: Actor, bookings: Sequence[Booking], dates_left: int) -> None:
    """Say that these dates are off; of their series `dates_left` are still on.

    Who never heard that they were on hears nothing: the confirmation that waits is taken back.
    """
    _happened(actor, BookingCancelled, bookings, "cancelled")
    subject = _subject(bookings)
    notices.withdraw(subject, MOVED)
    if dates_left or not notices.withdraw(subject, CONFIRMED) + notices.withdraw(subject, REQUESTED):
        _send(CANCELLED, bookings)


def freed(actor: Actor, booking: Booking, kind: str = FREED) -> None:
    """Say that a room is free again, and why: FREED when nobody came. In the log it is cancelled, like any other."""
    _happened(actor, BookingCancelled, [booking], "cancelled")
    notices.withdraw(booking.ref)
    _send(kind, [booking])


def handed_over(actor: Actor, booking: Booking, kind: str) -> None:
    """Say that somebody else has this date now: for who had it, it is off. `kind` is of `sharing.telling`."""
    _happened(actor, BookingCancelled, [booking], "handed")
    notices.withdraw(booking.ref)
    _send(kind, [booking])


def restored(actor: Actor, bookings: Sequence[Booking]) -> None:
    """Say that cancelled dates are on again. Who never heard that they were off hears nothing."""
    _happened(actor, BookingConfirmed, bookings, "restored")
    if not notices.withdraw(_subject(bookings), CANCELLED):
        _send_on(bookings)


def place_name(space: Space) -> str:
    """What a space is called in words that leave the house: a private room is just the house."""
    return space.house.name if space.is_hidden else space.name


def answered(actor: Actor, bookings: Sequence[Booking], kind: str, reason: str = "") -> None:
    """Say that the house said yes or no (`kind` is of `requests.telling`) to exactly these dates, with its reason."""
    said_yes = bookings[0].is_on
    _happened(
        actor, BookingConfirmed if said_yes else BookingCancelled, bookings, "approved" if said_yes else "refused"
    )
    notices.withdraw(_subject(bookings), REQUESTED)
    _send(kind, bookings, {"reason": reason})


def _send_on(bookings: Sequence[Booking]) -> None:
    """Tell which dates are certain, and which are asked for."""
    for kind, status in ((CONFIRMED, models.CONFIRMED), (REQUESTED, models.REQUESTED)):
        if those := [booking for booking in bookings if booking.status == status]:
            _send(kind, those)


def _happened(actor: Actor, kind: type[events.Event], bookings: Sequence[Booking], done: str) -> None:
    """One line in the log, and an event for each date: who points at a date must hear of that date."""
    _note(actor, bookings, done)
    for booking in bookings:
        if booking.is_requested:
            continue  # nothing is certain yet
        events.say(kind(ref=booking.ref, house_id=booking.house_id, person_id=booking.person_id))


def _note(actor: Actor, bookings: Sequence[Booking], done: str) -> None:
    first = bookings[0]
    thing = "booking" if len(bookings) == 1 else "series"
    label = f"{place_name(first.space)}, {wall(first.starts, first.zone):%d-%m-%Y %H:%M}"
    journal.note(actor, f"rooms.{thing}.{done}", first.ref, label)


def _send(kind: str, bookings: Sequence[Booking], more: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Tell the one who booked; nobody, when they are forgotten."""
    first = bookings[0]
    booker = db.session.get(Person, first.person_id) if first.person_id else None
    if booker is None:
        return
    notices.send(
        Recipient(person_id=booker.id),
        kind,
        {**facts(bookings), **more},
        ref=_subject(bookings),
        house_id=first.house_id,
        ics=_calendar_file(bookings, booker) if booker.email else None,
    )
    if kind in (MOVED, CANCELLED):
        group_telling.tell_contacts(kind, bookings, facts(bookings), _subject(bookings))


def _calendar_file(bookings: Sequence[Booking], booker: Person) -> CalendarFile:
    """What goes into one's own agenda, or out of it. A file that cancels can hold one date only (RFC 5546 §3.2.5)."""
    entries = [entry_of(booking, page_of(booking)) for booking in bookings]
    house = bookings[0].space.house
    letter = Letter(house=house.name, language=booker.language, recipient=booker.email or "")
    if len(bookings) == 1 and not bookings[0].is_on:
        return CalendarFile(invitations.cancelled(entries[0], letter), invitations.CANCEL)
    return CalendarFile(invitations.published(entries, letter), invitations.PUBLISH)


def facts(bookings: Sequence[Booking]) -> dict[str, Any]:
    """What the text of a notice is made of."""
    first, last = bookings[0], bookings[-1]
    return {
        "booking": first.public_id,
        "place": "" if first.space.is_hidden else first.space.name,
        "house_name": first.space.house.name,
        "zone_name": first.zone_name,
        "span": first.span,
        "dates": len(bookings),
        "last": last.span,
        "rule": first.series.rule if first.series else "",
        "days": [booking.span for booking in bookings],
    }


def _subject(bookings: Sequence[Booking]) -> Ref:
    """What a notice is about: the one date, or the series of several."""
    first = bookings[0]
    if len(bookings) == 1 or first.series is None:
        return first.ref
    return Ref("rooms", "series", first.series.public_id)


def with_words(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where, when and how often, in words of the reader's language, when the notice goes out."""
    rule, start, zone = params["rule"], params["span"].start, ZoneInfo(params["zone_name"])
    words = {
        "where": params["place"] or params["house_name"],
        "when": f"{dates.short_day(start, zone)}, {dates.clock(start, zone)}",
        "often": describe(Repeat.parse(f"{rule};COUNT=1")) if rule else "",
    }
    return {**params, **words}


for _kind, _subject_words, _template in (
    (CONFIRMED, _("%(where)s is yours: %(when)s"), "confirmed"),
    (REQUESTED, _("%(where)s is asked for: %(when)s"), "requested"),
    (MOVED, _("%(where)s: your booking has moved to %(when)s"), "moved"),
    (CANCELLED, _("%(where)s: your booking of %(when)s is cancelled"), "cancelled"),
    (FREED, _("%(where)s is free again: %(when)s"), "freed"),
):
    notices.kinds.register(
        _kind,
        subject=_subject_words,
        template=f"rooms/mail/{_template}.txt",
        spoken=f"rooms/mail/{_template}_spoken.txt",
        prepare=with_words,
    )
