"""The log as people read it: what was done, by whom, for whom. Everybody may read their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.journal import LogLine
from app.people.models import Person
from app.plugins import Description, current_hooks
from app.refs import Ref
from app.web import verbs

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done. `by` is who typed, when that was another; `for_` for whom, when it was not oneself."""

    at: datetime
    what: str
    thing: Description
    channel: str
    by: str
    for_: str


def lines_of(person_id: int, page: int = 1) -> tuple[list[Line], bool]:
    """A page of somebody's log, newest first, and whether there is more. Four queries, however many lines."""
    about = sa.or_(LogLine.subject_id == person_id, LogLine.typist_id == person_id)
    newest = sa.select(LogLine).where(about).order_by(LogLine.at.desc(), LogLine.id.desc())
    rows = list(db.session.scalars(newest.limit(PAGE + 1).offset((page - 1) * PAGE)))
    return _readable(rows[:PAGE], person_id), len(rows) > PAGE


def _readable(rows: Sequence[LogLine], reader: int) -> list[Line]:
    refs = {row.ref: Ref.parse(row.ref) for row in rows}
    described = current_hooks().describe(refs.values(), reader)
    others = {row.typist_id for row in rows} | {row.subject_id for row in rows}
    wanted = sorted(one for one in others - {reader} if one is not None)
    found = db.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(wanted)))
    names: dict[int | None, str] = {row.id: row.name for row in found}
    return [
        Line(
            at=row.at,
            what=verbs.label(row.verb),
            thing=described.get(refs[row.ref]) or Description(title=row.label),
            channel=row.channel,
            by=names.get(row.typist_id, "") if row.typist_id != reader else "",
            for_=names.get(row.subject_id, "") if row.subject_id != reader else "",
        )
        for row in rows
    ]
