"""Something is not of a theme week, or is after all: who organises it says so, with one tap and no reason.

One public function is one transaction.
"""

from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.plugins import Description, current_hooks
from app.refs import Ref
from app.refusals import NotAllowed, NotFound
from app.web import verbs
from plugins.prevention.themeweeks.holding import UNKNOWN
from plugins.prevention.themeweeks.marking import near
from plugins.prevention.themeweeks.models import LeftOut, ThemeWeek
from plugins.prevention.themeweeks.reading import public_week

LEFT: Final = "prevention.week.left"
JOINED: Final = "prevention.week.joined"
ORGANISERS_ONLY: Final = _("This is for who organises it.")

verbs.register(LEFT, _("Took the mark of a theme week off"))
verbs.register(JOINED, _("Put the mark of a theme week back"))


@transactional
def leave(actor: Actor, key: str, thing: Ref) -> Description:
    """Take the mark off all dates of `thing`; what that is. Twice is once. Raises NotAllowed, NotFound."""
    week, told = _week_of(actor, key, thing)
    if not week.leaves_out(thing):
        week.left_out.append(LeftOut(ref=str(thing)))
        note(actor, LEFT, thing, told.title)
    return told


@transactional
def join(actor: Actor, key: str, thing: Ref) -> Description:
    """Put the mark back; what `thing` is. Twice is once. Raises NotAllowed, NotFound."""
    week, told = _week_of(actor, key, thing)
    if week.leaves_out(thing):
        own = sa.delete(LeftOut).where(LeftOut.week_id == week.id, LeftOut.ref == str(thing))
        db.session.execute(own)
        note(actor, JOINED, thing, told.title)
    return told


def _week_of(actor: Actor, key: str, thing: Ref) -> tuple[ThemeWeek, Description]:
    week = public_week(key)
    told = current_hooks().describe([thing], actor.subject).get(thing)
    if week is None or told is None or week not in near(thing)[1]:
        raise NotFound(UNKNOWN)
    if not told.decides:
        raise NotAllowed(ORGANISERS_ONLY)
    return week, told
