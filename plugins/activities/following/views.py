"""Pages of followed calendars: for everybody what is in them; for who keeps them to change, pause and let go."""

from typing import Final
from urllib.parse import urlsplit

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.importing.refusing import WORDS, Unusable
from app.calendar.saving import to_save
from app.refusals import NotAllowed, NotFound
from app.web import Who, current_actor, limiter, say_done, use_house, who
from plugins.activities.following import keeping, reading, refreshing
from plugins.activities.following.beginning import LOOKS, accepted, with_groups
from plugins.activities.following.entries import entry_of, followed_words, title_of, why_off
from plugins.activities.following.forms import SourceForm, data_of
from plugins.activities.following.looking import look
from plugins.activities.following.models import Source
from plugins.activities.following.rights import KEEPERS_ONLY, UNKNOWN, may_change, source_with
from plugins.activities.views import activities

SHOWN: Final = 12
"""Dates in sight on its page; the rest unfolds."""

activities.add_app_template_filter(title_of, "followed_title")
activities.add_app_template_filter(why_off, "followed_off")
activities.add_app_template_filter(followed_words, "followed_words")


@activities.get("/following/<key>")
@who(Who.EVERYONE)
def followed(key: str) -> str:
    """A followed calendar: what is in it, whose it is, and how we know."""
    source = _source(key)
    if source.ended_at is not None and not may_change(current_actor(), source):
        raise NotFound(UNKNOWN)
    return render_template(
        "activities/following/source.html",
        source=source,
        zone=source.zone,
        dates=[] if source.ended_at else reading.dates_of(source),
        shown=SHOWN,
        may_change=may_change(current_actor(), source),
        reason=WORDS.get(source.problem),
        emptied=source.problem == refreshing.EMPTIED,
        host=urlsplit(source.url).hostname,
        feed=url_for("calendar_files.public", kind="followed", slug=source.public_id),
    )


@activities.get("/following/<key>/<date>")
@who(Who.EVERYONE)
def followed_date(key: str, date: str) -> str:
    """One date of it."""
    source = _source(key)
    one = None if source.ended_at else reading.date_with(source, date)
    if one is None:
        raise NotFound(_("We don't know this date."))
    download = url_for("calendar_files.entry", owner="activities", kind="followed", key=one.public_id)
    feed = url_for("calendar_files.public", kind="followed", slug=source.public_id)
    return render_template(
        "activities/following/date.html",
        source=source,
        one=one,
        zone=source.zone,
        feed=feed,
        download=download,
        event=to_save(entry_of(one)),
    )


@activities.get("/following/<key>/change")
@who(Who.SIGNED_IN)
def followed_form(key: str) -> str:
    """How it stands here, to change."""
    source = _own(key)
    return _change_page(with_groups(SourceForm(data=data_of(source)), source), source)


@activities.post("/following/<key>/change")
@who(Who.SIGNED_IN)
def change_followed(key: str) -> ResponseReturnValue:
    """Change it."""
    source = _own(key)
    form = with_groups(SourceForm(), source)
    if not accepted(form, lambda: keeping.change(current_actor(), key, form.values())):
        return _change_page(form, _own(key)), 422
    return _back_to(key, _("Changed."))


@activities.post("/following/<key>/now")
@who(Who.SIGNED_IN)
@limiter.limit(LOOKS)
def read_followed(key: str) -> ResponseReturnValue:
    """Look for news now, not in an hour."""
    _own(key)
    refreshing.refresh(key)
    source = _own(key)
    return _back_to(key, _("We looked. This is what is in it now.") if not source.problem else None)


@activities.post("/following/<key>/confirm")
@who(Who.SIGNED_IN)
@limiter.limit(LOOKS)
def confirm_followed(key: str) -> ResponseReturnValue:
    """Yes, it is right that it is nearly empty."""
    source = _own(key)
    try:
        seen = look(source.url, source.zone)
    except Unusable:
        refreshing.refresh(key)
        return _back_to(key, None)
    keeping.confirm(current_actor(), key, seen)
    return _back_to(key, _("Done. What is not in it any more is called off here, too."))


@activities.post("/following/<key>/pause")
@who(Who.SIGNED_IN)
def pause_followed(key: str) -> ResponseReturnValue:
    """Look for no news for now."""
    keeping.pause(current_actor(), _own(key).public_id)
    return _back_to(key, _("Paused. What is in the agenda stays there."), undo=url_for(".resume_followed", key=key))


@activities.post("/following/<key>/resume")
@who(Who.SIGNED_IN)
def resume_followed(key: str) -> ResponseReturnValue:
    """Look for news again."""
    keeping.resume(current_actor(), _own(key).public_id)
    return _back_to(key, _("We follow it again, and look within an hour."))


@activities.post("/following/<key>/end")
@who(Who.SIGNED_IN)
def end_followed(key: str) -> ResponseReturnValue:
    """Follow it no more."""
    keeping.end(current_actor(), _own(key).public_id)
    say_done(
        _("We don’t follow it any more. Its dates left the agenda."), undo_url=url_for(".restore_followed", key=key)
    )
    return redirect(url_for(".following"), 303)


@activities.post("/following/<key>/restore")
@who(Who.SIGNED_IN)
def restore_followed(key: str) -> ResponseReturnValue:
    """Follow it after all."""
    keeping.restore(current_actor(), _own(key).public_id)
    return _back_to(key, _("We follow it again, and look within an hour."))


def _source(key: str) -> Source:
    source = source_with(key)
    if source is None:
        raise NotFound(UNKNOWN)
    use_house(source.house)
    return source


def _own(key: str) -> Source:
    source = _source(key)
    if not may_change(current_actor(), source):
        raise NotAllowed(KEEPERS_ONLY)
    return source


def _back_to(key: str, words: str | None, undo: str | None = None) -> ResponseReturnValue:
    if words:
        say_done(words, undo_url=undo)
    return redirect(url_for(".followed", key=key), 303)


def _change_page(form: SourceForm, source: Source) -> str:
    return render_template("activities/following/change.html", form=form, source=source)
