"""Rounds, kept by coordinators: begun, written, told what came back; and the codes for their letters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, insert, select

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import Refusal
from app.web import verbs
from plugins.outreach.partners.keeping import partners
from plugins.outreach.partners.models import COORDINATOR
from plugins.outreach.partners.rights import require, today
from plugins.outreach.rounds.codes import LETTER, digest_of, new_code
from plugins.outreach.rounds.letter import first_letter
from plugins.outreach.rounds.models import PHONES, ROLES, ReplyCode, Round, RoundRole
from plugins.outreach.rounds.reading import codes_of, may_begin, round_with, sent_of
from plugins.outreach.wheel.models import District

CLOSED: Final = _("This round is closed. Only its counts are left.")
MOST_CODES: Final = 2
"""So many codes for each letter of the district at most: a list may get lost, or there is a reminder."""

for _verb, _words in {
    "outreach.round.begun": _("Began a round"),
    "outreach.round.changed": _("Changed who does what in a round"),
    "outreach.round.written": _("Wrote the letter of a round"),
    "outreach.round.counted": _("Wrote down how many letters came back"),
    "outreach.round.coded": _("Made codes for the letters of a round"),
    "outreach.round.uncoded": _("Let go of codes that nobody used"),
}.items():
    verbs.register(_verb, _words)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundValues:
    """Who does what (role: public ids of organisations), which number is in the letter, whether there is a reminder."""

    roles: Mapping[str, Collection[str]]
    phone: str
    reminds: bool = False


@transactional
def begin_round(actor: Actor, district: str, values: RoundValues) -> str:
    """Begin the round of a district (public id); its public id. Raises Refusal beside its field, NotAllowed."""
    require(actor, COORDINATOR)
    db.session.scalars(select(District.id).where(District.public_id == district).with_for_update()).all()
    month = next((month for one, month in may_begin() if one.public_id == district), None)
    if month is None:
        raise Refusal(_("Choose a district with letters on the wheel, and without an open round."), field="district")
    district_id = db.session.scalars(select(District.id).where(District.public_id == district)).one()
    one = Round(public_id=new_public_id(), district_id=district_id, month=month, opened=today(), phone="")
    one.letter_nl = first_letter("nl")
    db.session.add(one)
    _fill(one, values)
    db.session.flush()
    db.session.refresh(one)
    note(actor, "outreach.round.begun", one.ref, one.district.name)
    return one.public_id


@transactional
def change_round(actor: Actor, key: str, values: RoundValues) -> None:
    """Who does what, the number, and whether there is a reminder. Raises Refusal, NotFound, NotAllowed."""
    one = open_round(actor, key)
    if one.reminded and not values.reminds:
        raise Refusal(_("%(number)s reminders went out already.", number=one.reminded), field="reminds")
    _fill(one, values)
    note(actor, "outreach.round.changed", one.ref, one.district.name)


@transactional
def write_letter(actor: Actor, key: str, dutch: str, english: str) -> None:
    """What the organisations write; without English there is none. Raises Refusal, NotFound, NotAllowed."""
    one = open_round(actor, key)
    one.letter_nl, one.letter_en = dutch, english
    note(actor, "outreach.round.written", one.ref, one.district.name)


@transactional
def tell_counts(actor: Actor, key: str, undeliverable: int, reminded: int) -> None:
    """How many letters came back, and how many reminders went out. Raises Refusal, NotFound, NotAllowed."""
    one = open_round(actor, key)
    sent = sent_of(one)
    if not 0 <= undeliverable <= sent:
        raise Refusal(_("%(sent)s letters went out: type a number up to that.", sent=sent), field="undeliverable")
    if not 0 <= reminded <= (sent if one.reminds else 0):
        raise Refusal(_("At most one reminder for each letter."), field="reminded")
    one.undeliverable, one.reminded = undeliverable, reminded
    note(actor, "outreach.round.counted", one.ref, one.district.name)


@transactional
def make_codes(actor: Actor, key: str, number: int) -> list[str]:
    """So many new codes, said this once. Raises Refusal beside `number`, NotFound, NotAllowed."""
    one = open_round(actor, key)
    left = MOST_CODES * one.district.letters - codes_of(one)
    if not 1 <= number <= left:
        raise Refusal(
            _("%(left)s codes are possible still. Let go of those that nobody used, if their list is lost.", left=left),
            field="number",
        )
    codes = [new_code(LETTER) for _number in range(number)]
    db.session.execute(insert(ReplyCode), [{"digest": digest_of(code), "round_id": one.id} for code in codes])
    note(actor, "outreach.round.coded", one.ref, one.district.name)
    return codes


@transactional
def drop_codes(actor: Actor, key: str) -> None:
    """Let go of codes that nobody used: their list is lost. Raises Refusal, NotFound, NotAllowed."""
    one = open_round(actor, key)
    db.session.execute(delete(ReplyCode).where(ReplyCode.round_id == one.id))
    note(actor, "outreach.round.uncoded", one.ref, one.district.name)


def open_round(actor: Actor, key: str) -> Round:
    """The round, for a coordinator, locked until the end of the transaction. Raises Refusal once it is closed."""
    require(actor, COORDINATOR)
    return locked(round_with(key))


def locked(one: Round) -> Round:
    """The round as it is now, which nobody closes meanwhile. Raises Refusal once it is closed."""
    db.session.refresh(one, with_for_update={"of": Round})
    if one.closed:
        raise Refusal(CLOSED)
    return one


def _fill(one: Round, values: RoundValues) -> None:
    known = {partner.public_id: partner.id for partner in partners()}
    if not values.roles.get(PHONES):
        raise Refusal(_("Choose who phones: the letter says that one can call."), field=PHONES)
    wanted = {(known[key], kind) for kind in ROLES for key in values.roles.get(kind, ()) if key in known}
    one.roles = [role for role in one.roles if (role.partner_id, role.kind) in wanted]
    has = {(role.partner_id, role.kind) for role in one.roles}
    one.roles += [RoundRole(partner_id=partner, kind=kind) for partner, kind in sorted(wanted - has)]
    one.phone, one.reminds = values.phone, values.reminds
