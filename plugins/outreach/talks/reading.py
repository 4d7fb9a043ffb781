"""Talks as they stand: of a round, of a visitor, and who could go to one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from flask_babel import force_locale
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.calendar.labels import DUTCH, LANGUAGE, of_group
from app.clock import now
from app.db import db
from app.refusals import NotFound
from plugins.outreach.partners.models import VISITOR, Part
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import VISITS, Round
from plugins.outreach.talks.matching import Need, Visitor, month_of
from plugins.outreach.talks.models import Talk
from plugins.outreach.visitors.reading import Line, visitors

UNKNOWN_TALK: Final = _("This talk is not there any more.")
WEEKS: Final = 8
"""So many weeks ahead a talk may be planned."""


def talk_with(key: str) -> Talk:
    """Of a round that is open. Raises NotFound."""
    found = db.session.scalar(select(Talk).where(Talk.public_id == key)) if key.isalnum() else None
    if found is None or found.reply.round.closed:
        raise NotFound(UNKNOWN_TALK)
    return found


def talk_of(reply: Reply) -> Talk | None:
    """The talk that is planned for a reply, if there is one."""
    return db.session.scalar(select(Talk).where(Talk.reply_id == reply.id))


def talks_in(one: Round) -> Sequence[Talk]:
    """The talks of a round: by week, then by moment; what has no moment first."""
    rows = select(Talk).join(Reply).where(Reply.round_id == one.id)
    return db.session.scalars(rows.order_by(Talk.week, Talk.starts.is_not(None), Talk.starts, Talk.id)).all()


def to_plan(one: Round) -> Sequence[Reply]:
    """Who said yes and has no talk yet, in the order of the answers."""
    planned = select(Talk.reply_id)
    rows = select(Reply).where(Reply.round_id == one.id, Reply.id.not_in(planned))
    return db.session.scalars(rows.order_by(Reply.answered, Reply.id)).all()


def talks_of(person_id: int) -> Sequence[Talk]:
    """Somebody's own talks that are still to come or to be told of, the next one first."""
    rows = (
        select(Talk)
        .join(Reply)
        .join(Round)
        .where(
            or_(Talk.one_id == person_id, Talk.other_id == person_id), Talk.held_on.is_(None), Round.closed.is_(None)
        )
    )
    return db.session.scalars(rows.order_by(Talk.week, Talk.starts, Talk.id)).all()


def to_confirm(one: Round) -> Sequence[Talk]:
    """Talks of a round with a moment to come, of which they were not told once more: the next one first."""
    rows = select(Talk).join(Reply).where(Reply.round_id == one.id, Talk.starts > now(), Talk.confirmed_by.is_(None))
    return db.session.scalars(rows.order_by(Talk.starts, Talk.id)).all()


def weeks_ahead(day: date | None = None) -> list[date]:
    """The Mondays that a talk may be planned in: from next week on."""
    first = (day or today()) + timedelta(days=7 - (day or today()).weekday())
    return [first + timedelta(weeks=number) for number in range(WEEKS)]


def need_of(reply: Reply) -> Need:
    """What the talk of a reply needs. A language that we have no label for is nobody's yet: its own words."""
    return Need(reply.round.district.public_id, language_of(reply.language))


def language_of(words: str) -> str:
    """The key of the label that somebody means with `words`, in Dutch or English; Dutch for none; else the words."""
    said = words.strip().casefold()
    if not said:
        return DUTCH
    for locale in ("nl", "en"):
        with force_locale(locale):
            for label in of_group(LANGUAGE):
                if str(label.label).casefold() in said:
                    return label.key
    return said


def lines_for(one: Round) -> list[Line]:
    """Who visits today for an organisation that visits in this round, by name."""
    partners = {partner.id for partner in one.partners(VISITS)}
    rows = select(Part.person_id).where(
        Part.kind == VISITOR, Part.partner_id.in_(partners), Part.since <= today(), Part.until >= today()
    )
    going = set(db.session.scalars(rows))
    return [line for line in visitors() if line.person.id in going]


def visitors_for(lines: Sequence[Line], week: date, but: Talk | None = None) -> list[Visitor]:
    """Facts of those who visit, for a talk in `week`; the talk `but` itself does not count as theirs."""
    has = _talks_in_month(week, but)
    return [
        Visitor(
            key=line.person.public_id,
            ready=not line.lacking,
            areas=frozenset(area.public_id for area in line.visitor.areas),
            languages=frozenset(line.visitor.language_keys),
            talks=line.visitor.talks,
            has=has.get(line.person.id, 0),
        )
        for line in lines
    ]


def pairs_among(lines: Sequence[Line]) -> set[frozenset[str]]:
    """Who is a pair already."""
    return {
        frozenset((line.person.public_id, other.public_id)) for line in lines for other in line.partners
    }  # fmt: skip


def _talks_in_month(week: date, but: Talk | None) -> dict[int, int]:
    """How many talks each person has in the month of `week`."""
    month = month_of(week)
    near = select(Talk.week, Talk.one_id, Talk.other_id).where(
        Talk.week.between(month - timedelta(days=7), month + timedelta(days=31)), Talk.id != (but.id if but else 0)
    )
    found: dict[int, int] = {}
    for other_week, *pair in db.session.execute(near):
        for person_id in pair:
            if person_id is not None and month_of(other_week) == month:
                found[person_id] = found.get(person_id, 0) + 1
    return found
