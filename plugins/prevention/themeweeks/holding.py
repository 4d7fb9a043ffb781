"""Hold a theme week: plan it, change it and back, call it off and on again. For who takes part in the circle.

One public function is one transaction.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.prevention.circles.having import LONGEST, for_member, somebody
from plugins.prevention.circles.models import Circle
from plugins.prevention.circles.words import TOO_LONG
from plugins.prevention.themeweeks import versions
from plugins.prevention.themeweeks.models import ThemeWeek

MOST_DAYS: Final = 14
AHEAD: Final = timedelta(days=400)
UNKNOWN: Final = _("We don't know this theme week. Maybe it was called off.")
PLANNED: Final = "prevention.week.planned"
CHANGED: Final = "prevention.week.changed"
CALLED_OFF: Final = "prevention.week.called_off"
CALLED_ON: Final = "prevention.week.called_on"

for _verb, _label in {
    PLANNED: _("Planned a theme week"),
    CHANGED: _("Changed a theme week"),
    CALLED_OFF: _("Called off a theme week"),
    CALLED_ON: _("Let a theme week go on after all"),
}.items():
    verbs.register(_verb, _label)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekValues:
    """What a theme week is called, from which day to which (both are part of it), and a few words."""

    title: str
    first: date
    last: date
    about: str = ""


@transactional
def plan(actor: Actor, slug: str, values: WeekValues) -> str:
    """Plan a theme week of the circle; its public id. Raises Refusal (with its field), NotAllowed, NotFound."""
    circle = for_member(actor, slug)
    if circle.stopped_at is not None:
        raise Refusal(_("This circle rests. Wake it first."))
    week = ThemeWeek(
        public_id=new_public_id(), circle_id=circle.id, theme=circle.theme, title="", about="", made_at=now()
    )
    _fill(actor, circle, week, values)
    circle.alive_at = now()
    db.session.add(week)
    db.session.flush()
    versions.keep(week)
    note(actor, PLANNED, week.thing, week.title)
    return week.public_id


@transactional
def change(actor: Actor, key: str, values: WeekValues) -> str:
    """Change it; the version that tells how it was, "" when nothing changed.

    Raises Refusal (with its field), NotAllowed, NotFound.
    """
    circle, week = _of_mine(actor, key)
    before, was = versions.newest(week), versions.told_by(week)
    _fill(actor, circle, week, values)
    return _changed(actor, week, before, was)


@transactional
def restore(actor: Actor, key: str, version_key: str) -> str:
    """Put an earlier version back, words of whoever wrote them; the version that tells how it was, "" for no change.

    Raises Refusal where its days are over or another week came in them, NotAllowed, NotFound.
    """
    circle, week = _of_mine(actor, key)
    version = versions.version_with(week, version_key)
    if version is None:
        raise NotFound(_("We don't keep this version any more."))
    before, was = versions.newest(week), versions.told_by(week)
    if (version.first_day, version.last_day) != (week.first_day, week.last_day):
        _check_days(circle, week, WeekValues(title=version.title, first=version.first_day, last=version.last_day))
    for name in versions.FIELDS:
        setattr(week, name, getattr(version, name))
    return _changed(actor, week, before, was)


@transactional
def call_off(actor: Actor, key: str) -> None:
    """Call it off: nothing is marked any more. Twice is once. Raises NotAllowed, NotFound."""
    _circle, week = _of_mine(actor, key)
    if week.removed_at is None:
        week.removed_at = now()
        note(actor, CALLED_OFF, week.thing, week.title)


@transactional
def call_on(actor: Actor, key: str) -> None:
    """Let it go on after all. Raises Refusal where another came in its place, NotAllowed, NotFound."""
    circle, week = _of_mine(actor, key)
    if week.removed_at is not None:
        _refuse_two(circle, week, week.first_day, week.last_day)
        week.removed_at = None
        note(actor, CALLED_ON, week.thing, week.title)


def _of_mine(actor: Actor, key: str) -> tuple[Circle, ThemeWeek]:
    somebody(actor)
    week = db.session.scalar(sa.select(ThemeWeek).where(ThemeWeek.public_id == key)) if key.isalnum() else None
    if week is None:
        raise NotFound(UNKNOWN)
    return for_member(actor, week.circle.slug), week


def _changed(actor: Actor, week: ThemeWeek, before: str, was: tuple[object, ...]) -> str:
    if versions.told_by(week) == was:
        return ""
    versions.keep(week)
    note(actor, CHANGED, week.thing, week.title)
    return before


def _fill(actor: Actor, circle: Circle, week: ThemeWeek, values: WeekValues) -> None:
    title, about = " ".join(values.title.split()), values.about.strip()
    if not any(sign.isalnum() for sign in title):
        raise Refusal(_("What is the week called? A few words are enough."), field="title")
    if len(title) > 80:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=80), field="title")
    if len(about) > LONGEST:
        raise Refusal(TOO_LONG, field="about")
    _check_days(circle, week, values)
    if about != week.about:
        week.about, week.about_by_id = about, actor.subject
    week.title, week.first_day, week.last_day = title, values.first, values.last


def _check_days(circle: Circle, week: ThemeWeek, values: WeekValues) -> None:
    today = wall(now(), circle.house.zone).date()
    if values.last < values.first:
        raise Refusal(_("The last day comes after the first, or is the same day."), field="last")
    if (values.last - values.first).days >= MOST_DAYS:
        raise Refusal(_("A theme week is at most %(max)s days.", max=MOST_DAYS), field="last")
    if values.last < today:
        raise Refusal(_("That is over. Choose days to come."), field="last")
    if values.first > today + AHEAD:
        raise Refusal(_("That is far ahead. Choose a day within a year."), field="first")
    _refuse_two(circle, week, values.first, values.last)


def _refuse_two(circle: Circle, week: ThemeWeek, first: date, last: date) -> None:
    """One week of a theme at a time: two that mark the same things say nothing."""
    others = sa.select(ThemeWeek).where(
        ThemeWeek.theme == (week.theme or circle.theme),
        ThemeWeek.public_id != week.public_id,
        ThemeWeek.removed_at.is_(None),
        ThemeWeek.first_day <= last,
        ThemeWeek.last_day >= first,
    )
    other = db.session.scalars(others.limit(1)).first()
    if other is not None:
        message = _(
            "In these days there is “%(title)s” already. Join in with that, or choose other days.", title=other.title
        )
        raise Refusal(message, field="first")
