"""A room for a talk in the house: held at both moments while one is chosen from them, then at the chosen one alone.

Whoever looks at the room sees that it is taken, and not for what.
"""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import Span
from app.db import db, transactional
from app.journal import note
from app.places.holding import Closed, Taken, hold, hold_agreed, release_all
from app.places.models import Space
from app.places.requests import HoldRequest
from app.places.search import nearest_free, spaces_for
from app.refs import Ref
from app.refusals import Refusal
from app.web import dates, verbs
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import HOUSE
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks.held import held_still
from plugins.outreach.talks.models import LENGTH, Talk
from plugins.outreach.talks.reading import talk_with

KIND: Final = "moment"
"""The kind of the references that hold a room."""

verbs.register("outreach.talk.room", _("Chose a room for a talk"))


def refs_of(talk: Talk) -> tuple[Ref, Ref]:
    """What holds the room at the first moment, and at the second."""
    first, second = (Ref("outreach", KIND, f"{talk.public_id}-{number}") for number in (1, 2))
    return first, second


def rooms() -> Sequence[Space]:
    """The rooms of the house that a talk may be in: not private ones."""
    return spaces_for([the_house().id], people=3)


def room_of(talk: Talk) -> Space | None:
    """The room that was chosen."""
    return db.session.get(Space, talk.space_id) if talk.space_id and talk.reply.form == HOUSE else None


@transactional
def choose_room(actor: Actor, key: str, slug: str) -> None:
    """Who plans chooses a room; it is held at the moments that there are. Raises Refusal beside `room`, NotAllowed."""
    talk = held_still(talk_with(key))
    require_sees(actor, talk.reply.round)
    found = next((one for one in rooms() if one.slug == slug), None)
    if found is None or talk.reply.form != HOUSE:
        raise Refusal(_("Choose one of these."), field="room")
    let_go(talk)
    talk.space_id = found.id
    if talk.starts:
        keep_chosen(talk, "room")
    else:
        hold_offered(actor, talk, ("room", "room"))
    note(actor, "outreach.talk.room", talk.ref)


def hold_offered(actor: Actor, talk: Talk, fields: tuple[str, str] = ("first", "second")) -> None:
    """Hold the room at both moments, as the rules of the house allow `actor`. Raises Refusal beside a field."""
    let_go(talk)
    space = room_of(talk)
    if space is None or talk.first is None or talk.second is None:
        return
    spans = (Span(talk.first, talk.first + LENGTH), Span(talk.second, talk.second + LENGTH))
    try:
        hold(_request(actor, talk, space, spans, refs_of(talk)))
    except (Taken, Closed) as refusal:
        wrong = next(number for number, span in enumerate(spans) if span in refusal.spans or number)
        raise _elsewhere(space, spans[wrong], fields[wrong]) from refusal


def keep_chosen(talk: Talk, field: str = "moment") -> None:
    """Hold the room at the chosen moment, and let go of the other one. Raises Refusal beside `field`."""
    let_go(talk)
    space = room_of(talk)
    if space is None or talk.starts is None:
        return
    span, ref = Span(talk.starts, talk.starts + LENGTH), refs_of(talk)[0 if talk.starts == talk.first else 1]
    try:
        hold_agreed(_request(Actor.guest(), talk, space, (span,), (ref,)))
    except (Taken, Closed) as refusal:
        raise _elsewhere(space, span, field) from refusal


def let_go(talk: Talk) -> None:
    """Let go of all that is held for a talk."""
    release_all(refs_of(talk))


def follow_form(talk: Talk) -> None:
    """Where the talk is no longer in the house, no room is held for it."""
    if talk.reply.form != HOUSE:
        let_go(talk)
        talk.space_id = None


def _request(actor: Actor, talk: Talk, space: Space, spans: tuple[Span, ...], refs: tuple[Ref, ...]) -> HoldRequest:
    return HoldRequest(
        actor=actor,
        ref=refs[0],
        house_id=space.house_id,
        space_ids=(space.id,),
        spans=spans,
        purpose="meeting",
        refs=refs,
    )


def _elsewhere(space: Space, span: Span, field: str) -> Refusal:
    """What is possible that day."""
    zone = space.house.zone
    free = sorted(one.span for one in nearest_free(space, span)[:3])
    day = dates.day(span.start, zone)
    if not free:
        return Refusal(gettext("%(room)s is not free on %(day)s.", room=space.name, day=day), field=field)
    times = ", ".join(dates.clock(one.start, zone) for one in free)
    return Refusal(
        gettext(
            "%(room)s is not free then. On %(day)s it is free at: %(times)s.", room=space.name, day=day, times=times
        ),
        field=field,
    )
