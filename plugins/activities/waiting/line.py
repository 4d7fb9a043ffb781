"""Wait for a place, come with fewer, let go of it, and take what is kept. One public function is one transaction."""

from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.activities import coming as base
from plugins.activities.coming import LARGEST_PARTY, UNKNOWN_CODE, Coming, Full
from plugins.activities.dates import label_of
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.rights import locked
from plugins.activities.waiting import offering
from plugins.activities.waiting.models import ENDED, OFFERED, WAITING, Wait
from plugins.activities.words import WAITS, WAITS_NO_LONGER

MOST: Final = 60
"""Who wait for one date: more would only be disappointed."""
NO_LONGER_KEPT = _("These places are not kept for you any more. You can wait again.")


@transactional
def wait(actor: Actor, occurrence_id: int, coming: Coming) -> str:
    """Come where there is room after all; else wait for it. Answers the code to come back with.

    Who waits already keeps their turn. Raises what `sign_up` raises, other than Full.
    """
    try:
        return base.sign_up(actor, occurrence_id, coming)
    except Full:
        occurrence = locked(occurrence_id)
    signup = base.own_signup(occurrence_id, actor.subject)
    if signup is not None and signup.cancelled_at is None:
        raise Refusal(_("You are coming already. For more people at once, sign off and wait together."), field="party")
    known = own_wait(occurrence_id, actor.subject)
    if known is None or not known.is_alive:
        signup = signup or base.new_signup(actor, occurrence, coming)
        known = _begin(actor, occurrence, signup, coming)
    return known.code


@transactional
def wait_again(actor: Actor, code: str) -> str:
    """Wait (once more), by the code of a sign-up that was signed off, or of a waiting that ended. Twice is once.

    Answers the code to come back with. Raises NotFound, Refusal.
    """
    known = wait_with(code)
    if known is not None and known.is_alive:
        return known.code
    occurrence = locked(known.occurrence_id if known else base.with_code(code).occurrence_id)
    signup = _signup_of(known) if known else base.with_code(code)
    if signup.id is not None and signup.cancelled_at is None:
        return signup.code
    base.refuse_unless_open(occurrence)
    party, first_time = (known.party, known.first_time) if known else (signup.party, signup.first_time)
    known = _begin(actor, occurrence, signup, Coming(party=party, first_time=first_time, language=signup.language))
    offering.serve(occurrence)
    return known.code


@transactional
def come_with(actor: Actor, code: str, party: int) -> None:
    """Wait with another number of people; with more, one's turn is as of now. Raises NotFound, Refusal."""
    known, occurrence = _locked(code)
    if not known.is_alive:
        raise Refusal(NO_LONGER_KEPT)
    if not 1 <= party <= LARGEST_PARTY:
        raise Refusal(_("Come with at most %(most)s people at a time.", most=LARGEST_PARTY), field="party")
    if party > known.party and known.state == OFFERED:
        raise Refusal(_("Places are kept for %(party)s people.", party=known.party), field="party")
    if party > known.party:
        known.since = now()
    known.party = party
    db.session.flush()
    note(actor, WAITS, known.ref, label_of(occurrence))
    offering.serve(occurrence)


@transactional
def leave(actor: Actor, code: str) -> None:
    """Wait no longer, or let go of what is kept: "nee" costs nothing. The next in line gets it. Raises NotFound."""
    known, occurrence = _locked(code)
    if not known.is_alive:
        return
    offering.end(known)
    db.session.flush()
    note(actor, WAITS_NO_LONGER, known.ref, label_of(occurrence))
    offering.serve(occurrence)


@transactional
def take(actor: Actor, code: str) -> str:
    """Come: take the places that are kept, or others that are free. Twice is once. Answers the code of the sign-up.

    Raises NotFound, Full when others have the places, or another Refusal.
    """
    try:
        known, occurrence = _locked(code)
    except NotFound:
        return base.with_code(code).code
    base.refuse_unless_open(occurrence)
    offering.serve(occurrence)
    if not known.is_alive:
        raise Refusal(NO_LONGER_KEPT)
    signup = _signup_of(known)
    base.take_places(actor, occurrence, signup, known.party, known.first_time)
    offering.serve(occurrence)
    return signup.code


def wait_with(code: str) -> Wait | None:
    """Who waits with this code, however it was typed; None for a code of nobody who waits, or waited."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return db.session.scalar(sa.select(Wait).where(Wait.code == plain)) if plain else None


def own_wait(occurrence_id: int, person_id: int | None) -> Wait | None:
    """Somebody's waiting for a date, also one that ended."""
    if person_id is None:
        return None
    return db.session.scalar(sa.select(Wait).where(Wait.occurrence_id == occurrence_id, Wait.person_id == person_id))


def wait_on(occurrence: Occurrence, key: str) -> Wait | None:
    """Who waits for this date, by public id; of what is sensitive nobody is pointed at."""
    if occurrence.activity.sensitive:
        return None
    return db.session.scalar(sa.select(Wait).where(Wait.public_id == key, Wait.occurrence_id == occurrence.id))


def named_line(occurrence_id: int) -> list[tuple[Wait, str]]:
    """Who waits for a date, with their name, the longest in front. For organisers, never of what is sensitive."""
    rows = db.session.execute(
        sa.select(Wait, Person.name)
        .outerjoin(Person, Person.id == Wait.person_id)
        .where(Wait.occurrence_id == occurrence_id, Wait.state != ENDED)
        .order_by(Wait.since, Wait.id)
    )
    return [(known, name or known.name) for known, name in rows]


def ahead_of(known: Wait) -> int:
    """How many wait for the same date longer."""
    before = sa.or_(Wait.since < known.since, sa.and_(Wait.since == known.since, Wait.id < known.id))
    line = sa.select(sa.func.count(Wait.id)).where(
        Wait.occurrence_id == known.occurrence_id, Wait.state == WAITING, before
    )
    return db.session.scalar(line) or 0


def _locked(code: str) -> tuple[Wait, Occurrence]:
    """Who waits, or waited, with this code, and the date, locked. Raises NotFound, also when they come by now."""
    seen = wait_with(code)
    if seen is None:
        raise NotFound(UNKNOWN_CODE)
    occurrence = locked(seen.occurrence_id)
    fresh = sa.select(Wait).where(Wait.id == seen.id).with_for_update().execution_options(populate_existing=True)
    known = db.session.scalar(fresh)
    if known is None:
        raise NotFound(UNKNOWN_CODE)
    return known, occurrence


def _begin(actor: Actor, occurrence: Occurrence, signup: SignUp, coming: Coming) -> Wait:
    """Stand at the end of the line with what a sign-up (which may never have been made) would hold."""
    line = offering.line_of(occurrence.id)
    if len(line) >= MOST:
        raise Refusal(_("So many people wait for this date that it makes no sense. Choose another one, or call us."))
    known = wait_with(signup.code) or own_wait(occurrence.id, signup.person_id) or Wait(public_id=new_public_id())
    known.code, known.occurrence_id, known.person_id = signup.code, occurrence.id, signup.person_id
    known.name, known.phone, known.email, known.language = signup.name, signup.phone, signup.email, signup.language
    known.party = coming.party
    known.first_time = coming.first_time and not occurrence.activity.sensitive
    known.since, known.state, known.expires_at = now(), WAITING, None
    db.session.add(known)
    db.session.flush()
    note(actor, WAITS, known.ref, label_of(occurrence))
    return known


def _signup_of(known: Wait) -> SignUp:
    """What they sign up with: one that they signed off from earlier, or a new one with the same code."""
    earlier = db.session.scalar(sa.select(SignUp).where(SignUp.code == known.code))
    earlier = earlier or base.own_signup(known.occurrence_id, known.person_id)
    if earlier is not None:
        return earlier
    return SignUp(
        public_id=new_public_id(),
        code=known.code,
        occurrence_id=known.occurrence_id,
        person_id=known.person_id,
        name=known.name,
        phone=known.phone,
        email=known.email,
        language=known.language,
    )
