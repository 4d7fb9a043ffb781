"""Files for feed readers and search engines, over HTTP: /agenda.atom, /sitemap.xml and /robots.txt."""

from typing import Final

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.asking import Question, question_of, what_is_on
from app.calendar.outward import answers, atom, sitemap
from app.calendar.outward.telling import base_url, whole_name
from app.calendar.projection import words_here
from app.calendar.stretches import Stretch
from app.calendar.views import nothing
from app.refusals import Unavailable
from app.web import Who, language_of, who

files = Blueprint("outward", __name__)

AHEAD_DAYS: Final = 28


@files.get("/agenda.atom")
@who(Who.EVERYONE)
def news() -> ResponseReturnValue:
    """What is on in the coming weeks, for feed readers; or only what the address chooses."""
    question = question_of(request.args)
    key = ("atom", *question.key, question.today.isoformat())
    return answers.public(answers.kept(key, lambda: _news(question)), atom.CONTENT_TYPE)


@files.get("/sitemap.xml")
@who(Who.EVERYONE)
def pages() -> ResponseReturnValue:
    """The pages that search engines may find."""
    return answers.public(answers.kept(("sitemap",), sitemap.sitemap), sitemap.CONTENT_TYPE)


@files.get("/robots.txt")
@who(Who.EVERYONE)
def robots() -> ResponseReturnValue:
    """Where the list of pages is. Nothing is forbidden: what search engines may not read says so itself."""
    return answers.public(
        f"User-agent: *\nAllow: /\n\nSitemap: {base_url()}/sitemap.xml\n", "text/plain; charset=utf-8"
    )


@files.errorhandler(Unavailable)
def unavailable(_error: Unavailable) -> Response:
    """A file that cannot be made whole is not sent at all."""
    response = nothing(503)
    response.retry_after = answers.RETRY_SECONDS
    return response


def _news(question: Question) -> str:
    house, named = question.speaker, question.choice.named
    with language_of(house.language):
        name = whole_name(house)
        head = atom.Head(
            title=_("What is on at %(house)s.", house=name).rstrip("."),
            author=name,
            language=house.language,
            base_url=base_url(),
            address=url_for(".news", **named),
            page=url_for("agenda.upcoming", **named),
            since=house.changed_at,
            cancelled=words_here().cancelled,
        )
        return atom.feed(head, what_is_on(question, Stretch(question.today, AHEAD_DAYS)))
