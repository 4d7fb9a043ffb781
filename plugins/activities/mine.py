"""What is somebody's own: what they come to, what they organise, and all that we keep of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.clock import now
from app.db import db
from app.plugins import Description
from app.refs import Ref
from plugins.activities import rights
from plugins.activities.entries import page_of, title_of
from plugins.activities.models import OWNER, Activity, Occurrence, Organiser, SignUp, with_spaces
from plugins.activities.online.models import Online
from plugins.activities.questions import answering
from plugins.activities.waiting import keeping as waiting
from plugins.activities.waiting.models import Wait
from plugins.activities.welcoming import keeping as welcoming


def coming_to(person_id: int) -> list[tuple[SignUp, Occurrence]]:
    """The dates to come that somebody signed up for, soonest first; called off ones too."""
    rows = db.session.execute(
        sa.select(SignUp, Occurrence)
        .join(Occurrence, Occurrence.id == SignUp.occurrence_id)
        .where(SignUp.person_id == person_id, SignUp.cancelled_at.is_(None), Occurrence.ends > now())
        .options(*with_spaces())
        .order_by(Occurrence.starts, Occurrence.id)
    )
    return [(signup, occurrence) for signup, occurrence in rows]


def organised_by(person_id: int) -> list[Activity]:
    """What somebody organises and still has dates to come, by title."""
    to_come = sa.select(Occurrence.activity_id).where(Occurrence.ends > now())
    return list(
        db.session.scalars(
            sa.select(Activity)
            .join(Organiser, Organiser.activity_id == Activity.id)
            .where(Organiser.person_id == person_id, Activity.id.in_(to_come))
            .order_by(Activity.title, Activity.id)
        )
    )


def lost_rooms(person_id: int) -> list[Occurrence]:
    """The dates to come of what somebody organises that lost their room, soonest first."""
    organising = sa.select(Organiser.activity_id).where(Organiser.person_id == person_id)
    return list(
        db.session.scalars(
            sa.select(Occurrence)
            .where(
                Occurrence.activity_id.in_(organising),
                Occurrence.room_lost,
                Occurrence.cancelled_at.is_(None),
                Occurrence.ends > now(),
            )
            .order_by(Occurrence.starts, Occurrence.id)
        ).unique()
    )


def export(person_id: int) -> Mapping[str, Any]:
    """All that is kept of somebody, for themselves."""
    signups = db.session.execute(
        sa.select(SignUp, Occurrence)
        .join(Occurrence, Occurrence.id == SignUp.occurrence_id)
        .where(SignUp.person_id == person_id)
        .order_by(SignUp.id)
    )
    activities = db.session.scalars(
        sa.select(Activity)
        .outerjoin(Organiser, Organiser.activity_id == Activity.id)
        .where(sa.or_(Organiser.person_id == person_id, Activity.created_by_id == person_id))
        .order_by(Activity.id)
        .distinct()
    )
    return {
        "signups": [
            {
                "title": title_of(occurrence),
                "starts": occurrence.starts.isoformat(),
                "ends": occurrence.ends.isoformat(),
                "people": signup.party,
                "first_time": signup.first_time,
                "channel": signup.channel,
                "at": signup.at.isoformat(),
                "signed_off_at": signup.cancelled_at.isoformat() if signup.cancelled_at else None,
            }
            for signup, occurrence in signups
        ],
        "waiting": waiting.export(person_id),
        "welcomes": welcoming.export(person_id),
        "answers": answering.export(person_id),
        "activities": [
            {
                "title": activity.title,
                "page": page_of(activity),
                "published_at": activity.published_at.isoformat(),
                "words": activity.about if activity.words_by_id == person_id else None,
            }
            for activity in activities
        ],
        "online": list(db.session.scalars(sa.select(Online.address).where(Online.by_id == person_id))),
    }


def describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """Titles and pages of activities and their dates; sign-ups and waiting for whose they are. Seven queries at most.

    What is sensitive has a neutral title here: these words stand in logs and with tasks.
    """
    keys: dict[str, list[str]] = {}
    for ref in refs:
        if ref.owner == OWNER:
            keys.setdefault(ref.kind, []).append(ref.key)
    found: dict[Ref, Description] = {}
    if "activity" in keys:
        wanted = sa.select(Activity).where(Activity.public_id.in_(keys["activity"]))
        told = db.session.scalars(wanted).all()
        own = rights.decided_by(person_id, told)
        found |= {one.ref: replace(_description(one, None), decides=one.id in own) for one in told}
    if "date" in keys:
        dates = sa.select(Occurrence).where(Occurrence.public_id.in_(keys["date"]))
        found |= {one.ref: _description(one.activity, one) for one in db.session.scalars(dates)}
    for kind, table in (("signup", SignUp), ("wait", Wait)):
        if kind in keys and person_id is not None:
            of_reader = (
                sa.select(table.public_id, Occurrence)
                .join(Occurrence, Occurrence.id == table.occurrence_id)
                .where(table.public_id.in_(keys[kind]), table.person_id == person_id)
            )
            rows = db.session.execute(of_reader)
            found |= {Ref(OWNER, kind, key): _description(one.activity, one) for key, one in rows}
    return found


def _description(activity: Activity, occurrence: Occurrence | None) -> Description:
    if activity.sensitive:
        return Description(title=_("Appointment"))
    if activity.hidden:
        return Description(title=_("Something that is hidden now"), url=page_of(activity))
    query = f"?date={occurrence.public_id}" if occurrence else ""
    return Description(title=activity.title, url=page_of(activity) + query)
