"""What a house writes down to do when opening and when closing: lines in an order, kept by its hosts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.db import db, transactional
from app.places.models import Space
from app.places.rights import HOST, require
from app.places.spaces import spaces_of
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.rooms.opening.models import CLOSE, OPEN, ListLine

LONGEST: Final = 120
PARTS: Final = (OPEN, CLOSE)

for _verb, _words in {
    "rooms.line.added": _("Added a line to the list for opening or closing"),
    "rooms.line.moved": _("Changed the order of the list for opening or closing"),
    "rooms.line.removed": _("Removed a line of the list for opening or closing"),
}.items():
    verbs.register(_verb, _words)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together: of the whole house (`space` None), or of one room."""

    space: Space | None
    lines: tuple[ListLine, ...]


@transactional
def add_line(actor: Actor, house_id: int, part: str, words: str, space_id: int | None = None) -> str:
    """Write a line at the end of the list; its public id. For hosts. Raises Refusal (with its field), NotAllowed."""
    require(actor, house_id, HOST)
    if part not in PARTS:
        raise Refusal(_("Choose one of these."), field="part")
    if not words.strip():
        raise Refusal(_("What is to be done?"), field="words")
    if space_id is not None and space_id not in {one.id for one in rooms_of(house_id)}:
        raise Refusal(_("Choose one of these."), field="space")
    last = db.session.scalar(sa.select(sa.func.max(ListLine.position)).where(ListLine.house_id == house_id))
    line = ListLine(public_id=new_public_id(), house_id=house_id, space_id=space_id, part=part)
    line.position, line.words = (last or 0) + 1, words.strip()[:LONGEST]
    db.session.add(line)
    db.session.flush()
    journal.note(actor, "rooms.line.added", _ref(line), line.words)
    return line.public_id


@transactional
def put_line_before(actor: Actor, key: str, steps: int) -> None:
    """Move a line `steps` places up among those that it stands with (down where negative). For hosts.

    Raises NotFound, NotAllowed.
    """
    line = _line(actor, key)
    row = [one for one in lines_of(line.house_id) if (one.part, one.space_id) == (line.part, line.space_id)]
    places, at = sorted(one.position for one in row), row.index(line)
    row.insert(max(0, at - steps), row.pop(at))
    for position, one in zip(places, row, strict=True):
        one.position = position
    journal.note(actor, "rooms.line.moved", _ref(line), line.words)


@transactional
def remove_line(actor: Actor, key: str) -> None:
    """Take a line off the list. For hosts. Raises NotFound, NotAllowed."""
    line = _line(actor, key)
    journal.note(actor, "rooms.line.removed", _ref(line), line.words)
    db.session.execute(sa.delete(ListLine).where(ListLine.id == line.id))


def lines_of(house_id: int) -> Sequence[ListLine]:
    """All lines of a house, in their order."""
    query = sa.select(ListLine).where(ListLine.house_id == house_id)
    return db.session.scalars(query.order_by(ListLine.position, ListLine.id)).all()


def rooms_of(house_id: int) -> list[Space]:
    """The rooms that lines can be about: those that stand for themselves, since a use holds no others."""
    return [one for one in spaces_of(house_id) if not one.parts]


def grouped(lines: Iterable[ListLine], part: str) -> list[Group]:
    """The lines of opening, or of closing: those of the whole house first, then room by room."""
    found: dict[int | None, list[ListLine]] = {}
    for line in lines:
        if line.part == part:
            found.setdefault(line.space_id, []).append(line)
    groups = [Group(those[0].space, tuple(those)) for those in found.values()]
    return sorted(groups, key=lambda one: (one.space.position, one.space.id) if one.space else (-1, 0))


def _line(actor: Actor, key: str) -> ListLine:
    line = db.session.scalar(sa.select(ListLine).where(ListLine.public_id == key))
    if line is None:
        raise NotFound(_("This is no longer there."))
    require(actor, line.house_id, HOST)
    return line


def _ref(line: ListLine) -> Ref:
    return Ref("rooms", "line", line.public_id)
