"""Whoever visits no longer comes to no talk: each night the talks are gone through for who stopped."""

from sqlalchemy import or_, select

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from plugins.outreach.partners.models import VISITOR, Part
from plugins.outreach.partners.rights import today
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.telling import tell_stepped_back


@transactional
def sweep() -> None:
    """Take who stopped off the talks to come: the other visitor hears it, and who coordinates looks for somebody."""
    rows = select(Part.person_id).where(Part.kind == VISITOR, Part.since <= today(), Part.until >= today())
    going = set(db.session.scalars(rows))
    to_come = or_(Talk.starts.is_(None), Talk.starts > now())
    for talk in db.session.scalars(select(Talk).where(Talk.held_on.is_(None), to_come)).all():
        gone = {one.id for one in talk.visitors} - going
        if gone:
            talk.one_id = None if talk.one_id in gone else talk.one_id
            talk.other_id = None if talk.other_id in gone else talk.other_id
            db.session.flush()
            db.session.refresh(talk)
            note(Actor.job(), "outreach.talk.stepped_back", talk.ref)
            tell_stepped_back(Actor.job(), talk)
