"""All calendars that one can follow, and the page of each: how it gets into one's own, and what to expect of it."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.calendar import feeds, kinds
from app.web import Who, kept_page, who

pages = Blueprint("calendars", __name__, url_prefix="/calendars", template_folder="templates")


@pages.get("")
@who(Who.EVERYONE)
@kept_page
def index() -> str:
    """Which public calendars there are."""
    found = [(str(kind.label), kind.kind, kind.lists()) for kind in kinds.everything() if kind.public]
    return render_template("calendar/calendars.html", kinds=[one for one in found if one[2]])


@pages.get("/<kind>/<slug>")
@who(Who.EVERYONE)
@kept_page
def one(kind: str, slug: str) -> ResponseReturnValue:
    """One of these calendars, and the ways to follow it."""
    calendar, sort = feeds.find(kind, slug), kinds.kind_called(kind)
    if calendar is None or sort is None:
        abort(404)
    listed = next((offer.name for offer in sort.lists() if offer.slug == slug), None)
    if calendar.only is not None and listed is None:  # what somebody chose has its own page: the agenda
        abort(404)
    if calendar.moved_to is not None:
        return redirect(url_for(".one", kind=kind, slug=calendar.moved_to), 301)
    name = listed or calendar.name
    feed = url_for("calendar_files.public", kind=kind, slug=slug)
    return render_template("calendar/calendar.html", label=sort.label, name=name, feed=feed)
