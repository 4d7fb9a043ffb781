"""Today's talk of the demo: Wout and Anneke go to somebody who said yes."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from app import clock
from app.clock import from_wall, now
from app.db import db
from app.people.models import Person
from plugins.outreach.place import the_house
from plugins.outreach.replies.keeping import replies_to
from plugins.outreach.rounds.reading import rounds
from plugins.outreach.talks.matching import monday
from plugins.outreach.talks.moments import choose_for, confirm, offer
from plugins.outreach.talks.planning import plan

PAIR: Final = ("Wout Tegelveld", "Anneke Zilverberk")
WHO: Final = "Truus Dotterbloem"
HOUR: Final = time(14)


def load(demo: Any) -> None:
    """Planned a week ago, and confirmed by letter."""
    one, *_others = rounds()
    caller = demo.actor("Mirjam Winterloo")
    first, second = (db.session.get_one(Person, demo.person(name)).public_id for name in PAIR)
    (key,) = (key for key, name, *_rest in replies_to(caller, one) if name == WHO)
    with clock.at(now() - timedelta(days=7)):
        talk = plan(caller, one.public_id, key, monday(demo.today), (first, second))
        offer(demo.actor(PAIR[0]), talk, _at(demo.today), _at(_beside(demo.today)))
        choose_for(caller, talk, _at(demo.today))
        confirm(caller, talk, "letter")


def _at(day: date) -> datetime:
    return from_wall(day, HOUR, the_house().zone)


def _beside(day: date) -> date:
    """Another day of the same week."""
    return day + timedelta(days=-1 if day.weekday() == 6 else 1)
