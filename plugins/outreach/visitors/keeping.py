"""What is kept of visitors: papers by coordinators, what they like by themselves. Gone a month after they stop."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, or_, select

from app.actors import Actor
from app.calendar.labels import LANGUAGE, of_group
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.outreach.partners.models import COORDINATOR, VISITOR, Part
from plugins.outreach.partners.rights import require, today
from plugins.outreach.visitors.models import MOST_TALKS, Pair, Visitor
from plugins.outreach.visitors.reading import Line, own_line, pair_of, visitor_with
from plugins.outreach.wheel.models import District
from plugins.outreach.wheel.reading import districts

KEPT: Final = timedelta(days=31)
"""So long after a visitor's last day what stands here of them stays (research: while active and a month)."""
LONG_AGO: Final = timedelta(days=5 * 366)

for _verb, _words in {
    "outreach.visitor.papers": _("Wrote down what was seen of a visitor's papers"),
    "outreach.visitor.wishes": _("Said how and where they like to visit"),
    "outreach.visitor.paired": _("Made two visitors a pair"),
    "outreach.visitor.parted": _("Two visitors are no pair any more"),
}.items():
    verbs.register(_verb, _words)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperValues:
    """What a coordinator saw: days, and the number of the pass ("" for none)."""

    trained_on: date | None
    pass_number: str
    conduct_seen_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishValues:
    """What a visitor likes: keys of languages, public ids of districts (none is everywhere), talks a month."""

    languages: tuple[str, ...]
    areas: tuple[str, ...]
    talks: int


@transactional
def tell_papers(actor: Actor, key: str, values: PaperValues) -> None:
    """Write down what was seen. Nobody sees their own certificate of conduct: another coordinator does.

    Raises Refusal beside its field, NotFound, NotAllowed.
    """
    require(actor, COORDINATOR)
    visitor = _kept(visitor_with(key))
    for field in ("trained_on", "conduct_seen_on"):
        day = getattr(values, field)
        if day is not None and not today() - LONG_AGO <= day <= today():
            raise Refusal(_("Choose a day in the past five years, today at the latest."), field=field)
    if values.conduct_seen_on != visitor.conduct_seen_on:
        if visitor.person_id in (actor.subject, actor.typist):
            raise Refusal(_("Let another coordinator look at your own certificate."), field="conduct_seen_on")
        visitor.conduct_seen_on = values.conduct_seen_on
        visitor.conduct_seen_by_id = actor.subject if values.conduct_seen_on else None
    number = values.pass_number or None
    same = select(Visitor.id).where(Visitor.pass_number == number, Visitor.id != visitor.id)
    if number and db.session.scalar(same) is not None:
        raise Refusal(_("Somebody else has the pass with this number."), field="pass_number")
    visitor.trained_on, visitor.pass_number = values.trained_on, number
    note(Actor(actor.typist, visitor.person_id, actor.channel), "outreach.visitor.papers", visitor.ref)


@transactional
def tell_wishes(actor: Actor, values: WishValues) -> None:
    """Say how one likes to visit: about oneself alone. Raises Refusal beside its field, NotFound, NotAllowed."""
    require(actor, VISITOR)
    visitor = _kept(own_line(actor.subject or 0))
    known = {one.key for one in of_group(LANGUAGE)}
    if not values.languages or not set(values.languages) <= known:
        raise Refusal(_("Choose at least one language."), field="languages")
    if not 0 <= values.talks <= MOST_TALKS:
        raise Refusal(_("Type a number from 0 to %(most)s.", most=MOST_TALKS), field="talks")
    visitor.languages = ",".join(key for key in (one.key for one in of_group(LANGUAGE)) if key in values.languages)
    visitor.talks, visitor.areas = values.talks, _districts(values.areas)
    note(actor, "outreach.visitor.wishes", visitor.ref)


@transactional
def pair(actor: Actor, key: str, other_key: str) -> None:
    """Let two visitors be a pair. Raises Refusal beside `other`, NotFound, NotAllowed."""
    require(actor, COORDINATOR)
    one, other = visitor_with(key).person, visitor_with(other_key).person
    if one.id == other.id:
        raise Refusal(_("Choose somebody else."), field="other")
    if pair_of(one.id, other.id) is None:
        low, high = sorted((one.id, other.id))
        db.session.add(Pair(one_id=low, other_id=high))
        _note_pair(actor, "outreach.visitor.paired", one)


@transactional
def part_ways(actor: Actor, key: str, other_key: str) -> None:
    """Two visitors are no pair any more. Raises NotFound, NotAllowed."""
    require(actor, COORDINATOR)
    one, other = visitor_with(key).person, visitor_with(other_key).person
    found = pair_of(one.id, other.id)
    if found is None:
        raise NotFound(_("They are no pair."))
    db.session.delete(found)
    _note_pair(actor, "outreach.visitor.parted", one)


@transactional
def expire() -> None:
    """Let go of what is kept of who has not visited for a month, and of their pairs."""
    going = select(Part.person_id).where(Part.kind == VISITOR, Part.until >= today() - KEPT)
    db.session.execute(delete(Visitor).where(Visitor.person_id.not_in(going)))
    db.session.execute(delete(Pair).where(or_(Pair.one_id.not_in(going), Pair.other_id.not_in(going))))


def _kept(line: Line) -> Visitor:
    """What is kept of a visitor, from now on where nothing was."""
    if not line.visitor.public_id:
        line.visitor.public_id = new_public_id()
        db.session.add(line.visitor)
        db.session.flush()
    return line.visitor


def _note_pair(actor: Actor, verb: str, person: Person) -> None:
    note(Actor(actor.typist, person.id, actor.channel), verb, Ref("people", "person", person.public_id))


def _districts(keys: Collection[str]) -> list[District]:
    return [one for one in districts() if one.public_id in keys]
