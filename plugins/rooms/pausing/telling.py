"""Whom a break concerns hears of it, with the reason, through their own channel; so do they when it ends early."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _

from app import notices
from app.notices import Recipient, kinds
from app.people.groups import members_of
from plugins.rooms.pausing.models import Pause

BEGUN: Final = "pause.begun"
ENDED: Final = "pause.ended"

for _kind, _subject, _name in (
    (BEGUN, _("No new bookings for a while"), "pause_begun"),
    (ENDED, _("You can book again"), "pause_ended"),
):
    kinds.register(_kind, subject=_subject, template=f"rooms/mail/{_name}.txt", spoken=f"rooms/mail/{_name}_spoken.txt")


def begun(pause: Pause) -> None:
    """Say that there is a break, and why."""
    _send(pause, BEGUN)


def ended(pause: Pause) -> None:
    """Say that it is over. Who never heard that it began hears nothing."""
    if not notices.withdraw(pause.ref, BEGUN):
        _send(pause, ENDED)


def _send(pause: Pause, kind: str) -> None:
    facts = {
        "reason": pause.reason,
        "until": pause.until - timedelta(seconds=1),
        "group": pause.group.name if pause.group else "",
    }
    for person_id in _concerned(pause):
        notices.send(Recipient(person_id=person_id), kind, facts, ref=pause.ref, house_id=pause.house_id)


def _concerned(pause: Pause) -> list[int]:
    if pause.group_id is None:
        return [pause.person_id] if pause.person_id is not None else []
    return [person.id for person, is_contact in members_of(pause.group_id) if is_contact]
