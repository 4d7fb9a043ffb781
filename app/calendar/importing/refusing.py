"""Why a calendar of others cannot be used: one key each, to be stored, and plain words for who reads them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _

from app.refusals import Refusal

WORDS: Final[Mapping[str, object]] = {
    "address": _("Type a whole address. It begins with https:// or webcal://."),
    "password": _("There is a name or password in this address. Use an address that works without one."),
    "inside": _("We only read calendars on the open internet."),
    "own": _("This is an address of this website. What is in our own agenda is there already."),
    "unreachable": _("We cannot reach this address."),
    "slow": _("This address answers too slowly. Try again later."),
    "redirects": _("This address keeps pointing at other addresses. Type the last one."),
    "locked": _("We may not see this calendar. Make it public, or use its secret address."),
    "missing": _("There is no calendar at this address (any more)."),
    "answer": _("This address does not give us the calendar now. Try again later."),
    "big": _("This calendar is larger than 2 MB. Choose a smaller one, for example without the years before."),
    "page": _("This is the address of a web page. Look for the address of the calendar itself: it often ends in .ics."),
    "kind": _("There is no calendar at this address, but something else."),
    "broken": _("There is something in this calendar that we cannot read, so we take over none of it."),
    "zone": _("There is a time zone in this calendar that we don’t know, so we can’t be sure of its times."),
    "often": _("Something in this calendar repeats too often, or with too many exceptions."),
    "many": _("There are more than 1,000 dates in this calendar for the coming year. Choose a smaller one."),
    "costly": _("This calendar takes too long to read."),
}


class Unusable(Refusal):
    """An expected no about a calendar of others. `why` is a key of WORDS."""

    status = 422

    def __init__(self, why: str) -> None:
        super().__init__(WORDS[why], field="url")
        self.why = why
