"""Pages of a house's season, for everybody, and of its stories, for hosts."""

from datetime import timedelta

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now, wall
from app.people import roles
from app.places.models import House
from app.places.rights import HOST, require
from app.web import Who, current_actor, kept_page, say_done, who
from app.web.attempts import attempt
from plugins.contributions.agreements.reading import current_season
from plugins.contributions.asking import open_tasks
from plugins.contributions.seasons import Season
from plugins.contributions.stories import telling
from plugins.contributions.stories.forms import StoryForm, form_of
from plugins.contributions.stories.models import Story
from plugins.contributions.stories.seasonal import look_at, seasons_of
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here

YEAR = int(timedelta(days=365).total_seconds())
WANTED = 6
"""Open tasks that the page names."""


@contributions.get("/season")
@who(Who.EVERYONE)
@kept_page
def season() -> str:
    """What was done together in the season that it is now."""
    return _season_page(here(), current_season(here()).key)


@contributions.get("/season/<key>")
@who(Who.EVERYONE)
@kept_page
def season_of(key: str) -> str:
    """What was done together in a season of before."""
    return _season_page(here(), key)


@contributions.get("/stories/<key>-<etag>.jpg")
@who(Who.EVERYONE)
def story_picture(key: str, etag: str) -> Response:
    """The picture with a story."""
    story = telling.story_with(key)
    if not story.etag or story.etag != etag:
        abort(404)
    response = make_response(story.jpeg)
    response.headers["Content-Type"] = "image/jpeg"
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.set_etag(etag)
    response.make_conditional(request)
    return response


@contributions.get("/stories/add")
@who(Who.HOST)
def story_form() -> str:
    """Tell what was done together."""
    house = require(current_actor(), here().id, HOST)
    return _form_page(StoryForm(data={"day": wall(now(), house.zone).date()}), None)


@contributions.post("/stories/add")
@who(Who.HOST)
def add_story() -> ResponseReturnValue:
    """Tell what was done together."""
    house, form = require(current_actor(), here().id, HOST), StoryForm()
    if attempt(form, lambda: telling.add_story(current_actor(), house.id, form.values())):
        say_done(_("It is told. Everybody can read it."))
        return _to_season(form)
    return _form_page(form, None), 422


@contributions.get("/stories/<key>")
@who(Who.HOST)
def edit_story(key: str) -> str:
    """Change a story, or take it away."""
    story = _managed(key)
    return _form_page(form_of(story), story)


@contributions.post("/stories/<key>")
@who(Who.HOST)
def change_story(key: str) -> ResponseReturnValue:
    """Change a story."""
    story, form = _managed(key), StoryForm()
    if attempt(form, lambda: telling.change_story(current_actor(), key, form.values())):
        say_done(_("Changed."))
        return _to_season(form)
    return _form_page(form, story), 422


@contributions.post("/stories/<key>/remove")
@who(Who.HOST)
def remove_story(key: str) -> ResponseReturnValue:
    """Take a story away, for good."""
    telling.remove_story(current_actor(), _managed(key).public_id)
    say_done(_("The story is gone."))
    return redirect(url_for(".season"), 303)


def _season_page(house: House, key: str) -> str:
    seasons = seasons_of(house)
    found = next((one for one in seasons if one.key == key), None)
    if found is None:
        abort(404)
    is_now = found == seasons[0]
    wanted = [one for one in open_tasks(house.id) if one.left and one.ref is None] if is_now else []
    return render_template(
        "contributions/stories/season.html",
        house=house,
        looked=look_at(house, found),
        seasons=seasons,
        is_now=is_now,
        wanted=wanted[:WANTED],
        zone=house.zone,
        hosts=roles.may(current_actor(), house.id, "host"),
    )


def _form_page(form: StoryForm, story: Story | None) -> str:
    return render_template("contributions/stories/edit.html", form=form, story=story)


def _managed(key: str) -> Story:
    story = telling.story_with(key)
    require(current_actor(), story.house_id, HOST)
    return story


def _to_season(form: StoryForm) -> ResponseReturnValue:
    return redirect(url_for(".season_of", key=Season.of(form.values().day).key), 303)
