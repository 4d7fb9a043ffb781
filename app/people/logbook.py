"""The log as people read it: what was done, by whom, through which channel."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.journal import LogLine
from app.people.models import Person
from app.plugins import Description, current_hooks
from app.refs import Ref
from app.web import verbs


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done for somebody. `by` is the first name of who typed, "" for themselves or the house."""

    at: datetime
    what: str
    thing: Description
    channel: str
    by: str


def done_for(person_id: int, at_most: int, besides: Collection[str] = ()) -> list[Line]:
    """What was done for somebody lately, newest first, `besides` some verbs. Two queries, and those of the plugins."""
    about = select(LogLine).where(LogLine.subject_id == person_id, LogLine.verb.not_in(besides))
    rows = list(db.session.scalars(about.order_by(LogLine.at.desc(), LogLine.id.desc()).limit(at_most)))
    described = current_hooks().describe([Ref.parse(row.ref) for row in rows], person_id)
    names = _first_names(rows, person_id)
    return [
        Line(
            at=row.at,
            what=verbs.label(row.verb),
            thing=described.get(Ref.parse(row.ref)) or Description(title=row.label),
            channel=row.channel,
            by=names.get(row.typist_id, ""),
        )
        for row in rows
    ]


def _first_names(rows: Sequence[LogLine], reader: int) -> dict[int | None, str]:
    typists = sorted({row.typist_id for row in rows if row.typist_id is not None} - {reader})
    people = db.session.scalars(select(Person).where(Person.id.in_(typists)))
    return {person.id: person.first_name for person in people}
