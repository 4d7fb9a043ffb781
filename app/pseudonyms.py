"""A mark in the place of a person: whose a row is, only the house itself can work out, and only while it is asked.

What somebody keeps for themselves alone lies in a table without a person's id. Each row has a mark instead, made of
the house's secret key, a random key of the row and the person's public id. Who reads the database, or a backup of it,
sees no owner, nor that two rows have the same one. A column with a mark says so in its `info=` (`app.db.mark`): by
that, forgetting and the export find it. See docs/adr/019.
"""

import hmac
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from flask import current_app

from app.db import db

LENGTH: Final = 32


def mark_of(column: sa.Column[Any], salt: str, public_id: str) -> str:
    """The mark in `column` of a row with this `salt`, for the person with this public id."""
    return digest(f"mark/{column.table.name}/{salt}/{public_id}")


def marks_of(column: sa.Column[Any], public_id: str) -> list[str]:
    """Every mark in `column` that is this person's. It looks at each row: for small tables."""
    rows = db.session.execute(sa.select(column.table.columns[column.info["salt"]], column)).all()
    return [mark for salt, mark in rows if hmac.compare_digest(mark, mark_of(column, salt, public_id))]


def whose(column: sa.Column[Any], salt: str, mark: str, public_ids: Iterable[str]) -> str | None:
    """Which of these persons a mark is of; None where they forgot it all, or the house has another key by now."""
    return next((one for one in public_ids if hmac.compare_digest(mark, mark_of(column, salt, one))), None)


def digest(text: str) -> str:
    """A fixed text that says nothing of `text` to who has not the house's secret key."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"pseudonym/{text}".encode(), "sha256").hexdigest()[:LENGTH]
