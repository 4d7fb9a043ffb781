"""What is told about a work day: once to each who helps, however many jobs they took. Inside a transaction."""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext as _

from app import notices
from app.notices import Recipient, kinds
from app.web import verbs
from plugins.contributions.letting_go import recipient_of
from plugins.contributions.models import Promise
from plugins.contributions.workday.models import WorkDay

OFF: Final = "workday.off"
ON: Final = "workday.on"
MOVED: Final = "workday.moved"

for _kind, _subject, _name in (
    (OFF, _("Called off: %(title)s"), "off"),
    (ON, _("On again: %(title)s"), "on"),
    (MOVED, _("Another time: %(title)s"), "moved"),
):
    _file = f"contributions/workday/mail/{_name}"
    kinds.register(_kind, subject=_subject, template=f"{_file}.txt", spoken=f"{_file}_spoken.txt")

for _verb, _words in {
    "contributions.workday.planned": _("Planned a work day"),
    "contributions.workday.changed": _("Changed a work day"),
    "contributions.workday.off": _("Called off a work day"),
    "contributions.workday.on": _("Put a work day back on the list"),
    "contributions.workday.job_added": _("Added a job to a work day"),
}.items():
    verbs.register(_verb, _words)


def called_off(day: WorkDay, promises: Iterable[Promise]) -> None:
    """Tell who helps that it is off."""
    _send(day, OFF, promises)


def back_on(day: WorkDay, promises: Iterable[Promise]) -> None:
    """Tell who heard that it was off that it is on again; who did not hear it yet need not."""
    if not notices.withdraw(day.thing, OFF):
        _send(day, ON, promises)


def moved(day: WorkDay, promises: Iterable[Promise]) -> None:
    """Tell who helps that it is at another time."""
    notices.withdraw(day.thing, MOVED)
    _send(day, MOVED, promises)


def _send(day: WorkDay, kind: str, promises: Iterable[Promise]) -> None:
    told = set[Recipient]()
    for promise in promises:
        recipient = recipient_of(promise)
        if recipient is not None and recipient not in told:
            told.add(recipient)
            facts = {"title": day.title, "span": day.span, "path": day.path}
            notices.send(recipient, kind, facts, ref=day.thing, house_id=day.house_id)
