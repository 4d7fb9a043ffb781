"""When: the two who visit offer two moments in the week, and the person chooses one, or neither, or no talk at all."""

from datetime import datetime, time
from typing import Final

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now, wall
from app.db import transactional
from app.journal import note
from app.refusals import Refusal
from app.web import verbs
from plugins.outreach.place import the_house
from plugins.outreach.replies.keeping import own_reply
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks import room, telling
from plugins.outreach.talks.busy import is_busy
from plugins.outreach.talks.held import held_still
from plugins.outreach.talks.matching import monday
from plugins.outreach.talks.models import LENGTH, Stage, Talk
from plugins.outreach.talks.reading import UNKNOWN_TALK, talk_of, talk_with
from plugins.outreach.talks.rights import require_part_in

EARLIEST, LATEST = time(8), time(20)
"""A talk begins between these, on the clock of the house."""
NOT_THERE: Final = _("This moment is not offered any more. Choose one of these.")

for _verb, _words in {
    "outreach.talk.offered": _("Offered two moments for a talk"),
    "outreach.talk.agreed": _("Agreed on a moment for a talk"),
    "outreach.talk.neither": _("Asked for other moments for a talk"),
    "outreach.talk.confirmed": _("Told somebody once more when the talk is"),
}.items():
    verbs.register(_verb, _words)


@transactional
def offer(actor: Actor, key: str, first: datetime, second: datetime) -> None:
    """Offer two moments in the week of the talk; what was agreed on before is off then.

    By the two who visit, and who plans. Raises Refusal beside `first` or `second`, NotFound, NotAllowed.
    """
    talk = held_still(talk_with(key))
    require_part_in(actor, talk)
    for field, moment in (("first", first), ("second", second)):
        _check(talk, field, moment)
    if abs(second - first) < LENGTH:
        raise Refusal(_("Choose two different moments."), field="second")
    was_agreed = talk.starts is not None
    talk.first, talk.second, talk.starts, talk.confirmed_by = first, second, None, None
    room.hold_offered(actor, talk)
    note(actor, "outreach.talk.offered", talk.ref)
    if was_agreed:
        telling.tell_changed(actor, talk)


@transactional
def choose_own(code: str, starts: datetime) -> None:
    """The person chooses one of the two, with their own code. Raises NotFound, Refusal."""
    _choose(Actor.guest(), _own(code), starts)


@transactional
def choose_for(actor: Actor, key: str, starts: datetime) -> None:
    """They chose it by phone. Raises NotFound, NotAllowed, Refusal."""
    _choose(actor, _planned_by(actor, key), starts)


@transactional
def neither_own(code: str, moment: str) -> None:
    """Neither suits: when it would, in their words ("" keeps what they said before). Raises NotFound, Refusal."""
    _neither(Actor.guest(), _own(code), moment)


@transactional
def neither_for(actor: Actor, key: str, moment: str) -> None:
    """They said so by phone. Raises NotFound, NotAllowed, Refusal."""
    _neither(actor, _planned_by(actor, key), moment)


@transactional
def confirm(actor: Actor, key: str, how: str) -> None:
    """They were told once more when it is: by "letter", "call" or "mail". Raises NotFound, NotAllowed, Refusal."""
    talk = _planned_by(actor, key)
    if talk.stage is not Stage.AGREED:
        raise Refusal(_("No moment is agreed on yet."))
    if how not in ("letter", "call", "mail"):
        raise Refusal(_("Choose one of these."), field="how")
    talk.confirmed_by = how
    note(actor, "outreach.talk.confirmed", talk.ref)


def _own(code: str) -> Talk:
    talk = talk_of(own_reply(code))
    if talk is None:
        raise Refusal(UNKNOWN_TALK)
    return held_still(talk)


def _planned_by(actor: Actor, key: str) -> Talk:
    talk = held_still(talk_with(key))
    require_sees(actor, talk.reply.round)
    return talk


def _choose(actor: Actor, talk: Talk, starts: datetime) -> None:
    if starts not in talk.offered:
        raise Refusal(NOT_THERE, field="moment")
    if starts <= now():
        raise Refusal(_("This moment is over. Choose the other one, or ask for others."), field="moment")
    if is_busy((talk.one_id, talk.other_id), starts, talk):
        raise Refusal(_("A visitor can no longer come then. Choose the other one, or ask for others."), field="moment")
    if talk.starts != starts:
        talk.starts, talk.confirmed_by = starts, None
        talk.agreed_at, talk.times = now(), talk.times + 1
        room.keep_chosen(talk)
        note(actor, "outreach.talk.agreed", talk.ref)
        telling.tell_agreed(actor, talk)


def _neither(actor: Actor, talk: Talk, moment: str) -> None:
    talk.first = talk.second = talk.starts = talk.confirmed_by = None
    if moment:
        talk.reply.moment = moment
    room.let_go(talk)
    note(actor, "outreach.talk.neither", talk.ref)
    telling.tell_changed(actor, talk)


def _check(talk: Talk, field: str, moment: datetime) -> None:
    there = wall(moment, the_house().zone)
    if moment <= now():
        raise Refusal(_("Choose a moment that is still to come."), field=field)
    if monday(there.date()) != talk.week:
        raise Refusal(_("Choose a day in the week of the talk."), field=field)
    if not EARLIEST <= there.time() <= LATEST:
        raise Refusal(_("Choose a moment between eight in the morning and eight in the evening."), field=field)
    if is_busy((talk.one_id, talk.other_id), moment, talk):
        raise Refusal(_("One of the two has another talk then."), field=field)
