"""What is kept of ideas: given to people on request, described for the log, and let go of in time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.clock import now
from app.db import db, transactional
from app.plugins import Description
from app.refs import Ref
from plugins.activities.ideas.models import Idea, Voice
from plugins.activities.ideas.standing import GONE
from plugins.activities.models import OWNER

UNDO: Final = timedelta(days=1)
"""So long what was taken back can be put back."""
VOICES: Final = timedelta(days=30)
"""So long after it became an activity we know who wanted it, and wait for who was asked to organise it."""
HAPPENED: Final = timedelta(days=400)
"""So long the idea itself is told of, after it became an activity."""


def export(person_id: int) -> Mapping[str, Any]:
    """What somebody thought up, and joined in with."""
    ideas = db.session.scalars(sa.select(Idea).where(Idea.by_id == person_id).order_by(Idea.id))
    voices = db.session.execute(
        sa.select(Voice, Idea)
        .join(Idea, Idea.id == Voice.idea_id)
        .where(Voice.person_id == person_id)
        .order_by(Voice.id)
    )
    return {
        "ideas": [
            {
                "title": idea.title,
                "words": idea.about,
                "written": idea.written_at.isoformat(),
                "first_name_shown": idea.named,
                "discreet": idea.sensitive,
                "became_activity": idea.became_at.isoformat() if idea.became_at else None,
                "taken_back": idea.taken_back_at.isoformat() if idea.taken_back_at else None,
            }
            for idea in ideas
        ],
        "ideas_joined": [
            {
                "title": title_of(idea),
                "organises": voice.organises,
                "first_name_shown": voice.named,
                "at": voice.at.isoformat(),
            }
            for voice, idea in voices
        ],
    }


def describe(refs: Sequence[Ref]) -> Mapping[Ref, Description]:
    """Titles and pages of ideas, in one query; a discreet one has a neutral title."""
    keys = [ref.key for ref in refs if (ref.owner, ref.kind) == (OWNER, "idea")]
    if not keys:
        return {}
    found = db.session.scalars(sa.select(Idea).where(Idea.public_id.in_(keys), Idea.taken_back_at.is_(None)))
    return {one.thing: Description(title=title_of(one), url=None if one.is_discreet else page_of(one)) for one in found}


def title_of(idea: Idea) -> str:
    """What an idea is called where it stands with a person."""
    return _("An idea") if idea.is_discreet or idea.hidden else idea.title


def page_of(idea: Idea) -> str:
    """The path of its page, written out: mails and the demo are made outside any request."""
    return f"/activities/ideas/{idea.public_id}"


@transactional
def expire() -> None:
    """Let go of ideas that were taken back, that happened, that nobody looks after; and of who wanted what happened."""
    moment = now()
    happened = sa.select(Idea.id).where(Idea.became_at < moment - VOICES)
    over = sa.or_(Idea.taken_back_at < moment - UNDO, Idea.became_at < moment - HAPPENED, Idea.alive_at < moment - GONE)
    apart = {"synchronize_session": False}
    db.session.execute(sa.delete(Voice).where(Voice.idea_id.in_(happened)), execution_options=apart)
    db.session.execute(sa.delete(Idea).where(over), execution_options=apart)
