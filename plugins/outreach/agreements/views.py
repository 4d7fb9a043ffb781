"""Pages of what the organisations of a round agree on, for coordinators: to read, and to print and fill in by pen."""

from typing import Final

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.refusals import NotFound
from app.web import Who, current_actor, who
from plugins.outreach.agreements import facts, kept
from plugins.outreach.partners.models import COORDINATOR
from plugins.outreach.partners.rights import require
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.rights import AFTER
from plugins.outreach.views import outreach

DOCUMENTS: Final = {
    "together": (
        lazy_gettext("Who takes care of what"),
        lazy_gettext("The agreement between the organisations, to sign."),
        "people-fill",
    ),
    "check": (
        lazy_gettext("What can go wrong for people"),
        lazy_gettext("The checklist for a DPIA: fill it in together before the letters go out."),
        "check-circle-fill",
    ),
    "leak": (
        lazy_gettext("Is there a data leak?"),
        lazy_gettext("What you do first, whom you call, and what you write down."),
        "exclamation-triangle-fill",
    ),
}
"""The documents of a round: (name, what it is for, icon)."""


@outreach.get("/rounds/<key>/agreements")
@who(Who.PART)
def agreements(key: str) -> str:
    """The three documents."""
    return render_template("outreach/agreements/index.html", round=_round(key), documents=DOCUMENTS)


@outreach.get("/rounds/<key>/agreements/<document>")
@who(Who.PART)
def agreement(key: str, document: str) -> str:
    """One of them, made from the round as it is now, on paper and on the screen. Nothing can be typed into it."""
    one = _round(key)
    if document not in DOCUMENTS:
        raise NotFound(_("This page is not there."))
    return render_template(
        f"outreach/agreements/{document}.html",
        round=one,
        facts=facts,
        kept=kept,
        after=kept.in_words(AFTER),
        heading=DOCUMENTS[document][0],
    )


def _round(key: str) -> Round:
    """For a coordinator, also of a round that is closed. Raises NotFound, NotAllowed."""
    require(current_actor(), COORDINATOR)
    return round_with(key)
