"""Tell who keeps a followed calendar what is the matter with it: once, through their own channel."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.calendar.importing.refusing import WORDS
from plugins.activities.following.models import Source

BROKEN: Final = "following.broken"
EMPTIED: Final = "following.emptied"


def tell_keeper(source: Source, kind: str) -> None:
    """Say it. Of a sensitive one its name is not told. Call it in a transaction."""
    notices.send(
        notices.Recipient(person_id=source.kept_by_id),
        kind,
        {
            "name": "" if source.sensitive else source.name,
            "why": source.problem,
            "good_at": source.good_at,
            "key": source.public_id,
        },
        ref=source.ref,
        house_id=source.house_id,
    )


def take_back(source: Source) -> None:
    """All is well again: what has not gone out need not. Call it in a transaction."""
    notices.withdraw(source.ref)


def page_of(source: Source) -> str:
    """The path of its page, written out: mails are made outside any request."""
    return f"/activities/following/{source.public_id}"


def prepare(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the texts need: the reason in the reader's language."""
    return dict(params) | {
        "name": params["name"] or gettext("Your calendar"),
        "reason": str(WORDS.get(params["why"], "")),
    }


for _kind, _subject, _template in (
    (BROKEN, _("We cannot read your calendar: %(name)s"), "broken"),
    (EMPTIED, _("Is this right? Your calendar is empty: %(name)s"), "emptied"),
):
    notices.kinds.register(
        _kind,
        subject=_subject,
        template=f"activities/notices/{_template}.txt",
        spoken=f"activities/notices/{_template}_spoken.txt",
        prepare=prepare,
    )
