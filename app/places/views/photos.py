"""Photos of rooms: putting one there, taking it away, and handing it out."""

from flask import Response, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.places import photos, slugs
from app.places.forms import PhotoForm
from app.places.models import Space, SpacePhoto
from app.places.rights import HOST, may
from app.places.views.pages import places, space_to_set, to
from app.places.views.spaces import ROOM
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt

YEAR = 365 * 24 * 3600


@places.get("/rooms-photo/<slug>-<etag>.jpg")
@who(Who.EVERYONE)
def photo(slug: str, etag: str) -> ResponseReturnValue:
    """A photo of a room. Another photo has another address, so it may be kept for a year; a private room's may not."""
    space = slugs.find_space(slug)
    if isinstance(space, str):
        space = slugs.find_space(space)
    found = db.session.get(SpacePhoto, space.id) if isinstance(space, Space) else None
    if found is None or not isinstance(space, Space) or found.etag != etag or not _may_see(space):
        abort(404)
    response = make_response(found.jpeg)
    response.headers["Content-Type"] = "image/jpeg"
    return _kept(response, found.etag, space.private)


@places.get(ROOM + "/photo")
@who(Who.HOST)
def photo_form(slug: str, space: str) -> ResponseReturnValue:
    """The photo of a room."""
    found = space_to_set(slug, space, HOST)
    existing = db.session.get(SpacePhoto, found.id)
    return _page(PhotoForm(description=existing.description if existing else ""), found)


@places.post(ROOM + "/photo")
@who(Who.HOST)
def put_photo(slug: str, space: str) -> ResponseReturnValue:
    """Put another photo there, or other words to it."""
    found, form = space_to_set(slug, space, HOST), PhotoForm()
    data = form.photo.data.read() if form.photo.data else None
    words = form["description"]
    if not attempt(form, lambda: photos.put_photo(current_actor(), found.id, data or None, words.data or "")):
        return _page(form, found)
    say_done(_("The photo of %(name)s is there.", name=found.name))
    return to("places.space_settings", slug=slug, space=space)


@places.get(ROOM + "/photo/remove")
@who(Who.HOST)
def remove_photo_form(slug: str, space: str) -> str:
    """Ask once more: a photo that is gone does not come back."""
    found = space_to_set(slug, space, HOST)
    existing = db.session.get(SpacePhoto, found.id)
    if existing is None:
        abort(404)
    return render_template(
        "places/photo_remove.html", space=found, photo=existing, photo_url=photos.photo_path(found, existing.etag)
    )


@places.post(ROOM + "/photo/remove")
@who(Who.HOST)
def remove_photo(slug: str, space: str) -> ResponseReturnValue:
    """Take the photo away."""
    found = space_to_set(slug, space, HOST)
    photos.remove_photo(current_actor(), found.id)
    say_done(_("The photo of %(name)s is gone.", name=found.name))
    return to("places.space_settings", slug=slug, space=space)


def _may_see(space: Space) -> bool:
    return not space.private or may(current_actor(), space.house_id, HOST)


def _kept(response: Response, etag: str, private: bool) -> Response:
    response.set_etag(etag)
    if private:
        response.headers["Cache-Control"] = "private, no-store"
    else:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.make_conditional(request)
    return response


def _page(form: PhotoForm, space: Space) -> ResponseReturnValue:
    existing = db.session.get(SpacePhoto, space.id)
    page = render_template(
        "places/photo.html",
        form=form,
        space=space,
        photo=existing,
        photo_url=photos.photo_path(space, existing.etag) if existing else None,
        back_to=(url_for(".space_settings", slug=space.house.slug, space=space.slug), space.name),
    )
    return page, 422 if form.problems() else 200
