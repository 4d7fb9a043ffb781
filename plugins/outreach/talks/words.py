"""How far a talk is and why two visitors fit, in words for who plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.calendar.labels import BY_KEY
from app.web import dates
from plugins.outreach.replies.models import Reply
from plugins.outreach.talks.matching import Match, Misfit, Need, Visitor, misfits, month_of, proposals
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.reading import lines_for, need_of, pairs_among, visitors_for
from plugins.outreach.talks.showing import listed
from plugins.outreach.visitors.reading import Line

WAYS: Final = {
    "home": lazy_gettext("a talk at home"),
    "walk": lazy_gettext("a walk together"),
    "house": lazy_gettext("a talk in the house of the neighbourhood"),
    "phone": lazy_gettext("a talk by phone"),
}
"""Forms of a talk, for who visits and plans."""
STAGES: Final = {
    Stage.PLANNED: lazy_gettext("two moments are still to be offered"),
    Stage.OFFERED: lazy_gettext("two moments are offered"),
    Stage.AGREED: lazy_gettext("agreed"),
    Stage.HELD: lazy_gettext("it took place"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two visitors to choose: their public ids, who they are, and why they fit, a sentence each."""

    keys: tuple[str, str]
    names: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Who could go to a talk in a week: proposals; why each pair that there is does not go; and who may be named."""

    proposals: tuple[Proposal, ...]
    misfits: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]
    """(public id, name and how many talks of how many they like), of everybody who is ready."""


def week_words(week: date) -> str:
    """As in "22 tot en met 28 maart"."""
    return dates.day_range(week, week + timedelta(days=6))


def stage_words(talk: Talk) -> str:
    """How far it is, in a few words."""
    if len(talk.visitors) < 2 and talk.stage is not Stage.HELD:
        return _("a visitor is missing")
    return str(STAGES[talk.stage])


def language_words(reply: Reply) -> str:
    """As they said it; Dutch where they said nothing."""
    return reply.language or str(BY_KEY["taal-nl"].label)


def fit_for(reply: Reply, week: date, talk: Talk | None) -> Fit:
    """Who could go to the talk of a reply, planned as `talk` already or not, in the week of a Monday."""
    lines = lines_for(reply.round)
    need, facts, pairs = need_of(reply), visitors_for(lines, week, talk), pairs_among(lines)
    by_key = {line.person.public_id: line for line in lines}
    ready = tuple(one for one in facts if one.ready)
    return Fit(
        tuple(_proposal(match, reply, need, week, by_key) for match in proposals(need, facts, pairs)),
        tuple(
            (listed([by_key[key].person.first_name for key in (one, other)]), _misfit_words(reason, reply))
            for one, other, reason in misfits(need, facts, pairs)
        ),
        tuple((one.key, f"{by_key[one.key].person.name} ({_load(one)})") for one in ready),
    )


def _proposal(match: Match, reply: Reply, need: Need, week: date, lines: Mapping[str, Line]) -> Proposal:
    both = (match.one, match.other)
    names = {one.key: lines[one.key].person.first_name for one in both}
    why = [_("They go together more often.")] if match.usual else []
    if any(one.areas for one in both):
        why.append(_("Both like to come to %(district)s.", district=reply.round.district.name))
    else:
        why.append(_("Both like to go everywhere."))
    who = [names[one.key] for one in both if need.language in one.languages]
    why.append(_("%(language)s: %(names)s.", language=language_words(reply), names=listed(who)))
    month = dates.month_name(month_of(week))
    loads = ", ".join(f"{names[one.key]} {_load(one)}" for one in both)
    why.append(_("Talks in %(month)s: %(loads)s.", month=month, loads=loads))
    full = listed([lines[one.key].person.name for one in both])
    return Proposal((match.one.key, match.other.key), full, tuple(why))


def _misfit_words(reason: Misfit, reply: Reply) -> str:
    if reason is Misfit.PAPERS:
        return _("something is still to be arranged: training, pass or certificate of conduct")
    if reason is Misfit.FULL:
        return _("they have as many talks in that month as they like")
    if reason is Misfit.AREA:
        return _("they like to go to other districts")
    return _("this language is not one of theirs: %(language)s", language=language_words(reply))


def _load(one: Visitor) -> str:
    return _("%(has)s of %(most)s", has=one.has, most=one.talks)
