"""The talks of one day of who visits, with names and addresses: each is a look, and the person sees it."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now, wall
from app.db import transactional
from app.refusals import Refusal
from plugins.outreach.door.day import days_open
from plugins.outreach.partners.models import VISITOR
from plugins.outreach.partners.rights import require
from plugins.outreach.place import the_house
from plugins.outreach.talks.looking import look_for
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.reading import talks_of
from plugins.outreach.talks.rights import is_of_now, visits


def own_days(actor: Actor) -> list[tuple[date, list[Talk]]]:
    """The days that are open now, each with one's own talks that are agreed on. No address is looked at."""
    return [(day, talks_on(actor, day)) for day in days_open(now(), the_house().zone)]


def talks_on(actor: Actor, day: date) -> list[Talk]:
    """One's own talks of a day that are agreed on and did not take place yet, in order."""
    zone = the_house().zone
    own = [talk for talk in talks_of(actor.subject or 0) if visits(actor, talk) and is_of_now(talk)]
    return [talk for talk in own if talk.starts and wall(talk.starts, zone).date() == day]


@transactional
def look_at_day(actor: Actor, day: date, kind: str) -> Sequence[Talk]:
    """All that one needs at the doors of a day, looked at in one of `LOOKS`.

    Raises Refusal for a day that is not open (yet, or any more), NotAllowed for who does not visit.
    """
    require(actor, VISITOR)
    if day not in days_open(now(), the_house().zone):
        raise Refusal(_("You see addresses on the day itself, and from six o'clock the evening before."))
    talks = talks_on(actor, day)
    for talk in talks:
        look_for(actor, talk, kind)
    return talks
