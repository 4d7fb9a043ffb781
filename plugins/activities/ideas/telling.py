"""Who hears of an idea, once and through their own channel: that somebody helps to organise, and that it happens."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.clock import now
from app.db import db
from plugins.activities.ideas.models import Idea, Voice
from plugins.activities.models import Occurrence

HELPED: Final = "idea.helped"
HAPPENS: Final = "idea.happens"
ASKED: Final = "idea.asked"
_FOLDER: Final = "activities/ideas/mail"


def somebody_organises(idea: Idea, voice: Voice) -> None:
    """Tell who wrote it, and who organises already, that somebody comes along. Call it in a transaction."""
    others = {one.person_id for one in idea.voices if one.organises} | {idea.by_id}
    for person_id in sorted(others - {voice.person_id}):
        _send(person_id, HELPED, idea, voice)


def it_happens(idea: Idea, by: int | None) -> None:
    """Tell everybody but who did it: those who help to organise are asked. Call it in a transaction."""
    for voice in idea.voices:
        notices.withdraw(voice.thing)
        if voice.person_id != by:
            _send(voice.person_id, ASKED if voice.organises else HAPPENS, idea, voice)
    if idea.by_id != by and idea.voice_of(idea.by_id) is None:
        _send(idea.by_id, HAPPENS, idea, None)


def _send(person_id: int, kind: str, idea: Idea, voice: Voice | None) -> None:
    notices.send(
        notices.Recipient(person_id=person_id),
        kind,
        {"idea": idea.public_id, "voice": voice.public_id if voice else ""},
        ref=voice.thing if voice else idea.thing,
        house_id=idea.house_id,
    )


def _prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The idea as it is when the notice goes out; nothing when it, or what somebody said of it, is gone."""
    idea = db.session.scalar(sa.select(Idea).where(Idea.public_id == params["idea"]))
    voice = next((one for one in idea.voices if one.public_id == params["voice"]), None) if idea else None
    if idea is None or idea.taken_back_at is not None or (params["voice"] and voice is None):
        return None
    hidden = idea.is_discreet
    return {
        "title": _("something from the idea box") if hidden else idea.title,
        "hidden": hidden,
        "idea": idea.public_id,
        "slug": idea.activity.slug if idea.activity else "",
        "first": _first_date(idea),
        "zone": idea.house.zone,
    }


def _first_date(idea: Idea) -> Any:
    """The span of the first date to come of what came of it; None where there is none."""
    wanted = (
        sa.select(Occurrence)
        .where(
            Occurrence.activity_id == (idea.activity_id or 0),
            Occurrence.cancelled_at.is_(None),
            Occurrence.ends > now(),
        )
        .order_by(Occurrence.starts, Occurrence.id)
        .limit(1)
    )
    found = db.session.scalar(wanted)
    return found.span if found else None


for _kind, _subject, _name in (
    (HELPED, _("Somebody helps to organise: %(title)s"), "helped"),
    (HAPPENS, _("It is going to happen: %(title)s"), "happens"),
    (ASKED, _("Do you organise along? %(title)s"), "asked"),
):
    notices.kinds.register(
        _kind,
        subject=_subject,
        template=f"{_FOLDER}/{_name}.txt",
        spoken=f"{_FOLDER}/{_name}_spoken.txt",
        prepare=_prepare,
    )
