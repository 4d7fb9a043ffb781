"""What the person asked for in a talk: an activity together, information at home, a first contact with named help."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import Refusal
from app.web import verbs
from plugins.outreach.after.held import held_talk
from plugins.outreach.after.models import KINDS, NONE, OPEN, SOME, Followup
from plugins.outreach.after.reading import followups_of
from plugins.outreach.figures.counting import count
from plugins.outreach.figures.models import FOLLOWUP
from plugins.outreach.partners.rights import today

MOST: Final = 5
"""So many things from one talk: more is another talk."""

verbs.register("outreach.followup.asked", _("Wrote down what somebody asked for in a talk"))
verbs.register("outreach.followup.none", _("Told that nothing more was asked for in a talk"))


@transactional
def ask(actor: Actor, key: str, kind: str, recipient: str, agreed: bool) -> None:
    """They asked for this in the talk `key`, and `agreed` that `recipient` gets their name and phone number.

    Raises Refusal beside its field, NotFound, NotAllowed.
    """
    talk, held = held_talk(actor, key)
    if kind not in KINDS:
        raise Refusal(_("Choose one of these."), field="kind")
    if not agreed:
        raise Refusal(_("Without their yes nothing is written down. Ask them."), field="agreed")
    known = followups_of(talk)
    if any((one.kind, one.recipient) == (kind, recipient) for one in known):
        raise Refusal(_("This stands here already."), field="recipient")
    if len(known) >= MOST:
        raise Refusal(_("At most %(most)s things from one talk.", most=MOST))
    if held.asked == NONE:
        count(talk.reply.round_id, FOLLOWUP, NONE, -1)
    held.asked = SOME
    db.session.add(
        Followup(public_id=new_public_id(), talk_id=talk.id, kind=kind, recipient=recipient, agreed_on=today())
    )
    note(actor, "outreach.followup.asked", talk.ref)


@transactional
def nothing_more(actor: Actor, key: str) -> None:
    """That was all; where there is nothing, that is counted, and as good. Raises NotFound, NotAllowed."""
    talk, held = held_talk(actor, key)
    if held.asked == OPEN:
        held.asked = NONE
        count(talk.reply.round_id, FOLLOWUP, NONE)
    note(actor, "outreach.followup.none", talk.ref)
