"""What is kept of people in a round, what is never kept, and for how long: taken from the tables and the deadlines."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.notices.retention import KEPT as NOTICES
from app.privacy.retention import LOG_DAYS
from plugins.outreach.replies.deadlines import AFTER_TALK, LOOKS, TO_TELL, WITHOUT_TALK
from plugins.outreach.visitors.keeping import KEPT as VISITORS

KEPT: Final = {
    "name": _("Their name"),
    "address": _("Their address, only for a talk at home"),
    "phone": _("Their phone number"),
    "reach": _("Another way to reach them, if they gave one"),
    "moment": _("When it suits them"),
    "form": _("Where they like to talk: at home, on a walk, in the house, by phone"),
    "together": _("Whether somebody sits in, not who"),
    "language": _("In which language they like to talk"),
}
"""Each column of a reply that tells something of somebody, in words. A test holds it against the table."""
NEVER: Final = (
    _("The address list of the letters: whoever sends them has it, we do not."),
    _("Who said “no” or “later”, or did not answer: that is only a number."),
    _("A date of birth or an age."),
    _("Anything about health, money, faith or origin."),
    _("Anything of what was said in the talk."),
    _("The codes in the letters: only a mark by which a code is recognised, that nobody can read back."),
    _("A citizen service number (BSN), or a copy of a passport."),
    _("The certificate of conduct (VOG) of a visitor: only the day on which it was seen, and by whom."),
)


def terms() -> Iterator[tuple[str, str]]:
    """(what, how long it is here), in words of the reader."""
    yield gettext("A yes of which no talk came"), gettext("%(long)s after the yes", long=in_words(WITHOUT_TALK))
    yield (
        gettext("A yes with a talk to come"),
        gettext("%(long)s after the moment that is agreed on, if that is later", long=in_words(TO_TELL)),
    )
    yield (
        gettext("A yes after which there was a talk"),
        gettext(
            "%(long)s after the talk, or after the last thing that they asked for in it is done",
            long=in_words(AFTER_TALK),
        ),
    )
    yield (
        gettext("Who looked at a name and address"),
        gettext("%(long)s, or until the yes itself is deleted", long=in_words(LOOKS)),
    )
    yield (
        gettext("Why an administrator looked"),
        gettext("%(long)s, or until the round is closed", long=in_words(LOOKS)),
    )
    yield gettext("A yes that is taken back: “not after all”"), gettext("Gone at once")
    yield gettext("All of these, when the round is closed"), gettext("Gone at once: only numbers stay")
    yield (
        gettext("Training, pass and VOG day of a visitor"),
        gettext("%(long)s after their last day as a visitor", long=in_words(VISITORS)),
    )
    yield (
        gettext("Mails and call tasks to visitors and coordinators"),
        gettext("%(long)s, without a name or address of who is visited", long=in_words(NOTICES)),
    )
    yield (
        gettext("The log: that something was done, and by whom"),
        gettext("%(long)s, without a name or address of who is visited", long=in_words(timedelta(days=LOG_DAYS))),
    )


def in_words(long: timedelta | relativedelta) -> str:
    """A length of time in whole years, months, weeks or days, whichever fits."""
    if isinstance(long, relativedelta):
        months = 12 * long.years + long.months
        return ngettext("%(num)s month", "%(num)s months", months)
    days = long.days
    if days % 365 == 0:
        return ngettext("%(num)s year", "%(num)s years", days // 365)
    if days % 7 == 0:
        return ngettext("%(num)s week", "%(num)s weeks", days // 7)
    return ngettext("%(num)s day", "%(num)s days", days)
