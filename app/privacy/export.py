"""All that the house keeps of a person, for that person: as JSON, and their agenda as iCal."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.db import Base, db
from app.journal import LogLine
from app.people.models import Group, Membership, Person
from app.plugins import current_hooks
from app.plugins.manager import load_models
from app.pseudonyms import marks_of
from app.refusals import NotFound

_SECRET = {"token_hash", "pin_hash", "session_hash", "nonce", "code_hash"}
"""Columns that are keys, not knowledge about a person."""


def own_data(person_id: int) -> dict[str, Any]:
    """Everything about a person as plain JSON values. Times are ISO 8601 in UTC.

    `person`, `groups`, `log` and each plugin's part are written for a reader; `tables` is every remaining row of the
    core that points at the person, whole. Raises NotFound, or Refusal when a plugin cannot say.
    """
    person = db.session.get(Person, person_id)
    if person is None or person.forgotten_at:
        raise NotFound("There is no such person.")
    return {
        "person": {
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "language": person.language,
            "joined_at": _plain(person.joined_at),
            "show_name": person.show_name,
        },
        "groups": _groups(person_id),
        "log": _log(person_id),
        "plugins": current_hooks().export_person(person_id),
        "tables": _tables(person),
    }


def _groups(person_id: int) -> list[dict[str, Any]]:
    rows = db.session.execute(
        sa.select(Group.name, Membership.is_contact, Membership.since)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.person_id == person_id)
        .order_by(Group.name)
    )
    return [{"group": row.name, "contact": row.is_contact, "since": _plain(row.since)} for row in rows]


def _log(person_id: int) -> list[dict[str, Any]]:
    mine = sa.or_(LogLine.subject_id == person_id, LogLine.typist_id == person_id)
    lines = db.session.scalars(sa.select(LogLine).where(mine).order_by(LogLine.at, LogLine.id))
    return [
        {
            "at": _plain(line.at),
            "what": line.verb,
            "thing": line.label or line.ref,
            "channel": line.channel,
            "typed_by_yourself": line.typist_id == person_id,
            "for_yourself": line.subject_id == person_id,
        }
        for line in lines
    ]


def _tables(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Rows of core tables that point at the person and that no part above tells; new tables join by themselves."""
    load_models()
    told = {"person", "membership", "log_line"}
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name in told or table.name.partition("_")[0] in current_hooks().names:
            continue
        mine = [column == person.id for column in table.columns if column.info["holds"] == "person"]
        mine += [
            column.in_(marks_of(column, person.public_id)) for column in table.columns if column.info["holds"] == "mark"
        ]
        rows = db.session.execute(sa.select(table).where(sa.or_(*mine))).mappings() if mine else ()
        found[table.name] = [
            {name: _plain(value) for name, value in row.items() if name not in _SECRET and not isinstance(value, bytes)}
            for row in rows
        ]
    return {name: rows for name, rows in found.items() if rows}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
