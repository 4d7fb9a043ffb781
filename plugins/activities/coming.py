"""Who is coming: sign up, sign off, come back. Places hold under any number of people who press at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import Span, now
from app.db import db, transactional
from app.events import SignedOff, SignedUp, say
from app.journal import note
from app.notices.kinds import UNDO
from app.people.contact import clean_email, clean_name, clean_phone
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.activities import telling
from plugins.activities.counting import is_of, left_for, with_room
from plugins.activities.dates import label_of
from plugins.activities.deadline.setting import refuse_when_closed
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.rights import locked
from plugins.activities.waiting import offering
from plugins.activities.waiting.models import Wait
from plugins.activities.welcoming import telling as welcoming
from plugins.activities.words import OVER, SIGNED_OFF, SIGNED_UP

LARGEST_PARTY = 10
CODE_LENGTH = 8
"""Letters and digits of a code to come back with: eight are nearly 40 bits, and guesses are limited."""
UNKNOWN_CODE = _("We don't know this code. Look at it again, or call us.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Somebody who wants to come. `party` counts themselves.

    A guest gives a first name (unless it is sensitive) and, if they like, a phone number or e-mail address (`reach`).
    """

    party: int = 1
    first_time: bool = False
    name: str = ""
    reach: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class NextDate:
    """Another date that one can still come to, by its public id."""

    key: str
    span: Span


class Full(Refusal):
    """Every place is taken. `next_dates` are dates of the same activity that still have room, soonest first."""

    def __init__(self, message: object, next_dates: Iterable[NextDate]) -> None:
        super().__init__(message)
        self.next_dates = tuple(next_dates)


@transactional
def sign_up(actor: Actor, occurrence_id: int, coming: Coming) -> str:
    """Come to one date: the subject of `actor`, or a guest. Answers the code to come back with.

    Who is in already stays in, with the party of now. Raises Full, or another Refusal with its field.
    """
    occurrence = locked(occurrence_id)
    refuse_unless_open(occurrence)
    refuse_when_closed(actor, occurrence)
    if not 1 <= coming.party <= LARGEST_PARTY:
        raise Refusal(_("Come with at most %(most)s people at a time.", most=LARGEST_PARTY), field="party")
    offering.serve(occurrence)
    signup = own_signup(occurrence_id, actor.subject) or new_signup(actor, occurrence, coming)
    take_places(actor, occurrence, signup, coming.party, coming.first_time)
    offering.serve(occurrence)  # who comes with fewer than before leaves places
    return signup.code


def take_places(actor: Actor, occurrence: Occurrence, signup: SignUp, party: int, first_time: bool) -> None:
    """Let a sign-up have its places, if there are: on a locked date whose line was served. Raises Full."""
    back = signup.id is None or signup.cancelled_at is not None
    _refuse_without_room(occurrence, party, signup)
    signup.party, signup.first_time = party, first_time and not occurrence.activity.sensitive
    signup.cancelled_at, signup.at, signup.channel = None, now(), str(actor.channel)
    db.session.add(signup)
    db.session.flush()
    db.session.execute(sa.delete(Wait).where(Wait.occurrence_id == occurrence.id, is_of(signup)))
    if back:
        _said_yes(actor, occurrence, signup)
    if back and first_time:
        welcoming.newcomer(signup, occurrence)


@transactional
def sign_off(actor: Actor, code: str) -> None:
    """Not come after all, by the code. No reason asked; twice is once. Raises NotFound for an unknown code."""
    signup = with_code(code)
    occurrence = locked(signup.occurrence_id)
    db.session.refresh(signup)
    if signup.cancelled_at is not None:
        return
    if occurrence.ends <= now():
        raise Refusal(OVER)
    signup.cancelled_at = now()
    notices.withdraw(signup.ref)
    house_id = occurrence.activity.house_id
    say(SignedOff(ref=occurrence.ref, house_id=house_id, person_id=signup.person_id))
    note(actor, SIGNED_OFF, signup.ref, label_of(occurrence))
    db.session.flush()
    offering.serve(occurrence)


@transactional
def sign_off_own(actor: Actor, occurrence_id: int) -> str | None:
    """Not come after all, by one's account. Answers the code for coming back; None when there was no sign-up."""
    signup = own_signup(occurrence_id, actor.subject)
    if signup is None:
        return None
    sign_off(actor, signup.code)
    return signup.code


@transactional
def come_back(actor: Actor, code: str) -> None:
    """Undo signing off, if there is room still. Raises Full, NotFound, or another Refusal."""
    signup = with_code(code)
    occurrence = locked(signup.occurrence_id)
    db.session.refresh(signup)
    if signup.cancelled_at is None:
        return
    refuse_unless_open(occurrence)
    if signup.cancelled_at > now() - UNDO:
        offering.take_back(occurrence)
    else:
        offering.serve(occurrence)
    take_places(actor, occurrence, signup, signup.party, signup.first_time)
    offering.serve(occurrence)


def with_code(code: str) -> SignUp:
    """The sign-up with this code, however it was typed ("K3F9 M2P7"). Raises NotFound."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    signup = db.session.scalar(sa.select(SignUp).where(SignUp.code == plain)) if plain else None
    if signup is None:
        raise NotFound(UNKNOWN_CODE, field="code")
    return signup


def refuse_unless_open(occurrence: Occurrence) -> None:
    """Raise Refusal where one just walks in, and for what is off or over."""
    if occurrence.activity.places is None:
        raise Refusal(_("You don't have to sign up. Just walk in."))
    if occurrence.is_cancelled:
        raise Refusal(_("This date is called off. Choose another one."))
    if occurrence.ends <= now():
        raise Refusal(OVER)


def _refuse_without_room(occurrence: Occurrence, party: int, signup: SignUp) -> None:
    """Count the places of a locked date: nobody else can take one until this transaction ends."""
    left = left_for(occurrence, signup)
    if party <= left:
        return
    message = _("This date is full.") if left <= 0 else _("There is no room for so many people on this date.")
    elsewhere = with_room(occurrence.activity_id, now(), party)
    raise Full(message, [NextDate(one.public_id, one.span) for one in elsewhere])


def own_signup(occurrence_id: int, person_id: int | None) -> SignUp | None:
    """Somebody's sign-up for a date, also one that they signed off from."""
    if person_id is None:
        return None
    return db.session.scalar(
        sa.select(SignUp).where(SignUp.occurrence_id == occurrence_id, SignUp.person_id == person_id)
    )


def new_signup(actor: Actor, occurrence: Occurrence, coming: Coming) -> SignUp:
    """A sign-up that is not in the session yet. A guest of a sensitive activity gives no name at all."""
    signup = SignUp(
        public_id=new_public_id(),
        code=new_public_id(CODE_LENGTH),
        occurrence_id=occurrence.id,
        person_id=actor.subject,
        name="",
        phone="",
        email="",
        language=coming.language,
    )
    if actor.subject is None:
        if not occurrence.activity.sensitive:
            signup.name = clean_name(coming.name)[:60]
        signup.phone, signup.email = _reach(coming.reach)
    return signup


def _reach(text: str) -> tuple[str, str]:
    """Phone number and e-mail address, one of them or neither. Raises Refusal for what is no way to reach anybody."""
    try:
        return ("", clean_email(text) or "") if "@" in text else (clean_phone(text), "")
    except Refusal:
        raise Refusal(
            _("This is not a phone number or an e-mail address. You may leave it empty."), field="reach"
        ) from None


def _said_yes(actor: Actor, occurrence: Occurrence, signup: SignUp) -> None:
    telling.tell(signup, occurrence, telling.CONFIRMED)
    house_id = occurrence.activity.house_id
    say(SignedUp(ref=occurrence.ref, house_id=house_id, person_id=signup.person_id))
    note(actor, SIGNED_UP, signup.ref, label_of(occurrence))
