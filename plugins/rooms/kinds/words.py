"""Rules in plain sentences, in the reader's language."""

from typing import Final

from flask_babel import format_decimal, lazy_gettext, ngettext
from flask_babel import gettext as _

from app.places.models import House
from app.refusals import RuleLink
from plugins.rooms import purposes
from plugins.rooms.kinds.ruling import Per, Rule, What

PERS: Final = {
    Per.WEEK: lazy_gettext("a week"),
    Per.MONTH: lazy_gettext("a month"),
    Per.SEASON: lazy_gettext("a season"),
}
WHATS: Final = {
    What.LONGEST: lazy_gettext("How long at a time (hours)"),
    What.NOTICE: lazy_gettext("How many days ahead one asks, at least"),
    What.HORIZON: lazy_gettext("How many days ahead one can book, at most"),
    What.APPROVAL: lazy_gettext("A host says yes first (1 is yes, 0 is not needed)"),
    What.HOURS: lazy_gettext("How many hours in a period"),
    What.TIMES: lazy_gettext("How many times in a period"),
    What.NEIGHBOURS: lazy_gettext("The neighbourhood first: others from how many days ahead"),
}


def sentence(rule: Rule, room: str = "") -> str:
    """A rule as a line: "Feest in Zaal A: hoogstens 6 uur achter elkaar."."""
    about = purposes.label(rule.kind) if rule.kind else _("Every use")
    if room:
        about = _("%(what)s in %(room)s", what=about, room=room)
    return f"{about}: {says(rule)}."


def says(rule: Rule) -> str:
    """What a rule says, without what it is about."""
    n = rule.value
    if rule.what is What.APPROVAL:
        return _("a host says yes first") if n else _("no yes of a host is needed")
    per = str(PERS[rule.per])
    said = {
        What.LONGEST: lambda: ngettext("at most %(num)s hour at a time", "at most %(num)s hours at a time", n),
        What.NOTICE: lambda: ngettext("ask at least %(num)s day ahead", "ask at least %(num)s days ahead", n),
        What.HORIZON: lambda: ngettext("at most %(num)s day ahead", "at most %(num)s days ahead", n),
        What.HOURS: lambda: ngettext(
            "at most %(num)s hour %(per)s for each person or group",
            "at most %(num)s hours %(per)s for each person or group",
            n,
            per=per,
        ),
        What.TIMES: lambda: ngettext(
            "at most %(num)s time %(per)s for each person or group",
            "at most %(num)s times %(per)s for each person or group",
            n,
            per=per,
        ),
        What.NEIGHBOURS: lambda: ngettext(
            "people of the neighbourhood first; others from %(num)s day ahead",
            "people of the neighbourhood first; others from %(num)s days ahead",
            n,
        ),
    }
    return said[rule.what]()


def left_words(rule: Rule, left: float) -> str:
    """What is left of a counted rule: "Nog 2 van 4 keer per maand."."""
    values = {"left": format_decimal(left), "all": rule.value, "per": str(PERS[rule.per])}
    if rule.what is What.TIMES:
        return _("You can still book %(left)s of %(all)s times %(per)s.", **values)
    return _("You can still book %(left)s of %(all)s hours %(per)s.", **values)


def link(rule: Rule, house: House, room: str = "") -> RuleLink:
    """The rule behind a refusal: its sentence, since when, and where to read why."""
    return RuleLink(sentence(rule, room), rule.since, f"/rooms/agreed/{house.slug}#rule-{rule.key}")
