"""Tell who wrote it, and who pointed at it, what a host decided: through their own channel.

The reason is looked up when a notice goes out; what does not hold any more does not go out.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.pointing.codes import code_for
from app.pointing.models import Ruling
from app.pointing.reading import ruling_of, ruling_with
from app.pointing.things import Thing, thing_at

HIDDEN: Final = "pointing.hidden"
SHOWN: Final = "pointing.shown"
SETTLED: Final = "pointing.settled"


def tell_writers(thing: Thing, ruling: Ruling, kind: str) -> None:
    """Those whose words they are. Call it in a transaction."""
    recipients = [notices.Recipient(person_id=person_id) for person_id in sorted(set(thing.writers))]
    for recipient in recipients or filter(None, [thing.guest]):
        _send(recipient, kind, thing, ruling)


def tell_pointers(thing: Thing, ruling: Ruling, person_ids: Iterable[int | None]) -> None:
    """Those who pointed at it and are known to us. Call it in a transaction."""
    for person_id in sorted(one for one in person_ids if one is not None):
        _send(notices.Recipient(person_id=person_id), SETTLED, thing, ruling)


def _send(recipient: notices.Recipient, kind: str, thing: Thing, ruling: Ruling) -> None:
    notices.send(recipient, kind, {"ruling": ruling.public_id}, ref=thing.ref, house_id=thing.house_id)


def prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The facts of a decision that holds still. What may not be named has no name here, and its page no address."""
    ruling = ruling_with(params["ruling"])
    thing = thing_at(ruling.ref) if ruling is not None else None
    if ruling is None or thing is None or ruling.ended_at is not None:
        return None
    return _facts(thing, ruling)


def _prepare_shown(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """That it stands there again: also when the decision to hide it was taken back."""
    ruling = ruling_with(params["ruling"])
    thing = thing_at(ruling.ref) if ruling is not None else None
    if ruling is None or thing is None or thing.hidden:
        return None
    now_holds = ruling_of(thing.ref)
    return {**_facts(thing, ruling), "reason": now_holds.reason if now_holds is not None else ""}


def _facts(thing: Thing, ruling: Ruling) -> Mapping[str, Any]:
    named = bool(thing.label)
    return {
        "title": thing.label or gettext("something on a page of the house"),
        "path": thing.url if named else "",
        "reason": ruling.reason,
        "hidden": ruling.hidden,
        "code": code_for(ruling),
    }


for _kind, _subject in (
    (HIDDEN, _("Hidden: %(title)s")),
    (SHOWN, _("On the page again: %(title)s")),
    (SETTLED, _("We looked at it: %(title)s")),
):
    notices.kinds.register(
        _kind,
        subject=_subject,
        template=f"pointing/notices/{_kind.partition('.')[2]}.txt",
        spoken=f"pointing/notices/{_kind.partition('.')[2]}_spoken.txt",
        prepare=_prepare_shown if _kind == SHOWN else prepare,
    )
