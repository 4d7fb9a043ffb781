"""Slugs of houses and spaces: what is in their addresses. One that was renamed is still found, and answers 301."""

import re
import unicodedata
from typing import Final, TypeVar

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.db import db
from app.places.models import House, OldSlug, Space
from app.refusals import Refusal

T = TypeVar("T", House, Space)
LONGEST: Final = 60
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS: Final[dict[type[House] | type[Space], str]] = {House: "house", Space: "space"}
RESERVED: Final = frozenset(
    {"search", "week", "day", "new", "find", "settings", "rules", "mine", "all", "book", "booking"}
    | {"along", "breaks", "door", "reports", "requests"}
)
"""Words that stand in addresses of the house's own pages, such as `/rooms/find`."""


def find_house(slug: str) -> House | str | None:
    """The house with this slug; the slug of today (a str) for one of before: answer 301; None for neither."""
    return _find(House, slug)


def find_space(slug: str) -> Space | str | None:
    """The space with this slug; the slug of today (a str) for one of before: answer 301; None for neither.

    Private spaces are found too: what the reader may see of them is for the caller to say.
    """
    return _find(Space, slug)


def slug_of(name: str) -> str:
    """A slug out of a name: "Zaal A (boven)" -> "zaal-a-boven"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].strip("-") or "ruimte"


def free_slug(kind: type[House] | type[Space], name: str) -> str:
    """A slug out of a name that nobody has or had, with a number behind it where needed."""
    base = slug_of(name)[: LONGEST - 4].strip("-")
    number, slug = 1, base
    while slug in RESERVED or _is_used(kind, slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def rename(thing: House | Space, slug: str) -> None:
    """Give a house or a space another slug, and keep the old one. Call it in a transaction.

    Raises Refusal (field `slug`) for a slug that is not one, or that another has or had.
    """
    if slug == thing.slug:
        return
    kind = type(thing)
    before = db.session.get(OldSlug, (_KINDS[kind], slug))
    if before is not None and before.target_id == thing.id:
        db.session.delete(before)  # back to what it was called before
    else:
        refuse_unfit(kind, slug)
    db.session.add(OldSlug(kind=_KINDS[kind], slug=thing.slug, target_id=thing.id))
    thing.slug = slug


def refuse_unfit(kind: type[House] | type[Space], slug: str) -> None:
    """Raise Refusal (field `slug`) for a slug that is not one, or that another has or had."""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST or slug in RESERVED:
        raise Refusal(_("Use small letters, digits and hyphens. For example: zaal-a."), field="slug")
    if _is_used(kind, slug):
        raise Refusal(_("This address is already used, now or in the past. Choose another one."), field="slug")


def _find(kind: type[T], slug: str) -> T | str | None:
    thing = db.session.scalar(sa.select(kind).where(kind.slug == slug))
    if thing is not None:
        return thing
    return db.session.scalar(
        sa.select(kind.slug)
        .join(OldSlug, OldSlug.target_id == kind.id)
        .where(OldSlug.kind == _KINDS[kind], OldSlug.slug == slug)
    )


def _is_used(kind: type[House] | type[Space], slug: str) -> bool:
    today = sa.select(kind.id).where(kind.slug == slug)
    return bool(db.session.scalar(today)) or db.session.get(OldSlug, (_KINDS[kind], slug)) is not None
