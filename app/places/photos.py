"""Photos of spaces. A photo always comes with words for who cannot see it."""

import hashlib

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.places import verbs
from app.places.models import Space, SpacePhoto
from app.places.pictures import reencoded
from app.places.rights import HOST, require_space
from app.places.spaces import ref_of
from app.refusals import Refusal


@transactional
def put_photo(actor: Actor, space_id: int, data: bytes | None, description: str) -> None:
    """Give a space a photo (any JPEG, PNG or WebP), or with no `data` other words to the one it has.

    For hosts. Raises Refusal beside `photo` or `description`.
    """
    space = require_space(actor, space_id, HOST)
    if not description.strip():
        raise Refusal(_("Say what can be seen, for people who cannot see it."), field="description")
    photo = db.session.get(SpacePhoto, space_id)
    if photo is None and data is None:
        raise Refusal(_("Choose a photo."), field="photo")
    if photo is None:
        photo = SpacePhoto(space_id=space_id)
        db.session.add(photo)
    if data is not None:
        photo.jpeg = reencoded(data)
        photo.etag = hashlib.sha256(photo.jpeg).hexdigest()[:16]
    photo.description = description.strip()
    note(actor, verbs.PHOTO_ADDED, ref_of(space), space.name)


@transactional
def remove_photo(actor: Actor, space_id: int) -> None:
    """Take a space's photo away, for good. For hosts."""
    space = require_space(actor, space_id, HOST)
    photo = db.session.get(SpacePhoto, space_id)
    if photo is not None:
        db.session.delete(photo)
        note(actor, verbs.PHOTO_REMOVED, ref_of(space), space.name)


def photo_path(space: Space, etag: str) -> str:
    """Where a photo is served; another photo has another address, so that browsers may keep it for long."""
    return f"/rooms-photo/{space.slug}-{etag}.jpg"
