"""Write a fact in the house's own words, take it off, put it back. One function, one transaction; nothing is erased."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.themes import BY_KEY
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.places.models import House
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.prevention.facts import dated
from plugins.prevention.facts.models import FactVersion
from plugins.prevention.facts.numbers import ships
from plugins.prevention.facts.rights import require_checker
from plugins.prevention.facts.rows import UNKNOWN, own_of
from plugins.prevention.facts.words import KINDS, NORM, Words

OWNER: Final = "prevention"
WRITTEN: Final = "prevention.fact.written"
TAKEN_OFF: Final = "prevention.fact.taken_off"
PUT_BACK: Final = "prevention.fact.put_back"
TITLE, BODY, SOURCE, LINK, PHONE = 100, 2000, 200, 300, 30
"""Most characters of each."""
_PHONE: Final = re.compile(r"\+?[0-9 ()-]*[0-9][0-9 ()-]*")
_LINK: Final = re.compile(r"https?://[^\s]+\.[^\s]+")

for _verb, _label in {
    WRITTEN: _("Wrote a fact or an address"),
    TAKEN_OFF: _("Took a fact or an address off"),
    PUT_BACK: _("Put a fact or an address back"),
}.items():
    verbs.register(_verb, _label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What somebody wrote. `dated` as typed; `theme` "" is every theme."""

    title: str
    body: str
    source: str
    link: str = ""
    phone: str = ""
    dated: str = ""
    valid_until: date | None = None
    theme: str = ""


@transactional
def add_address(actor: Actor, house_id: int, kind: str, values: Values, language: str) -> str:
    """Put an address or a number of the house's own on the list; its key. Raises Refusal (field), NotAllowed."""
    house = require_checker(actor, house_id)
    if kind not in KINDS or kind == NORM:
        raise Refusal(_("Choose one of these."), field="kind")
    return _write(actor, house, new_public_id(), kind, values, language)


@transactional
def write(actor: Actor, house_id: int, key: str, values: Values, language: str) -> None:
    """Give a fact the house's own words; what stood there becomes history, and nobody has checked the new text yet.

    Raises Refusal (field), NotFound, NotAllowed.
    """
    house = require_checker(actor, house_id)
    own, shipped = own_of(house_id, key), ships(key)
    kind = own.kind if own else shipped.kind if shipped else ""
    if not kind:
        raise NotFound(UNKNOWN)
    if kind == NORM:  # a norm stays with its theme
        values = replace(values, phone="", theme=shipped.theme if shipped else "")
    _write(actor, house, key, kind, values, language)


@transactional
def take_off(actor: Actor, house_id: int, key: str) -> None:
    """End the house's own text: what shipped stands again, an own address is gone. Twice is once."""
    require_checker(actor, house_id)
    own = own_of(house_id, key)
    if own is not None:
        own.ended_at = now()
        note(actor, TAKEN_OFF, ref_of(key), own.title)


@transactional
def put_back(actor: Actor, house_id: int, key: str) -> None:
    """Let the house's last own text stand again. Twice is once. Raises NotFound, NotAllowed."""
    require_checker(actor, house_id)
    if own_of(house_id, key) is not None:
        return
    last = db.session.scalars(
        sa.select(FactVersion)
        .where(FactVersion.house_id == house_id, FactVersion.key == key)
        .order_by(FactVersion.id.desc())
        .limit(1)
    ).first()
    if last is None:
        raise NotFound(UNKNOWN)
    last.ended_at = None
    note(actor, PUT_BACK, ref_of(key), last.title)


def ref_of(key: str) -> Ref:
    """How a fact is pointed at."""
    return Ref(OWNER, "fact", key)


def _write(actor: Actor, house: House, key: str, kind: str, values: Values, language: str) -> str:
    words, moment = _words(values, is_norm=kind == NORM), now()
    if values.theme and values.theme not in BY_KEY:
        raise Refusal(_("Choose one of these."), field="theme")
    before, shipped = own_of(house.id, key), ships(key)
    if before is not None:
        before.ended_at = moment
    row = FactVersion(
        house_id=house.id,
        key=key,
        kind=kind,
        theme=values.theme,
        language=language,
        written_at=moment,
        written_by_id=actor.subject,
        based_on=shipped.digest if shipped else "",
        title=words.title,
        body=words.body,
        phone=words.phone,
        link=words.link,
        source=words.source,
        dated=words.dated,
        valid_until=words.valid_until,
    )
    db.session.add(row)
    db.session.flush()
    note(actor, WRITTEN, ref_of(key), row.title)
    return key


def _words(values: Values, *, is_norm: bool) -> Words:
    """What was written, as far as it can be read. Raises Refusal (field)."""
    needed = {
        "title": (values.title, TITLE, _("What is it called? A few words are enough.")),
        "body": (values.body, BODY, _("What does it say? One sentence is enough.")),
        "source": (values.source, SOURCE, _("Where did you read it? Write the name of the source.")),
    }
    for field, (text, most, missing) in needed.items():
        if not text.strip():
            raise Refusal(missing, field=field)
        _refuse_long(field, text, most)
    link, phone = values.link.strip(), values.phone.strip()
    _refuse_long("link", link, LINK)
    _refuse_long("phone", phone, PHONE)
    if link and not _LINK.fullmatch(link):
        raise Refusal(_("Type the whole address of the page, as in https://www.rijksoverheid.nl."), field="link")
    if is_norm and not link:
        raise Refusal(_("Where can the source be read? Others must be able to look there."), field="link")
    if phone and not _PHONE.fullmatch(phone):
        raise Refusal(_("Type a phone number with digits, as in 076-000 00 01."), field="phone")
    return Words(
        title=values.title.strip(),
        body=values.body.strip(),
        source=values.source.strip(),
        link=link,
        phone=phone,
        dated=_dated(values.dated, is_norm=is_norm),
        valid_until=values.valid_until,
    )


def _dated(text: str, *, is_norm: bool) -> str:
    if is_norm and not text.strip():
        raise Refusal(_("Of when is the source? A year is enough."), field="dated")
    try:
        return dated.parse(text)
    except ValueError as error:
        raise Refusal(str(error), field="dated") from None


def _refuse_long(field: str, text: str, most: int) -> None:
    if len(text.strip()) > most:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=most), field=field)
