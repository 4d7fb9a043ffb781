"""The card and the leaflets, to print; in Dutch and in English."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy import select

from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.clock import Span, now
from app.db import db
from app.plugins import current_hooks
from app.refusals import NotFound
from app.web import Who, current_actor, current_person_id, who
from app.web.languages import language_of
from plugins.outreach.card.topics import LEAFLETS, TOPICS, WEEK
from plugins.outreach.partners.keeping import partners
from plugins.outreach.partners.models import CALLER, COORDINATOR, VISITOR, Part
from plugins.outreach.partners.rights import require, today
from plugins.outreach.place import the_house
from plugins.outreach.rounds.models import VISITS, Round, RoundRole
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.views import outreach

LANGUAGES: Final = ("nl", "en")
MOST: Final = 14
"""So many things to do on one sheet in large letters."""


@outreach.app_template_global()
def rounds_to_visit() -> Sequence[Round]:
    """The open rounds in which who looks at the page may visit."""
    own = select(Part.partner_id).where(
        Part.person_id == current_person_id(), Part.kind == VISITOR, Part.since <= today(), Part.until >= today()
    )
    role = select(RoundRole.round_id).where(RoundRole.kind == VISITS, RoundRole.partner_id.in_(own))
    return db.session.scalars(
        select(Round).where(Round.id.in_(role), Round.closed.is_(None)).order_by(Round.month, Round.id)
    ).all()


@outreach.get("/rounds/<key>/card/<language>")
@who(Who.PART)
def card(key: str, language: str) -> str:
    """The card of a round, with the leaflets that are ticked."""
    require(current_actor(), COORDINATOR, CALLER, VISITOR)
    one = round_with(key)
    if language not in LANGUAGES or one.closed:
        raise NotFound(_("This page is not there."))
    chosen = [name for name in LEAFLETS if name in request.args.getlist("leaflet")]
    with language_of(language):
        sheets = render_template(
            "outreach/card/sheets.html",
            round=one,
            language=language,
            topics=TOPICS,
            chosen=chosen,
            leaflets=LEAFLETS,
            partners=[partner for partner in partners() if partner.until is None],
            entries=_this_week() if WEEK in chosen else (),
        )
    return render_template(
        "outreach/card/card.html", round=one, language=language, sheets=sheets, leaflets=LEAFLETS, chosen=chosen
    )


def _this_week() -> Sequence[Entry]:
    """What everybody may come to in the next seven days, the soonest first."""
    window = Span(now(), now() + timedelta(days=7))
    found = current_hooks().entries(EntryQuery(window=window, house_id=the_house().id))
    open_to_all = (
        one
        for one in found
        if one.visibility is Visibility.PUBLIC and one.url and one.status is not Status.CANCELLED and not one.sensitive
    )
    return sorted(open_to_all, key=lambda one: (one.span.start, one.ref))[:MOST]
