"""Write down what the house decided about a kind of use or a room, and let a rule end. For hosts, as other rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.places.models import House, Space
from app.places.rights import HOST, require
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.rooms.kinds.models import KindRule
from plugins.rooms.kinds.ruling import COUNTED, Per, What
from plugins.rooms.purposes import BY_KEY

RANGES: Final = {
    What.LONGEST: (1, 24),
    What.NOTICE: (1, 365),
    What.HORIZON: (1, 730),
    What.APPROVAL: (0, 1),
    What.HOURS: (1, 500),
    What.TIMES: (1, 366),
    What.NEIGHBOURS: (1, 365),
}
"""The smallest and the largest number that makes sense."""
LONGEST_WHY: Final = 500

verbs.register("rooms.rule.decided", _("Wrote down a rule for a kind of use or a room"))
verbs.register("rooms.rule.ended", _("Let a rule for a kind of use or a room end"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleValues:
    """What was decided. `kind` "" is every kind, `space_id` None every room, `per` "" for what is not counted."""

    what: str
    value: int
    since: date
    why: str
    kind: str = ""
    space_id: int | None = None
    per: str = ""


@transactional
def decide(actor: Actor, house_id: int, values: RuleValues) -> str:
    """Write down a rule; the one about the same before ends. Answers the public id. Raises Refusal with its field."""
    house = require(actor, house_id, HOST)
    what = _check(house, values)
    same = sa.select(KindRule).where(
        KindRule.house_id == house_id,
        KindRule.kind == values.kind,
        KindRule.space_id == values.space_id if values.space_id is not None else KindRule.space_id.is_(None),
        KindRule.what == what,
        KindRule.ended_on.is_(None),
    )
    for before in db.session.scalars(same):
        before.ended_on = max(values.since, before.since)
    rule = KindRule(
        public_id=new_public_id(),
        house_id=house_id,
        space_id=values.space_id,
        kind=values.kind,
        what=what,
        value=values.value,
        per=values.per if what in COUNTED else "",
        since=values.since,
        why=values.why.strip(),
        decided_at=now(),
    )
    db.session.add(rule)
    db.session.flush()
    journal.note(actor, "rooms.rule.decided", rule.ref)
    return rule.public_id


@transactional
def end(actor: Actor, key: str) -> None:
    """Let a rule end from today on. It stays as history. Raises NotFound, NotAllowed."""
    rule = db.session.scalar(sa.select(KindRule).where(KindRule.public_id == key))
    if rule is None:
        raise NotFound(_("This is no longer there."))
    house = require(actor, rule.house_id, HOST)
    if rule.ended_on is None:
        rule.ended_on = max(wall(now(), house.zone).date(), rule.since)
        journal.note(actor, "rooms.rule.ended", rule.ref)


def _check(house: House, values: RuleValues) -> What:
    if values.what not in set(What):
        raise Refusal(_("Choose one of these."), field="what")
    what = What(values.what)
    least, most = RANGES[what]
    if not least <= values.value <= most:
        raise Refusal(_("Type a number from %(least)s to %(most)s.", least=least, most=most), field="value")
    if values.kind and values.kind not in BY_KEY:
        raise Refusal(_("Choose one of these."), field="kind")
    if values.space_id is not None:
        space = db.session.get(Space, values.space_id)
        if space is None or space.house_id != house.id:
            raise Refusal(_("Choose one of these."), field="space")
    if what in COUNTED and values.per not in set(Per):
        raise Refusal(_("In which period?"), field="per")
    today = wall(now(), house.zone).date()
    if not today - timedelta(days=3660) <= values.since <= today + timedelta(days=366):
        raise Refusal(_("Choose a day up to a year from now."), field="since")
    if not values.why.strip():
        raise Refusal(_("Write in a few words why you decided this. People can read it."), field="why")
    if len(values.why) > LONGEST_WHY:
        raise Refusal(_("This is too long. Use at most %(max)s characters.", max=LONGEST_WHY), field="why")
    return what
