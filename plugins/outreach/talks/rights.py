"""Who sees what of a talk.

The two who visit see the week and the district; the name and address from when a moment is agreed on, until the talk
took place, and never later than two days after that moment. Coordinators and callers of the round: `rounds.rights`.
"""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.refusals import NotAllowed
from plugins.outreach.partners.models import VISITOR
from plugins.outreach.partners.rights import has_part
from plugins.outreach.rounds.rights import sees
from plugins.outreach.talks.models import Stage, Talk

AFTER: Final = timedelta(days=2)
"""So long after its moment a talk that nobody told of is still of now."""


def visits(actor: Actor, talk: Talk) -> bool:
    """Whether it is the own talk of `actor`, who types themselves and visits still."""
    own = actor.subject is not None and actor.subject == actor.typist
    return own and actor.subject in (talk.one_id, talk.other_id) and has_part(actor, VISITOR)


def is_of_now(talk: Talk) -> bool:
    """Whether its visitors need the address: a moment is agreed on, and the talk is still to come or just over."""
    open_still = talk.reply.round.closed is None and talk.stage is Stage.AGREED
    return open_still and talk.starts is not None and now() < talk.starts + AFTER


def sees_address(actor: Actor, talk: Talk) -> bool:
    """Whether `actor` may look at the name and address: their own talk of now, or who sees the people of its round."""
    return sees(actor, talk.reply.round) or (visits(actor, talk) and is_of_now(talk))


def require_address(actor: Actor, talk: Talk) -> None:
    """Raises NotAllowed."""
    if not sees_address(actor, talk):
        raise NotAllowed(_("You see the address from when a moment is agreed on, until the talk has been."))


def require_part_in(actor: Actor, talk: Talk) -> None:
    """Raises NotAllowed for who neither visits nor plans."""
    if not (visits(actor, talk) or sees(actor, talk.reply.round)):
        raise NotAllowed(_("This talk is planned by others. Ask a coordinator."))
