"""Partners and parts: begun, changed and ended by coordinators; the first one is named by an administrator."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.people.search import find
from app.people.words import UNKNOWN_PERSON
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.outreach.partners.models import COORDINATOR, PARTS, Part, Partner
from plugins.outreach.partners.rights import require, require_administrator, today

LONGEST: Final = timedelta(days=366)
"""Nobody has a part for ever: after a year the partners look again."""
UNKNOWN_PARTNER: Final = _("This organisation is not there any more.")
UNKNOWN_PART: Final = _("This part is no longer there.")

for _verb, _words in {
    "outreach.partner.added": _("Added an organisation to Stronger together"),
    "outreach.partner.changed": _("Changed an organisation of Stronger together"),
    "outreach.partner.ended": _("Organisation stopped with Stronger together"),
    "outreach.part.given": _("Got a part in Stronger together"),
    "outreach.part.ended": _("Part in Stronger together ended"),
}.items():
    verbs.register(_verb, _words)


def partners() -> Sequence[Partner]:
    """Organisations that take part now, by name."""
    return db.session.scalars(select(Partner).where(_takes_part()).order_by(Partner.name)).all()


def partner_with(key: str) -> Partner:
    """Raises NotFound."""
    found = db.session.scalar(select(Partner).where(Partner.public_id == key, _takes_part())) if key.isalnum() else None
    if found is None:
        raise NotFound(UNKNOWN_PARTNER)
    return found


def parts_in(partner: Partner) -> Sequence[Part]:
    """Who does what for an organisation, today or later: by part, then by name."""
    rows = (
        select(Part)
        .join(Person, Person.id == Part.person_id)
        .options(joinedload(Part.person))
        .where(Part.partner_id == partner.id, Part.until >= today())
        .order_by(Part.kind, Person.name, Part.id)
    )
    return db.session.scalars(rows).all()


@transactional
def add_partner(actor: Actor, name: str, phone: str) -> str:
    """Let an organisation take part; its public id. Raises Refusal beside `name`, NotAllowed."""
    require(actor, COORDINATOR)
    if any(one.name == name for one in partners()):
        raise Refusal(_("There is an organisation with this name already."), field="name")
    found = _partner_called(name)
    found.phone = phone
    note(actor, "outreach.partner.added", found.ref, name)
    return found.public_id


@transactional
def begin(actor: Actor, name: str, who: str) -> None:
    """An administrator names an organisation and its coordinator: the first one, or one more when nobody is left.

    `who` is what the person is found by: the code on their slip, an address, a phone number, a name that only they
    have. Raises Refusal beside `who`, NotAllowed.
    """
    require_administrator(actor)
    found, _more = find(who)
    if len(found) != 1:
        nobody, many = _("Nobody was found."), _("More people were found. Type the code on their slip.")
        raise Refusal(many if found else nobody, field="who")
    if somebody_coordinates():
        raise Refusal(_("Somebody coordinates already. They give parts to others."))
    partner = _partner_called(name)
    _give(actor, partner, found[0], COORDINATOR, today() + LONGEST - timedelta(days=1))


@transactional
def change_partner(actor: Actor, key: str, name: str, phone: str) -> None:
    """Its name and phone number. Raises Refusal beside `name`, NotFound, NotAllowed."""
    require(actor, COORDINATOR)
    found = partner_with(key)
    taken = db.session.scalar(select(Partner).where(Partner.name == name))
    if taken is not None and taken is not found:
        raise Refusal(_("There is an organisation with this name already."), field="name")
    found.name, found.phone = name, phone
    note(actor, "outreach.partner.changed", found.ref, name)


@transactional
def end_partner(actor: Actor, key: str) -> None:
    """An organisation stops: so do the parts that people have for it. Raises Refusal, NotFound, NotAllowed."""
    require(actor, COORDINATOR)
    found = partner_with(key)
    ended = parts_in(found)
    _refuse_without_coordinator(ended)
    for part in ended:
        _end(actor, part)
    found.until = today() - timedelta(days=1)
    note(actor, "outreach.partner.ended", found.ref, found.name)


@transactional
def give_part(actor: Actor, key: str, person_key: str, kind: str, until: date) -> None:
    """Give somebody (by public id) a part for an organisation, from today until `until`, that day included.

    Given again, it has the new last day. Raises Refusal beside `kind` or `until`, NotFound, NotAllowed.
    """
    require(actor, COORDINATOR)
    partner = partner_with(key)
    somebody = db.session.scalar(select(Person).where(Person.public_id == person_key, Person.forgotten_at.is_(None)))
    if somebody is None:
        raise NotFound(UNKNOWN_PERSON)
    if kind not in PARTS:
        raise Refusal(_("Choose one of these."), field="kind")
    if not today() <= until <= today() + LONGEST:
        raise Refusal(_("Choose a last day from today to a year from now."), field="until")
    _give(actor, partner, somebody, kind, until)


@transactional
def end_part(actor: Actor, key: str) -> str:
    """End a part now; answers whose organisation, by public id. Raises Refusal, NotFound, NotAllowed."""
    require(actor, COORDINATOR)
    known = select(Part).where(Part.public_id == key, Part.until >= today())
    part = db.session.scalar(known) if key.isalnum() else None
    if part is None:
        raise NotFound(UNKNOWN_PART)
    _refuse_without_coordinator([part])
    _end(actor, part)
    return part.partner.public_id


def somebody_coordinates() -> bool:
    """Whether there is somebody today who gives parts: then an administrator names nobody, nor themselves."""
    rows = select(Part.id).where(Part.kind == COORDINATOR, Part.since <= today(), Part.until >= today())
    return db.session.scalar(rows.limit(1)) is not None


def _takes_part() -> ColumnElement[bool]:
    return or_(Partner.until.is_(None), Partner.until >= today())


def _partner_called(name: str) -> Partner:
    """The organisation with this name; whoever stopped may come back, and a new one is made."""
    found = db.session.scalar(select(Partner).where(Partner.name == name))
    if found is None:
        found = Partner(public_id=new_public_id(), name=name, phone="")
        db.session.add(found)
    found.until = None
    db.session.flush()
    return found


def _give(actor: Actor, partner: Partner, somebody: Person, kind: str, until: date) -> None:
    part = db.session.scalar(select(Part).filter_by(person_id=somebody.id, partner_id=partner.id, kind=kind))
    if part is None:
        part = Part(public_id=new_public_id(), person_id=somebody.id, partner_id=partner.id, kind=kind, since=today())
        db.session.add(part)
    elif part.until < today():
        part.since = today()
    part.until = until
    note(Actor(actor.typist, somebody.id, actor.channel), "outreach.part.given", part.ref, partner.name)


def _refuse_without_coordinator(ended: Sequence[Part]) -> None:
    """Somebody must be there to plan, as long as anybody has a part."""
    gone = {part.id for part in ended}
    rows = select(Part.id, Part.kind).where(Part.until >= today(), Part.since <= today())
    left = [kind for part_id, kind in db.session.execute(rows) if part_id not in gone]
    if left and COORDINATOR not in left:
        raise Refusal(_("Somebody must coordinate. Give that part to somebody else first."))


def _end(actor: Actor, part: Part) -> None:
    if part.since >= today():
        db.session.delete(part)  # it began today: it never was
    else:
        part.until = today() - timedelta(days=1)
    note(Actor(actor.typist, part.person_id, actor.channel), "outreach.part.ended", part.ref, part.partner.name)
