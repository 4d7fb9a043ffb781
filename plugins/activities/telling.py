"""Tell those who come what changed: through their own channel, in the transaction of the change."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.calendar import invitations
from app.calendar.invitations import Letter
from app.db import db
from app.people.models import Person
from app.refs import Ref
from plugins.activities.entries import entry_of, page_of
from plugins.activities.models import Occurrence, Organiser, SignUp, is_hidden, joined
from plugins.activities.online.reading import address_for, conference_of
from plugins.activities.waiting.models import ENDED, Wait

CONFIRMED: Final = "signup.confirmed"
CHANGED: Final = "activity.changed"
CANCELLED: Final = "activity.cancelled"
ROOM_LOST: Final = "activity.room_lost"
ROOM_BACK: Final = "activity.room_back"
ENDING: Final = "activity.ending"
_NEUTRAL: Final = {"title": "", "special": "", "reason": "", "path": ""}
"""Of a sensitive activity: when and where, and nothing of what or why. The desk may have to say it."""


def tell_coming(occurrence: Occurrence, kind: str) -> None:
    """Tell everybody who comes to `occurrence`, or waits, that it changed or is off. Call it in a transaction."""
    for signup in _coming(occurrence.id):
        notices.withdraw(signup.ref, kind)  # an earlier word of the same kind that has not gone out is old news
        tell(signup, occurrence, kind)
    _tell_others(occurrence, kind)


def withdraw_coming(occurrence: Occurrence, kind: str) -> None:
    """It is on again: take back what has not gone out, and tell those who heard already. Call it in a transaction."""
    for signup in _coming(occurrence.id):
        if not notices.withdraw(signup.ref, kind):
            tell(signup, occurrence, CHANGED)
    if not notices.withdraw(occurrence.ref, kind):
        _tell_others(occurrence, CHANGED)


def _tell_others(occurrence: Occurrence, kind: str) -> None:
    """Tell who organises it too, and does not come as a guest, of a late change: it stands in their own calendar."""
    notices.withdraw(occurrence.ref, kind)
    coming = {signup.person_id for signup in _coming(occurrence.id)}
    organisers = sa.select(Organiser.person_id).where(Organiser.activity_id == occurrence.activity_id)
    for person_id in sorted(set(db.session.scalars(organisers)) - coming):
        notices.tell_if_late(
            notices.Recipient(person_id=person_id),
            kind,
            params_of(occurrence, None) | _NEUTRAL if occurrence.activity.sensitive else params_of(occurrence, None),
            ref=occurrence.ref,
            house_id=occurrence.activity.house_id,
        )


def tell(signup: SignUp | Wait, occurrence: Occurrence, kind: str) -> None:
    """Tell one of them, if there is a way to reach them. Call it in a transaction."""
    recipient = recipient_of(signup)
    if recipient is None:
        return
    notices.send(
        recipient,
        kind,
        params_of(occurrence, signup),
        ref=signup.ref,
        house_id=occurrence.activity.house_id,
        ics=_file(signup, occurrence) if isinstance(signup, SignUp) else None,
    )


def _file(signup: SignUp, occurrence: Occurrence) -> notices.CalendarFile | None:
    """What goes with a mail, into one's own agenda or out of it; the UID is that of the personal feed."""
    somebody = db.session.get(Person, signup.person_id) if signup.person_id is not None else None
    email = (somebody.email if somebody else signup.email) or ""
    if not email:
        return None
    language = somebody.language if somebody else signup.language
    letter = Letter(house=occurrence.activity.house.name, language=language, recipient=email)
    entry = entry_of(occurrence, mine=True, conference=conference_of(occurrence))
    if occurrence.is_cancelled:
        return notices.CalendarFile(invitations.cancelled(entry, letter), invitations.CANCEL)
    return notices.CalendarFile(invitations.published([entry], letter), invitations.PUBLISH)


def tell_organisers(occurrence: Occurrence, kind: str, **more: Any) -> None:
    """Tell those who organise it, each through their own channel; `more` are facts of that kind.

    Call it in a transaction.
    """
    organisers = sa.select(Organiser.person_id).where(Organiser.activity_id == occurrence.activity_id)
    for person_id in db.session.scalars(organisers.order_by(Organiser.person_id)):
        notices.send(
            notices.Recipient(person_id=person_id),
            kind,
            {**params_of(occurrence, None), **more},
            ref=occurrence.ref,
            house_id=occurrence.activity.house_id,
        )


def recipient_of(signup: SignUp | Wait) -> notices.Recipient | None:
    """How to reach somebody who comes or waits; None for a guest who left no way."""
    if signup.person_id is not None:
        return notices.Recipient(person_id=signup.person_id)
    if not signup.phone and not signup.email:
        return None
    return notices.Recipient(
        name=signup.name or gettext("neighbour"), email=signup.email, phone=signup.phone, language=signup.language
    )


def params_of(occurrence: Occurrence, signup: SignUp | Wait | None) -> dict[str, Any]:
    """The facts of a notice. Of a sensitive activity: when and where, and nothing of what or why."""
    activity = occurrence.activity
    hidden = activity.sensitive and signup is not None
    return {
        "title": "" if hidden else activity.title,
        "special": "" if hidden else occurrence.title,
        "reason": "" if hidden else occurrence.reason,
        "span": occurrence.span,
        "zone_name": activity.zone_name,
        "place": occurrence.place,
        "rooms": [space.name for space in occurrence.spaces if not is_hidden(space)],
        "path": "" if hidden else page_of(activity),
        "signup": signup.ref if signup else None,
        "party": signup.party if signup else 1,
    }


def prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the texts need, made when the notice goes out: the code to come back with is never stored in a notice.

    None, so that nothing goes out, when they have signed off, or wait no longer.
    """
    values = dict(params) | {
        "title": params["title"] or gettext("Your appointment"),
        "place": params["place"] or joined(params["rooms"]),
        "code": "",
        "free": params.get("free", ()),
        "others": params.get("others", 0),
        "online": "",
    }
    ref: Ref | None = params["signup"]
    if ref is not None:
        code = db.session.scalar(_code_of(ref))
        if code is None:
            return None
        values["code"] = code
        values["online"] = address_for(ref) if params["title"] else ""  # of what is sensitive, nothing of what
    return values


def _code_of(ref: Ref) -> sa.Select[str]:
    """The code of somebody who comes or waits still."""
    if ref.kind == "wait":
        return sa.select(Wait.code).where(Wait.public_id == ref.key, Wait.state != ENDED)
    return sa.select(SignUp.code).where(SignUp.public_id == ref.key, SignUp.cancelled_at.is_(None))


def _coming(occurrence_id: int) -> list[SignUp | Wait]:
    """Who comes, and who waits."""
    coming = sa.select(SignUp).where(SignUp.occurrence_id == occurrence_id, SignUp.cancelled_at.is_(None))
    waiting = sa.select(Wait).where(Wait.occurrence_id == occurrence_id, Wait.state != ENDED)
    return [*db.session.scalars(coming.order_by(SignUp.id)), *db.session.scalars(waiting.order_by(Wait.id))]


for _kind, _subject, _template in (
    (CONFIRMED, _("You're coming: %(title)s"), "confirmed"),
    (CHANGED, _("Changed: %(title)s"), "changed"),
    (CANCELLED, _("Called off: %(title)s"), "cancelled"),
    (ROOM_LOST, _("The room cannot be used: %(title)s"), "room_lost"),
    (ROOM_BACK, _("The room can be used again: %(title)s"), "room_back"),
    (ENDING, _("Soon the last time: %(title)s"), "ending"),
):
    notices.kinds.register(
        _kind,
        subject=_subject,
        template=f"activities/notices/{_template}.txt",
        spoken=f"activities/notices/{_template}_spoken.txt",
        prepare=prepare,
    )
