"""Telling somebody once more when their talk is: a letter, a call, or a mail that the caller's own program sends.

Each of them needs an address, so the page is a look, and the person sees it. Nothing is put into the house's outbox:
see docs/adr (a mail to who has no account).
"""

import re
from typing import Final
from urllib.parse import quote

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.labels import DUTCH
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.languages import language_of as speaking
from plugins.outreach.place import the_house
from plugins.outreach.replies import keeping
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks import moments
from plugins.outreach.talks.forms import ConfirmForm
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.reading import language_of, talk_with
from plugins.outreach.talks.showing import company_of
from plugins.outreach.views import outreach

_EMAIL: Final = re.compile(r"[^\s@<>,;:\"()\[\]\\?&]+@[^\s@<>,;:\"()\[\]\\?&]+\.[^\s@.<>,;?&]{2,}")


@outreach.get("/talks/<key>/tell")
@who(Who.PART)
def tell_again(key: str) -> ResponseReturnValue:
    """Somebody loads the page of a look again: back to the talk, since each look is asked for."""
    return redirect(url_for(".talk", key=key), 303)


@outreach.post("/talks/<key>/tell")
@who(Who.PART)
def tell(key: str) -> ResponseReturnValue:
    """How to reach them, what to say, and the letter. They see who looked."""
    talk = talk_with(key)
    require_sees(current_actor(), talk.reply.round)
    if talk.stage is not Stage.AGREED:
        return redirect(url_for(".talk", key=key), 303)
    reply = keeping.look(current_actor(), talk.reply.round.public_id, talk.reply.public_id)
    language = "nl" if language_of(reply.language) == DUTCH else "en" if _speaks_english(talk) else "nl"
    with speaking(language):
        letter = render_template("outreach/talks/letter.html", **_facts(talk))
        mail = _mail_to(talk)
    return render_template("outreach/talks/tell.html", letter=letter, mail=mail, language=language, **_facts(talk))


@outreach.post("/talks/<key>/told")
@who(Who.PART)
def told(key: str) -> ResponseReturnValue:
    """They were told."""
    form = ConfirmForm()
    if attempt(form, lambda: moments.confirm(current_actor(), key, form.how.data or "")) is None:
        return redirect(url_for(".talk", key=key), 303)
    say_done(_("Written down that they were told."))
    return redirect(url_for(".talk", key=key), 303)


def _facts(talk: Talk) -> dict[str, object]:
    return {
        "talk": talk,
        "reply": talk.reply,
        "round": talk.reply.round,
        "zone": the_house().zone,
        "house": the_house(),
        "company": company_of(talk),
    }


def _speaks_english(talk: Talk) -> bool:
    return language_of(talk.reply.language) == "taal-en"


def _mail_to(talk: Talk) -> str:
    """A mailto: address with the words ready, or "" where they gave no e-mail address."""
    found = _EMAIL.search(talk.reply.reach)
    if found is None:
        return ""
    words = render_template("outreach/talks/mail.txt", **_facts(talk))
    return f"mailto:{quote(found[0], safe='@')}?subject={quote(_('Your talk'))}&body={quote(words)}"
