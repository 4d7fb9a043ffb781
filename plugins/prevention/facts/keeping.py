"""What is kept of facts: given to people on request, described for the log, and let go of in time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.clock import now
from app.db import db, transactional
from app.plugins import Description
from app.refs import Ref
from plugins.prevention.facts.models import FactCheck, FactVersion
from plugins.prevention.facts.numbers import ships
from plugins.prevention.facts.writing import OWNER

KNOWN: Final = timedelta(days=730)
"""So long we know who checked or wrote a text. The text and its dates stay."""


def export(person_id: int) -> Mapping[str, Any]:
    """What somebody wrote and checked."""
    written = db.session.scalars(
        sa.select(FactVersion).where(FactVersion.written_by_id == person_id).order_by(FactVersion.id)
    )
    checked = db.session.scalars(sa.select(FactCheck).where(FactCheck.person_id == person_id).order_by(FactCheck.id))
    return {
        "facts_written": [
            {"key": one.key, "title": one.title, "words": one.body, "written": one.written_at.isoformat()}
            for one in written
        ],
        "facts_checked": [
            {"key": one.key, "checked_on": one.checked_on.isoformat(), "first_name_shown": one.show_name}
            for one in checked
        ],
    }


def describe(refs: Sequence[Ref]) -> Mapping[Ref, Description]:
    """Titles and pages of facts, in one query."""
    wanted = {ref.key: ref for ref in refs if (ref.owner, ref.kind) == (OWNER, "fact")}
    if not wanted:
        return {}
    rows = db.session.execute(
        sa.select(FactVersion.key, FactVersion.title)
        .where(FactVersion.key.in_(sorted(wanted)))
        .order_by(FactVersion.id)
    )
    own = {row.key: row.title for row in rows}
    told = {}
    for key, ref in wanted.items():
        shipped = ships(key)
        title = own.get(key) or (shipped.words.title if shipped else _("A fact"))
        told[ref] = Description(title=title, url=page_of(key))
    return told


def page_of(key: str) -> str:
    """The path of its page, written out: the log may be read outside any request."""
    return f"/prevention/facts/{key}"


@transactional
def expire() -> None:
    """Let go of who wrote what no longer stands, and of who checked it long ago."""
    before = now() - KNOWN
    apart = {"synchronize_session": False}
    db.session.execute(
        sa.update(FactVersion).where(FactVersion.ended_at < before).values(written_by_id=None), execution_options=apart
    )
    db.session.execute(
        sa.update(FactCheck).where(FactCheck.checked_on < before.date()).values(person_id=None, show_name=False),
        execution_options=apart,
    )
