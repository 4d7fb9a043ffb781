"""Who visits, what they like, and what is still lacking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.calendar.labels import BY_KEY, DUTCH
from app.db import db
from app.people.models import Person
from app.refusals import NotFound
from plugins.outreach.partners.models import VISITOR, Part
from plugins.outreach.partners.rights import today
from plugins.outreach.visitors.models import Pair, Visitor
from plugins.outreach.visitors.readiness import Lacking, Papers, lacking, refresher_due

USUAL_TALKS: Final = 2
"""A month, of whom said nothing yet."""
UNKNOWN_VISITOR: Final = _("This visitor is not there any more.")
LACKING_WORDS: Final = {
    Lacking.TRAINING: _("training"),
    Lacking.REFRESHER: _("refresher of the training"),
    Lacking.CONDUCT: _("certificate of conduct (VOG)"),
    Lacking.PASS: _("pass"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A visitor on the list: what is lacking, in words, until when the training holds, and whom they go with."""

    person: Person
    visitor: Visitor
    """What is kept; a fresh one, not yet in the database, of whom nothing was said so far."""
    lacking: tuple[str, ...]
    refresher: date | None
    partners: tuple[Person, ...]


def visitors() -> list[Line]:
    """Who visits today, by name."""
    going = select(Part.person_id).where(Part.kind == VISITOR, Part.since <= today(), Part.until >= today())
    people = db.session.scalars(select(Person).where(Person.id.in_(going)).order_by(Person.name, Person.id)).all()
    kept = {one.person_id: one for one in db.session.scalars(select(Visitor))}
    together = _pairs()
    return [
        _line(one, kept.get(one.id), [other for other in people if other.id in together.get(one.id, ())])
        for one in people
    ]


def visitor_with(key: str) -> Line:
    """Somebody who visits today, by their public id. Raises NotFound."""
    found = next((line for line in visitors() if line.person.public_id == key), None)
    if found is None:
        raise NotFound(UNKNOWN_VISITOR)
    return found


def own_line(person_id: int) -> Line:
    """Oneself, as who visits today. Raises NotFound."""
    found = next((line for line in visitors() if line.person.id == person_id), None)
    if found is None:
        raise NotFound(UNKNOWN_VISITOR)
    return found


def _line(person: Person, kept: Visitor | None, partners: Sequence[Person]) -> Line:
    visitor = kept or Visitor(public_id="", person_id=person.id, languages=DUTCH, talks=USUAL_TALKS)
    papers = Papers(visitor.trained_on, visitor.pass_number is not None, visitor.conduct_seen_on)
    return Line(
        person,
        visitor,
        tuple(str(LACKING_WORDS[one]) for one in lacking(papers, today())),
        refresher_due(visitor.trained_on) if visitor.trained_on else None,
        tuple(partners),
    )


def languages_of(visitor: Visitor) -> str:
    """In words: "Nederlands, Turks"."""
    return ", ".join(str(BY_KEY[key].label) for key in visitor.language_keys if key in BY_KEY)


def pair_of(one_id: int, other_id: int) -> Pair | None:
    """The pair of two persons, if they are one."""
    return db.session.get(Pair, tuple(sorted((one_id, other_id))))


def _pairs() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for pair in db.session.scalars(select(Pair)):
        found.setdefault(pair.one_id, set()).add(pair.other_id)
        found.setdefault(pair.other_id, set()).add(pair.one_id)
    return found
