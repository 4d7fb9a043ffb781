"""Say how it was, and put in what was ticked on paper. One function, one transaction.

`say` takes no actor and writes no line in the log, unlike every other service: there, a time beside a person would tell
who said it. What it stores is two numbers that go up, and words without a moment.
"""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.content import content_changed
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import Refusal
from app.web import verbs
from plugins.activities.after.models import ANSWERS, FINE, LONGEST, Remark, Tally
from plugins.activities.after.publishing import smallest, to_publish
from plugins.activities.dates import label_of
from plugins.activities.models import Occurrence
from plugins.activities.rights import locked, occurrence_for

ASKED_FOR: Final = timedelta(days=14)
"""So long after a date it can be said how it was."""
MOST_ON_PAPER: Final = 500
COUNTED: Final = "activities.after.counted"
TOO_EARLY: Final = _("It has not begun yet. We ask this from the start until two weeks after.")
TOO_LATE: Final = _("We ask this until two weeks after. You can still ask a question on the page of the activity.")

verbs.register(COUNTED, _("Put in what was ticked on paper after a date"))


def is_asked(occurrence: Occurrence) -> bool:
    """Whether it is time to say how it was."""
    return not occurrence.is_cancelled and occurrence.starts <= now() < occurrence.ends + ASKED_FOR


@transactional
def say(occurrence_id: int, answer: str, words: str = "", language: str = "nl") -> None:
    """Say how a date was, FINE or BETTER, with something for a next time. Raises Refusal (field), NotFound."""
    occurrence = locked(occurrence_id)
    _refuse_unless_asked(occurrence)
    if answer not in ANSWERS:
        raise Refusal(_("Choose one of the two."), field="answer")
    words = words.strip()
    if len(words) > LONGEST:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=LONGEST), field="words")
    tally = _tally(occurrence.id)
    if answer == FINE:
        tally.fine += 1
    else:
        tally.better += 1
    if words:
        db.session.add(Remark(id=new_public_id(12), occurrence_id=occurrence.id, words=words, language=language))
    _publish(tally, occurrence)


@transactional
def count_paper(actor: Actor, occurrence_id: int, fine: int, better: int) -> None:
    """Put in how many ticks are on the paper, in place of what was put in before.

    Raises Refusal (field), NotAllowed for who does not organise it, NotFound.
    """
    occurrence = occurrence_for(actor, occurrence_id)
    _refuse_unless_asked(occurrence)
    for field, number in (("fine", fine), ("better", better)):
        if not 0 <= number <= MOST_ON_PAPER:
            raise Refusal(_("How many ticks? Type a number from 0 to 500."), field=field)
    tally = _tally(occurrence.id)
    tally.paper_fine, tally.paper_better = fine, better
    _publish(tally, occurrence)
    note(actor, COUNTED, occurrence.ref, label_of(occurrence))


@transactional
def expire() -> None:
    """Let go of words, three months after the date. The numbers stay: they say nothing about anybody."""
    over = sa.select(Occurrence.id).where(Occurrence.ends < _long_ago(now()))
    db.session.execute(sa.delete(Remark).where(Remark.occurrence_id.in_(over)))


def _long_ago(moment: datetime) -> datetime:
    return moment - timedelta(days=90)


def _refuse_unless_asked(occurrence: Occurrence) -> None:
    if occurrence.is_cancelled:
        raise Refusal(_("This date was called off."))
    if now() < occurrence.starts:
        raise Refusal(TOO_EARLY)
    if not is_asked(occurrence):
        raise Refusal(TOO_LATE)


def _tally(occurrence_id: int) -> Tally:
    """The numbers of a locked date: nobody else counts until this transaction ends."""
    tally = db.session.get(Tally, occurrence_id, populate_existing=True)
    if tally is None:
        zero = dict.fromkeys(("fine", "better", "paper_fine", "paper_better", "shown_fine", "shown_better"), 0)
        tally = Tally(occurrence_id=occurrence_id, **zero)
        db.session.add(tally)
    return tally


def _publish(tally: Tally, occurrence: Occurrence) -> None:
    least = smallest(sensitive=occurrence.activity.sensitive)
    published = to_publish(tally.shown, tally.counted, least)
    if published != tally.shown:
        tally.shown_fine, tally.shown_better = published
        content_changed()
