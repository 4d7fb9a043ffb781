"""One can point at what a group says of its challenge to everybody (app/pointing). The group are its writers."""

import sqlalchemy as sa

from app import pointing
from app.db import db
from app.people.groups import members_of
from app.pointing import Thing
from plugins.prevention.challenges.models import Challenge
from plugins.prevention.challenges.reading import stands


def _find(key: str) -> Thing | None:
    challenge = db.session.scalar(sa.select(Challenge).where(Challenge.key == key))
    if challenge is None or not stands(challenge):
        return None
    return Thing(
        ref=challenge.thing,
        house_id=challenge.house_id,
        title=challenge.title,
        label=challenge.title,
        words="\n\n".join((challenge.title, f"{challenge.start} → {challenge.goal}")),
        url=f"/prevention/challenges/{challenge.key}",
        language=challenge.house.language,
        writers=tuple(somebody.id for somebody, _contact in members_of(challenge.group_id)),
        hidden=challenge.hidden,
    )


def _hide(key: str, hidden: bool) -> None:
    db.session.scalars(sa.select(Challenge).where(Challenge.key == key)).one().hidden = hidden


pointing.register("prevention", "challenge", find=_find, hide=_hide)
