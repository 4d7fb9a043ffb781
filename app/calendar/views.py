"""Feeds over HTTP, as calendar programs want them: no cookie, no redirect to signing in, 304 where nothing changed."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as WerkzeugResponse

from app.calendar import feeds, keeping, tokens
from app.calendar.keeping import Kept
from app.refs import Ref
from app.refusals import Unavailable
from app.web import Who, who
from app.web.limits import guessed_too_often

files = Blueprint("calendar_files", __name__, url_prefix="/calendar")

RETRY_SECONDS = 600
PUBLIC = "public, max-age=300"
PRIVATE = "private, no-cache"
MINE = "wij.ics"


@files.get("/<kind>/<slug>.ics")
@who(Who.EVERYONE)
def public(kind: str, slug: str) -> ResponseReturnValue:
    """A feed that everybody may read. One that did not change is answered without reading an entry."""
    key, name = feeds.key_of(kind, slug), f"{slug}.ics"
    if unchanged := _unchanged(key, name, PUBLIC):
        return unchanged
    if whole := keeping.whole(key):
        kept, body = whole
        return _sent(body, kept, name, PUBLIC)
    calendar = feeds.find(kind, slug)
    if calendar is None:
        return nothing(404)
    if calendar.moved_to is not None:
        return redirect(url_for(".public", kind=kind, slug=calendar.moved_to), 301)
    feed = feeds.public_feed(kind, slug, calendar)
    return _sent(feed.body, feed.kept, name, PUBLIC)


@files.get("/mine/<token>.ics")
@who(Who.SECRET)
def mine(token: str) -> ResponseReturnValue:
    """Somebody's own calendar, for whoever has its address."""
    row = tokens.find(token)
    if row is None:
        return nothing(429 if guessed_too_often() else 404)
    if row.revoked_at is not None:
        return nothing(410)
    answer = _unchanged(feeds.key_of_mine(row), MINE, PRIVATE)
    if answer is None:
        feed = feeds.personal_feed(row)
        if feed is None:
            return nothing(404)
        answer = _sent(feed.body, feed.kept, MINE, PRIVATE)
    if request.method == "GET":  # who only asks for the head has read nothing
        tokens.was_fetched(row.id, row.last_fetched_at)
    return answer


@files.get("/entry/<owner>/<kind>/<key>.ics")
@who(Who.EVERYONE)
def entry(owner: str, kind: str, key: str) -> ResponseReturnValue:
    """One thing of the agenda, to be saved once."""
    body = feeds.entry_file(Ref(owner, kind, key))
    if body is None:
        return nothing(404)
    return _calendar(body, f"{key}.ics", PUBLIC, "attachment")


@files.errorhandler(Unavailable)
def unavailable(_error: Unavailable) -> Response:
    """A feed that cannot be made whole: clients delete what is missing, so nothing is sent at all."""
    response = nothing(503)
    response.retry_after = RETRY_SECONDS
    return response


def nothing(status: int) -> Response:
    """An answer without words, the same for whoever asks and whatever the reason."""
    response = Response(status=status, mimetype="text/plain")
    response.cache_control.no_store = True
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _unchanged(key: str, filename: str, cache: str) -> WerkzeugResponse | None:
    """A 304 where the asker has what would be sent now. One query, and none where nothing is said of what they have."""
    kept = keeping.still_true(key) if request.if_none_match or request.if_modified_since else None
    answer = kept and _sent(b"", kept, filename, cache)
    return answer if answer and answer.status_code == 304 else None


def _sent(body: bytes, kept: Kept, filename: str, cache: str) -> WerkzeugResponse:
    response = _calendar(body, filename, cache, "inline")
    response.set_etag(kept.hash)
    response.last_modified = kept.became_at
    return response.make_conditional(request)


def _calendar(body: bytes, filename: str, cache: str, disposition: str) -> Response:
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    response.headers["Cache-Control"] = cache
    response.headers["X-Robots-Tag"] = "noindex"  # a robots.txt would keep Google's calendar out
    return response
