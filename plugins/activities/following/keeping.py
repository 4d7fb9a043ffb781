"""What organisers do with calendars that they keep elsewhere: follow one, change how it stands here, pause it, let go.

One public function is one transaction. Looking at the calendar takes long and comes before (`looking.look`).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.importing.addresses import LONGEST
from app.calendar.importing.reading import safe_link
from app.calendar.importing.refusing import Unusable
from app.calendar.themes import BY_KEY
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.groups import speaks_for
from app.places.models import House
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.activities.following.looking import Seen
from plugins.activities.following.models import Followed, Source
from plugins.activities.following.refreshing import take_over
from plugins.activities.following.rights import source_for
from plugins.activities.words import SIGN_IN_FIRST, UNKNOWN_HOUSE

MOST: Final = 10
"""Calendars of one person; one in each group of the house is plenty."""
KEPT: Final = timedelta(days=7)
"""How long a calendar that was let go of can be taken back."""
FOLLOWED: Final = "activities.source.followed"
CHANGED: Final = "activities.source.changed"
PAUSED: Final = "activities.source.paused"
RESUMED: Final = "activities.source.resumed"
ENDED: Final = "activities.source.ended"

for _verb, _label in {
    FOLLOWED: _("Began to follow a calendar"),
    CHANGED: _("Changed how a followed calendar is shown"),
    PAUSED: _("Paused a followed calendar"),
    RESUMED: _("Went on with a followed calendar"),
    ENDED: _("Stopped following a calendar"),
}.items():
    verbs.register(_verb, _label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceValues:
    """What an organiser says of a calendar. `page` is a web page about it; `place` is where, if its dates don't say."""

    name: str
    place: str = ""
    page: str = ""
    themes: tuple[str, ...] = ()
    group_id: int | None = None
    sensitive: bool = False


@transactional
def follow(actor: Actor, house_id: int, url: str, values: SourceValues, seen: Seen) -> str:
    """Follow a calendar, with what was just seen in it; its public id. Raises Refusal (with its field), NotAllowed."""
    if actor.subject is None:
        raise NotAllowed(SIGN_IN_FIRST)
    if db.session.get(House, house_id) is None:
        raise NotFound(UNKNOWN_HOUSE)
    if seen.reading is None or len(url) > LONGEST:
        raise Unusable("address")
    own = db.session.scalars(sa.select(Source).where(Source.kept_by_id == actor.subject, Source.ended_at.is_(None)))
    followed = own.all()
    if any(one.url == url and one.house_id == house_id for one in followed):
        raise Refusal(_("You follow this calendar already."), field="url")
    if len(followed) >= MOST:
        raise Refusal(_("You follow ten calendars. Stop following one first."), field="url")
    source = Source(
        public_id=new_public_id(),
        house_id=house_id,
        kept_by_id=actor.subject,
        url=url,
        created_at=now(),
        changed_at=now(),
        due_at=now(),
        good_at=now(),
    )
    _fill(actor, source, values)
    db.session.add(source)
    db.session.flush()
    take_over(source, seen.reading, seen.marks)
    note(actor, FOLLOWED, source.ref, source.log_label)
    return source.public_id


@transactional
def change(actor: Actor, key: str, values: SourceValues) -> None:
    """Change how it stands here. Raises Refusal (with its field), NotAllowed, NotFound."""
    source = source_for(actor, key)
    moved = source.place != values.place.strip()
    _fill(actor, source, values)
    source.changed_at = now()
    if moved:
        coming = sa.update(Followed).where(Followed.source_id == source.id, Followed.place == "", Followed.ends > now())
        db.session.execute(coming.values(sequence=Followed.sequence + 1))
    note(actor, CHANGED, source.ref, source.log_label)


@transactional
def pause(actor: Actor, key: str) -> None:
    """Read it no more for now; what stands in the agenda stays. Raises NotAllowed, NotFound."""
    source = source_for(actor, key)
    if source.paused_at is None:
        source.paused_at = now()
        note(actor, PAUSED, source.ref, source.log_label)


@transactional
def resume(actor: Actor, key: str) -> None:
    """Read it again, soon. Raises NotAllowed, NotFound."""
    source = source_for(actor, key)
    if source.paused_at is not None:
        source.paused_at, source.due_at, source.failures = None, now(), 0
        note(actor, RESUMED, source.ref, source.log_label)


@transactional
def end(actor: Actor, key: str) -> None:
    """Follow it no more: all its dates leave the agenda at once. Twice is once. Raises NotAllowed, NotFound."""
    source = source_for(actor, key)
    if source.ended_at is None:
        source.ended_at = now()
        note(actor, ENDED, source.ref, source.log_label)


@transactional
def restore(actor: Actor, key: str) -> None:
    """Follow it after all, as it was. Raises NotAllowed, NotFound."""
    source = source_for(actor, key)
    if source.ended_at is not None:
        source.ended_at, source.due_at = None, now()
        note(actor, FOLLOWED, source.ref, source.log_label)


@transactional
def confirm(actor: Actor, key: str, seen: Seen) -> None:
    """Yes, it is nearly empty now: take that over as well. Raises NotAllowed, NotFound."""
    source = source_for(actor, key)
    if seen.reading is not None:
        take_over(source, seen.reading, seen.marks)
        note(actor, CHANGED, source.ref, source.log_label)


def _fill(actor: Actor, source: Source, values: SourceValues) -> None:
    name, page = values.name.strip(), values.page.strip()
    if not any(sign.isalnum() for sign in name):
        raise Refusal(_("What shall we call it? A few words are enough."), field="name")
    if len(name) > 100:
        raise Refusal(_("That is too long. Use at most 100 characters."), field="name")
    if len(values.place) > 120:
        raise Refusal(_("That is too long. Use at most 120 characters."), field="place")
    if page and not safe_link(page):
        raise Refusal(_("Type a whole address. It begins with https://."), field="page")
    if not set(values.themes) <= set(BY_KEY):
        raise Refusal(_("Choose one of these."), field="themes")
    group_id = values.group_id
    if group_id is not None and group_id != source.group_id and not speaks_for(actor.subject, group_id):
        raise NotAllowed(_("Only contacts of the group can do this in its name."), field="group")
    source.name, source.page, source.place = name, safe_link(page), values.place.strip()
    source.themes = ",".join(key for key in BY_KEY if key in values.themes)
    source.group_id, source.sensitive = group_id, values.sensitive
