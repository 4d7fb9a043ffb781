"""What a browser keeps so that the day opens without a network: the empty page and its files.

What is taken along is encrypted in the browser by `static/door.js`, and never passes by here again.
"""

from datetime import date
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _

from app.clock import now
from app.web import offline
from app.web.dates import capitalize_first, when
from app.web.dates import day as day_words
from app.web.offline import Kept
from plugins.outreach.door.day import end_of
from plugins.outreach.door.lines import Visit
from plugins.outreach.place import the_house

SCRIPT: Final = "outreach/door.js"


def kept(language: str) -> Kept:
    """The page as who reads `language` gets it: nobody is signed in on it, and nothing of anybody is in it."""
    return offline.kept("door", url_for("outreach.door"), url_for("outreach.door_kept", language=language), SCRIPT)


def taken(day: date, visits: list[Visit]) -> dict[str, Any]:
    """A day as it is taken along: words ready to be read, and until when (ms since 1970)."""
    zone = the_house().zone
    return {
        "until": int(end_of(day, zone).timestamp() * 1000),
        "title": capitalize_first(day_words(day)),
        "told": _("This is how it stood %(when)s. Does something look odd? Call first.", when=when(now(), zone)),
        "visits": [
            {
                "time": one.time,
                "name": one.name,
                "lines": [{"label": line.label, "words": line.words, "phone": line.phone} for line in one.lines],
            }
            for one in visits
        ],
    }
