"""Times and lengths of tasks as people say them, and the words of this plugin's log lines."""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.clock import Span, wall
from app.web import dates, verbs
from plugins.contributions.asked import Asked
from plugins.contributions.takes import BY_KEY

DAY: Final = timedelta(days=1)

VERBS: Final = {
    "contributions.task.added": lazy_gettext("Asked for help with a task"),
    "contributions.task.changed": lazy_gettext("Changed a task"),
    "contributions.task.closed": lazy_gettext("Closed a task"),
    "contributions.task.opened": lazy_gettext("Opened a task again"),
    "contributions.promise.made": lazy_gettext("Promised a task"),
    "contributions.promise.withdrawn": lazy_gettext("Took a promise back"),
    "contributions.promise.done": lazy_gettext("Did a task"),
    "contributions.promise.told": lazy_gettext("Told what was done"),
    "contributions.promise.undone": lazy_gettext("A task is not done after all"),
    "contributions.task.done": lazy_gettext("Did a task together"),
    "contributions.task.undone": lazy_gettext("A task is not done together after all"),
    "contributions.thanks.said": lazy_gettext("Said thank you"),
    "contributions.thanks.shared": lazy_gettext("Showed a thank-you on the house’s page"),
    "contributions.thanks.kept": lazy_gettext("Took a thank-you off the house’s page"),
    "contributions.story.added": lazy_gettext("Told what was done together"),
    "contributions.story.changed": lazy_gettext("Changed a story of the house"),
    "contributions.story.removed": lazy_gettext("Took a story of the house away"),
    "contributions.agreement.proposed": lazy_gettext("Proposed what a group does in return"),
    "contributions.agreement.agreed": lazy_gettext("Said yes to what a group does in return"),
    "contributions.agreement.dropped": lazy_gettext("Took a proposal back"),
    "contributions.agreement.looked_back": lazy_gettext("Looked back on a season of a group"),
}

for verb, label in VERBS.items():
    verbs.register(verb, label)


def when_words(asked: Asked, zone: ZoneInfo) -> str:
    """When, for a list: "wo 10 maart, 15:30", "tussen do 11 en za 13 maart", "wanneer je wilt"."""
    if asked.starts is None:
        return _("whenever you like")
    first = wall(asked.starts, zone).date()
    if asked.ends is None:
        return f"{dates.short_day(first)}, {dates.clock(asked.starts, zone)}"
    last = wall(asked.ends - timedelta(seconds=1), zone).date()
    if first == last and asked.ends - asked.starts < DAY:
        return f"{dates.short_day(first)}, {dates.times(Span(asked.starts, asked.ends), zone)}"
    if first == last:
        return _("on %(day)s", day=dates.short_day(first))
    if last - first == DAY:
        return _("%(first)s or %(last)s", first=dates.short_day(first), last=dates.short_day(last))
    return _("between %(first)s and %(last)s", first=dates.short_day(first), last=dates.short_day(last))


def about_words(minutes: int) -> str:
    """How long, about, for a list: "20 minuten", "een kwartiertje", "anderhalf uur"."""
    usual = {
        15: _("a quarter of an hour"),
        30: _("half an hour"),
        60: _("an hour"),
        90: _("an hour and a half"),
        120: _("two hours"),
        180: _("three hours"),
    }
    return usual.get(minutes) or dates.duration(minutes)


def take_words(asked: Asked) -> list[str]:
    """What it takes, in words."""
    return [str(BY_KEY[key].label) for key in asked.takes]


def how_words(asked: Asked, zone: ZoneInfo) -> str:
    """One line below a task's title: when, how long, what it takes."""
    return " · ".join([when_words(asked, zone), about_words(asked.minutes), *take_words(asked)])


def job_words(asked: Asked) -> str:
    """One line below a job of a work day, where the day is said already: how long, what it takes."""
    return " · ".join([about_words(asked.minutes), *take_words(asked)])


def offer_words(asked: Asked, zone: ZoneInfo) -> str:
    """The same in short sentences, for a proposal: "Op do 18 maart, om 16:00 uur. 10 minuten. Kan zittend."."""
    sentences = [offer_when(asked, zone), dates.duration(asked.minutes), *take_words(asked)]
    return " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences)


def offer_when(asked: Asked, zone: ZoneInfo) -> str:
    """When, as the beginning of a sentence."""
    if asked.starts is None:
        return _("whenever you like")
    if asked.ends is not None:
        first = wall(asked.starts, zone).date()
        last = wall(asked.ends - timedelta(seconds=1), zone).date()
        if last - first == DAY:
            return _("on %(first)s or %(last)s", first=dates.weekday(first), last=dates.weekday(last))
        return when_words(asked, zone)
    return _("on %(day)s at %(time)s", day=dates.day(asked.starts, zone), time=dates.clock(asked.starts, zone))


def icon_of(asked: Asked) -> str:
    """The icon beside a proposal."""
    if asked.places > 1 or "together" in asked.takes:
        return "people-fill"
    if "at_home" in asked.takes:
        return "house-heart"
    if {"heavy", "high"}.intersection(asked.takes):
        return "tools"
    return "flower1" if "seated" in asked.takes else "person-raised-hand"
