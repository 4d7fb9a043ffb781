"""Plan a talk: two visitors and a week. By coordinators and callers of the round; a visitor may step back."""

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.outreach.replies.keeping import UNKNOWN
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.keeping import locked
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks import room, telling
from plugins.outreach.talks.busy import is_busy
from plugins.outreach.talks.ending import let_go
from plugins.outreach.talks.held import OVER, held_still
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.reading import lines_for, talk_of, talk_with, visitors_for, weeks_ahead
from plugins.outreach.talks.rights import visits

for _verb, _words in {
    "outreach.talk.planned": _("Planned a talk: two visitors and a week"),
    "outreach.talk.stepped_back": _("A visitor cannot come to a talk"),
    "outreach.talk.unplanned": _("Took a talk off the plan"),
}.items():
    verbs.register(_verb, _words)


@transactional
def plan(actor: Actor, key: str, reply_key: str, week: date, visitors: tuple[str, str]) -> str:
    """Two visitors (public ids) for who said yes, in the week of a Monday; the public id of the talk.

    Planned again, with other visitors or another week: moments that were offered stay where the week is the same.
    Raises Refusal beside `week` or `visitors`, NotFound, NotAllowed.
    """
    one = locked(round_with(key))
    require_sees(actor, one)
    reply = reply_in(one, reply_key)
    talk = talk_of(reply)
    if talk is not None and talk.stage is Stage.HELD:
        raise Refusal(OVER)
    if week not in weeks_ahead() and (talk is None or week != talk.week):
        raise Refusal(_("Choose one of the weeks that come."), field="week")
    ids = _ids_of(one, week, visitors, talk)
    before, was = ((talk.one_id, talk.other_id), talk.week) if talk else ((None, None), week)
    if talk is None:
        talk = Talk(public_id=new_public_id(), reply_id=reply.id)
        db.session.add(talk)
    elif talk.week == week:
        _refuse_busy(talk, ids)
    else:
        talk.first = talk.second = talk.starts = talk.confirmed_by = None
        room.let_go(talk)
    talk.week, (talk.one_id, talk.other_id), talk.planned_by_id = week, ids, actor.subject
    db.session.flush()
    db.session.refresh(talk)
    note(actor, "outreach.talk.planned", talk.ref)
    telling.tell_planned(actor, talk, before if was == week else (None, None))
    telling.tell_off(actor, talk, set(before) - set(ids))
    return talk.public_id


@transactional
def step_back(actor: Actor, key: str) -> None:
    """A visitor cannot come: somebody else is looked for, the moment stays. Raises NotFound, NotAllowed, Refusal."""
    talk = held_still(talk_with(key))
    if not visits(actor, talk):
        raise NotAllowed(_("Only who visits can step back."))
    if actor.subject == talk.one_id:
        talk.one_id = None
    else:
        talk.other_id = None
    db.session.flush()
    db.session.refresh(talk)
    note(actor, "outreach.talk.stepped_back", talk.ref)
    telling.tell_stepped_back(actor, talk)


@transactional
def unplan(actor: Actor, key: str) -> None:
    """Take a talk off the plan: who said yes is to be planned again. Raises NotFound, NotAllowed, Refusal."""
    talk = held_still(talk_with(key))
    require_sees(actor, talk.reply.round)
    note(actor, "outreach.talk.unplanned", talk.ref)
    let_go(actor, talk)
    db.session.delete(talk)


def _refuse_busy(talk: Talk, ids: tuple[int, int]) -> None:
    """Whoever comes instead must be free at the moment that is agreed on, or both that are offered."""
    moments = (talk.starts,) if talk.starts else talk.offered
    if any(is_busy(set(ids) - {talk.one_id, talk.other_id}, moment, talk) for moment in moments):
        raise Refusal(
            _("Who comes instead has another talk then. Choose somebody else, or another week with new moments."),
            field="visitors",
        )


def reply_in(one: Round, key: str) -> Reply:
    """Who said yes, in this round. Raises NotFound."""
    known = select(Reply).where(Reply.public_id == key, Reply.round_id == one.id)
    found = db.session.scalar(known) if key.isalnum() else None
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def _ids_of(one: Round, week: date, visitors: tuple[str, str], talk: Talk | None) -> tuple[int, int]:
    """Ids of persons. How many talks they like binds.

    Where they like to go and what they speak is not asked here: whoever plans may know better than the labels.
    """
    lines = {line.person.public_id: line for line in lines_for(one)}
    first, second = visitors
    if first == second or not {first, second} <= lines.keys():
        raise Refusal(_("Choose two visitors."), field="visitors")
    chosen = [lines[first], lines[second]]
    kept = {talk.one_id, talk.other_id} if talk else set()
    for line, facts in zip(chosen, visitors_for(chosen, week, talk), strict=True):
        if line.lacking:
            raise Refusal(
                _("%(name)s still needs: %(what)s.", name=line.person.name, what=", ".join(line.lacking)),
                field="visitors",
            )
        if facts.has >= facts.talks and line.person.id not in kept:
            raise Refusal(
                _("%(name)s has as many talks in that month as they like.", name=line.person.name), field="visitors"
            )
    return chosen[0].person.id, chosen[1].person.id
