"""Which tasks to propose to somebody after a booking: what there is, weighed by `offers`."""

from datetime import timedelta
from typing import Final

from app.clock import Span, now
from plugins.contributions.asked import Asked
from plugins.contributions.asking import open_tasks
from plugins.contributions.offers import choose
from plugins.contributions.talents.reading import likings
from plugins.contributions.things import Thing

AROUND: Final = timedelta(days=3)
"""How far from the booking we look for what things need."""


def proposals(thing: Thing, person_id: int | None) -> list[Asked]:
    """At most two tasks that the reader did not promise yet: what they like, and what fits the hour of `thing`."""
    moment = now()
    window = thing.span.padded(AROUND, AROUND)
    if window.end <= moment:
        return []
    window = Span(max(window.start, moment), window.end)
    asked = [one for one in open_tasks(thing.house_id, person_id, window) if not one.mine]
    return choose(asked, thing.span, thing.ref, thing.zone, likings(person_id))
