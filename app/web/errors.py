"""Pages for when it does not work: what happened, in plain words, and how to go on. Never a stack trace.

The pages for a broken house ask the database nothing, since it may be what is broken.
"""

import logging
from dataclasses import dataclass
from typing import Final

from flask import Flask, g, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.db import db
from app.refusals import Refusal, Unavailable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says."""

    title: object
    text: object


PAGES: Final = {
    400: Words(
        _("That did not arrive well"),
        _("Your browser sent something that we don't understand. Go back, load the page again, and try once more."),
    ),
    403: Words(_("This page is not for you"), _("You need a role in the house for it. Do you have one? Then call us.")),
    404: Words(_("This page is not here"), _("Maybe the address has a typing error, or the page was taken away.")),
    405: Words(_("This page is not here"), _("You cannot open this address by itself. Start from the home page.")),
    409: Words(_("That does not work now"), _("Something changed in the meantime. Go back and look again.")),
    410: Words(_("This page is gone"), _("It was here before. Now it is not any more.")),
    413: Words(_("That is too large"), _("A photo or file can be 8 MB at most. Choose a smaller one.")),
    422: Words(_("That did not arrive well"), _("Something is not right in what you filled in. Go back and check it.")),
    429: Words(_("One moment, please"), _("There were very many questions from your address. Try again in a minute.")),
    500: Words(_("Something went wrong"), _("It is our mistake, not yours. We noted it. Try again later, or call us.")),
    503: Words(_("We cannot answer just now"), _("Try again in a few minutes. Is it urgent? Then call us.")),
}
RETRY_AFTER: Final = {429: 60, 503: 120}
"""Seconds, for those who ask by machine."""
LAST_RESORT: Final = (
    "<!doctype html><html lang=nl><meta charset=utf-8><title>Wij</title><h1>Er ging iets mis</h1>"
    "<p>Het ligt aan ons, niet aan jou. Probeer het later nog eens, of kom langs."
    "<p lang=en>Something went wrong. It is our mistake, not yours. Try again later, or come by."
)


def init_app(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(Refusal, refusal_page)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(OperationalError, _unavailable)
    app.register_error_handler(InterfaceError, _unavailable)


def refusal_page(refusal: Refusal) -> ResponseReturnValue:
    """The page for an expected no: what happened, what is possible, and the house rule behind it."""
    return render_template("web/refusal.html", refusal=refusal), refusal.status


def _page(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    status = error.code or 500
    if status >= 500:
        return _broken(status)
    return _answer(render_template("web/error.html", words=PAGES.get(status, PAGES[400])), status)


def _unavailable(error: Exception) -> ResponseReturnValue:
    log.error("503: %s", error, exc_info=error)
    return _broken(503)


def _broken(status: int) -> ResponseReturnValue:
    """A page that asks the database nothing, and a bare one where even that does not work."""
    g.wij_broken = True
    try:
        db.session.rollback()
    except SQLAlchemyError:
        log.warning("the transaction could not be rolled back", exc_info=True)
    words = PAGES[500] if status not in PAGES else PAGES[status]
    try:
        html = render_template("web/error.html", words=words)
    except Exception:
        log.exception("the error page itself failed")
        html = LAST_RESORT
    return _answer(html, status)


def _answer(html: str, status: int) -> ResponseReturnValue:
    response = make_response(html, status)
    if status in RETRY_AFTER:
        response.headers["Retry-After"] = str(RETRY_AFTER[status])
    return response
