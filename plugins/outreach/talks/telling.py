"""What visitors and coordinators hear of a talk, through their own channel. Never who is visited, or how to reach them.

A notice holds ids, a week and a district; what it says is looked up when it goes out, and not said when it is no
longer true. What has not gone out is taken back by what comes after it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.actors import Actor
from app.db import db
from app.notices.wording import link_to
from plugins.outreach.place import the_house
from plugins.outreach.rounds.staff import coordinators_of
from plugins.outreach.talks.models import Stage, Talk

PLANNED: Final = "outreach.talk.planned"
AGREED: Final = "outreach.talk.agreed"
CHANGED: Final = "outreach.talk.changed"
ALONE: Final = "outreach.talk.alone"
MISSING: Final = "outreach.talk.missing"
OFF: Final = "outreach.talk.off"


def tell_planned(actor: Actor, talk: Talk, before: tuple[int | None, int | None]) -> None:
    """A talk is planned for its visitors; those who were to come `before` know it, if they heard it."""
    unheard = take_back_all(talk)
    known = () if unheard else before
    send(actor, talk, PLANNED, [one for one in _visitors(talk) if one not in known])


def tell_agreed(actor: Actor, talk: Talk) -> None:
    """A moment was chosen."""
    _take_back(talk, AGREED, CHANGED)
    send(actor, talk, AGREED, _visitors(talk))


def tell_changed(actor: Actor, talk: Talk) -> None:
    """The moments are off: others are to be offered, or have been."""
    _take_back(talk, AGREED, CHANGED)
    send(actor, talk, CHANGED, _visitors(talk))


def tell_stepped_back(actor: Actor, talk: Talk) -> None:
    """One of the two cannot come: the other hears it, and who coordinates looks for somebody else."""
    send(actor, talk, ALONE, _visitors(talk))
    _take_back(talk, MISSING)
    send(actor, talk, MISSING, [one.id for one in coordinators_of(talk.reply.round)])


def tell_off(actor: Actor, talk: Talk, people: Iterable[int | None]) -> None:
    """These visitors need not come any more."""
    send(actor, talk, OFF, [one for one in people if one is not None])


def take_back_all(talk: Talk) -> bool:
    """Whatever has not gone out is not said; whether they had not even heard that it was planned."""
    unheard = notices.withdraw(talk.ref, PLANNED)
    notices.withdraw(talk.ref)
    return bool(unheard)


def _visitors(talk: Talk) -> list[int]:
    return [one.id for one in talk.visitors]


def _take_back(talk: Talk, *kinds: str) -> None:
    for kind in kinds:
        notices.withdraw(talk.ref, kind)


def send(actor: Actor, talk: Talk, kind: str, people: Iterable[int]) -> None:
    """To everybody but who does it themselves."""
    house_id = the_house().id
    facts = {"talk": talk.ref, "week": talk.week, "district": talk.reply.round.district.name}
    for person_id in people:
        if person_id != actor.typist:
            params = {**facts, "person": person_id}
            notices.send(notices.Recipient(person_id=person_id), kind, params, ref=talk.ref, house_id=house_id)


def _if(wanted: Any) -> notices.kinds.Prepare:
    """Say it as long as `wanted` is true of the talk, with its moment and its moments."""

    def prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
        talk = db.session.scalar(select(Talk).where(Talk.public_id == params["talk"].key))
        if talk is None or talk.reply.round.closed or not wanted(talk, params["person"]):
            return None
        pages = {"own_page": link_to("outreach.visiting"), "rounds_page": link_to("outreach.all_rounds")}
        return {**params, **pages, "week": talk.week, "starts": talk.starts, "offered": talk.offered}

    return prepare


def _goes(talk: Talk, person_id: int) -> bool:
    return talk.stage is not Stage.HELD and person_id in (talk.one_id, talk.other_id)


for _kind, _subject, _name, _prepare in (
    (PLANNED, _("A talk is planned for you"), "planned", _if(_goes)),
    (AGREED, _("The moment of your talk"), "agreed", _if(lambda talk, person: _goes(talk, person) and talk.starts)),
    (CHANGED, _("Your talk gets another moment"), "changed",
     _if(lambda talk, person: _goes(talk, person) and not talk.starts)),
    (ALONE, _("Another visitor is looked for"), "alone",
     _if(lambda talk, person: _goes(talk, person) and len(talk.visitors) < 2)),
    (MISSING, _("A talk misses a visitor"), "missing",
     _if(lambda talk, person: talk.stage is not Stage.HELD and len(talk.visitors) < 2)),
    (OFF, _("A talk is off for you"), "off", None),
):  # fmt: skip
    notices.kinds.register(
        _kind,
        subject=_subject,
        template=f"outreach/talks/told/{_name}.txt",
        spoken=f"outreach/talks/told/{_name}_spoken.txt",
        prepare=_prepare,
    )
