"""The agenda for a frame in a page of somebody else: /embed/agenda. It holds what everybody may know, and no form."""

from typing import Final

from flask import Blueprint, abort, render_template, request

from app.calendar.asking import question_of, what_is_on
from app.calendar.outward.telling import whole_name
from app.calendar.places import all_houses, with_other_houses
from app.calendar.stretches import Stretch
from app.web import Who, kept_page, language_of, who
from app.web.headers import framed
from app.web.languages import LANGUAGES

frames = Blueprint("embed", __name__, url_prefix="/embed", template_folder="../templates")

USUAL_DAYS: Final = 14
MOST_DAYS: Final = 62


@frames.get("/agenda")
@who(Who.EVERYONE)
@framed
@kept_page
def agenda() -> str:
    """What is on from today, or only what the address chooses, in the house's language or another."""
    question = question_of(request.args)
    language = request.args.get("language", question.speaker.language)
    if language not in LANGUAGES:
        abort(404)
    days = Stretch(question.today, _days(request.args.get("days", str(USUAL_DAYS))))
    with language_of(language):
        return render_template(
            "calendar/embed.html",
            name=whole_name(question.speaker),
            stretch=days,
            zone=question.speaker.zone,
            entries=with_other_houses(what_is_on(question, days), question.speaker, all_houses()),
            named=question.choice.named,
        )


def _days(text: str) -> int:
    """How many days; 404 for a number that is none, or too many."""
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST_DAYS):
        abort(404)
    return int(text)
