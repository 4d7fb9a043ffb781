"""Its part of the demo house: one who waits for a yes, at the desk; one who got a yes and may decide."""

from datetime import timedelta
from typing import Any, Final

from app.calendar.entry import Entry, EntryQuery
from app.clock import Span, now
from app.db import db
from app.people.models import Person
from app.plugins import current_hooks
from plugins.prevention.together.answering import answer
from plugins.prevention.together.asking import ask, ways_of

ASKS: Final = (
    ("Ria Klokman", "Eettafel ‘Schuif aan’", ""),
    ("Lieke Morgenster", "Dansavond", "yes"),
)
"""Who asks for company at the next date of what, and what who was asked says."""


def load(demo: Any) -> None:
    """Ask, and answer for one of them. Nothing where no activities are."""
    for name, title, said in ASKS:
        entry = _next(title)
        if entry is None:
            continue
        actor = demo.actor(name)
        somebody = db.session.get_one(Person, actor.subject)
        key = ask(actor, entry.ref, ways_of(somebody)[0])
        if said:
            answer(demo.actor(_first_asked(entry)), key, yes=True)


def _first_asked(entry: Entry) -> str:
    told = current_hooks().welcomers(entry.ref)
    return db.session.get_one(Person, min(one.person_id for one in told)).name


def _next(title: str) -> Entry | None:
    """The first date of something that is more than a day away."""
    window = Span(now() + timedelta(days=1), now() + timedelta(days=30))
    found = current_hooks().entries(EntryQuery(window=window))
    dates = [one for one in found if one.title.startswith(title) and one.span.start > window.start]
    return min(dates, key=lambda one: one.span.start, default=None)
