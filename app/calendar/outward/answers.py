"""Answers for machines: made once while the house is as it was, and answered with a 304 to who has them already."""

import hashlib
from collections.abc import Callable
from typing import Final

from flask import Response, current_app, request
from werkzeug.wrappers import Response as WerkzeugResponse

from app.calendar import keeping
from app.web.kept import PAGES, Page, Pages

CACHE: Final = "public, max-age=300"
RETRY_SECONDS: Final = 600


def kept(key: tuple[str, ...], make: Callable[[], str]) -> str:
    """What `make` makes, kept beside the pages of this process until the house, its settings or the day change.

    One query where it is kept. `key` has only known words and days in it, nothing as somebody typed it.
    """
    pages: Pages = current_app.extensions[PAGES]
    made_of, name = keeping.stamp(), ("outward", *key)
    page = pages.get(name, made_of)
    if page is None:
        page = Page(make(), made_of, None)
        pages.keep(name, page)
    return page.html


def public(body: str, content_type: str) -> WerkzeugResponse:
    """An answer that everybody gets alike, also pages of other sites: there is no cookie in it, and none is asked."""
    response = Response(body, content_type=content_type)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest())
    response.headers["Cache-Control"] = CACHE
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response.make_conditional(request)
