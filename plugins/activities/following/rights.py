"""Who may change a followed calendar: who keeps it, the contacts of its group, and the hosts of its house."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.db import db
from app.people import roles
from app.people.groups import speaks_for
from app.refusals import NotAllowed, NotFound
from plugins.activities.following.models import Source

UNKNOWN = _("We don’t follow this calendar (any more).")
KEEPERS_ONLY = _("Only who keeps this calendar can change it.")


def may_change(actor: Actor, source: Source) -> bool:
    """Whether `actor` may change it and see how reading it goes."""
    if actor.subject is None:
        return False
    own = actor.subject == source.kept_by_id
    if own or (source.group_id is not None and speaks_for(actor.subject, source.group_id)):
        return True
    return roles.may(actor, source.house_id, "host")


def source_with(public_id: str) -> Source | None:
    """The calendar with this public id, also one that was let go of a moment ago."""
    if not public_id.isalnum():
        return None
    return db.session.scalar(sa.select(Source).where(Source.public_id == public_id))


def locked(public_id: str) -> Source:
    """The calendar, locked. Raises NotFound. Call it in a transaction."""
    source = source_with(public_id)
    if source is None:
        raise NotFound(UNKNOWN)
    db.session.execute(sa.select(Source.id).where(Source.id == source.id).with_for_update())
    return source


def source_for(actor: Actor, public_id: str) -> Source:
    """The calendar, locked, for somebody who may change it. Raises NotFound or NotAllowed."""
    source = locked(public_id)
    if not may_change(actor, source):
        raise NotAllowed(KEEPERS_ONLY)
    return source
