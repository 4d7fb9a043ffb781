"""Sign off a fact after reading its source, and take one's name away from it. One function, one transaction."""

from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.prevention.facts.models import FactCheck
from plugins.prevention.facts.reading import fact_with
from plugins.prevention.facts.rights import others_check, require_checker
from plugins.prevention.facts.rows import UNKNOWN, own_of, today_in
from plugins.prevention.facts.writing import ref_of

CHECKED: Final = "prevention.fact.checked"
NAMELESS: Final = "prevention.fact.nameless"

verbs.register(CHECKED, _("Read the source of a fact, and signed it off"))
verbs.register(NAMELESS, _("Took their name away from a check"))


@transactional
def sign_off(actor: Actor, house_id: int, key: str, digest: str, *, has_read: bool, show_name: bool) -> str:
    """Say that the source was read today and says this; `digest` is the mark of the text that was on the screen.

    Answers the check's public id. Raises Refusal (field), NotFound, NotAllowed.
    """
    house = require_checker(actor, house_id)
    fact = fact_with(house, key)
    if fact.digest != digest:
        raise Refusal(_("The text changed while you were reading. Look at it again."))
    if fact.to_fill_in:
        raise Refusal(_("Fill in the number first, then it can be signed off."))
    own = own_of(house_id, key)
    if own is not None and own.written_by_id in (actor.subject, actor.typist) and others_check(house_id, actor.subject):
        raise Refusal(_("You wrote this text yourself. Ask somebody else with this role to check it."))
    if not has_read:
        raise Refusal(_("Read the source first. Only then can it be signed off."), field="has_read")
    check = FactCheck(
        public_id=new_public_id(),
        house_id=house_id,
        key=key,
        digest=digest,
        checked_on=today_in(house),
        person_id=actor.subject,
        show_name=show_name,
    )
    db.session.add(check)
    db.session.flush()
    note(actor, CHECKED, ref_of(key), fact.words.title)
    return check.public_id


@transactional
def take_name_away(actor: Actor, public_id: str) -> str:
    """Let the role stand where one's first name stood; the fact's key. Twice is once. Raises NotFound, NotAllowed."""
    check = db.session.scalar(sa.select(FactCheck).where(FactCheck.public_id == public_id))
    if check is None:
        raise NotFound(UNKNOWN)
    if check.person_id is None or check.person_id != actor.subject:
        raise NotAllowed(_("This is not your name."))
    if check.show_name:
        check.show_name = False
        note(actor, NAMELESS, ref_of(check.key))
    return check.key
