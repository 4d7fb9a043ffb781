"""Tell who welcomes that somebody comes for the first time: a first name, and of what is sensitive no name."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.db import db
from app.people.models import Person
from app.refs import Ref
from plugins.activities.models import Activity, Occurrence, Organiser, SignUp
from plugins.activities.telling import params_of
from plugins.activities.welcoming.models import Welcomer

NEWCOMER: Final = "activity.newcomer"


def newcomer(signup: SignUp, occurrence: Occurrence) -> None:
    """Tell whoever welcomes on this date, or else those who organise it. Call it in a transaction."""
    welcomers = sa.select(Welcomer.person_id).where(Welcomer.occurrence_id == occurrence.id)
    organisers = sa.select(Organiser.person_id).where(Organiser.activity_id == occurrence.activity_id)
    told = db.session.scalars(welcomers).all() or db.session.scalars(organisers).all()
    for person_id in sorted(one for one in told if one != signup.person_id):
        tell(person_id, signup, occurrence)


def tell(person_id: int, signup: SignUp, occurrence: Occurrence) -> None:
    """Tell one of them. Signing off takes it back."""
    facts = params_of(occurrence, signup)
    notices.send(
        notices.Recipient(person_id=person_id),
        NEWCOMER,
        facts,
        ref=signup.ref,
        house_id=occurrence.activity.house_id,
    )


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The words for the reader; the name is looked up when it goes out. None when they do not come any more."""
    ref: Ref = params["signup"]
    found = db.session.execute(
        sa.select(SignUp, Activity.sensitive, Occurrence.cancelled_at)
        .join(Occurrence, Occurrence.id == SignUp.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(SignUp.public_id == ref.key, SignUp.cancelled_at.is_(None))
    ).one_or_none()
    if found is None or found.cancelled_at is not None:
        return None
    title = params["title"] or gettext("Your appointment")
    return {**params, "title": title, "who": "" if found.sensitive else _first_name(found.SignUp)}


def _first_name(signup: SignUp) -> str:
    somebody = db.session.get(Person, signup.person_id) if signup.person_id is not None else None
    return somebody.first_name if somebody else signup.name


notices.kinds.register(
    NEWCOMER,
    subject=_("Somebody comes for the first time: %(title)s"),
    template="activities/welcoming/newcomer.txt",
    spoken="activities/welcoming/newcomer_spoken.txt",
    prepare=_still_true,
)
