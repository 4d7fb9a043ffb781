"""What the hosts hear of a question, and the words of the log. Inside a transaction."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.db import db
from app.notices import Recipient, kinds
from app.people.roles import hosts_of
from app.web import verbs
from plugins.contributions.asks.models import Ask

ASKED: Final = "ask.made"


def _prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The question as it stands when the mail goes out; nothing when it is settled or forgotten."""
    found = db.session.scalar(sa.select(Ask).where(Ask.public_id == params["ask"], Ask.settled_at.is_(None)))
    return None if found is None else {"words": found.words, "name": found.person.name}


kinds.register(
    ASKED,
    subject=_("Somebody asks for a hand"),
    template="contributions/asks/mail/asked.txt",
    prepare=_prepare,
    only_mail=True,  # who has no mail sees it at the desk
)

for _verb, _words in {
    "contributions.ask.made": _("Asked for a hand"),
    "contributions.ask.settled": _("A question for a hand is settled"),
    "contributions.ask.opened": _("A question for a hand waits after all"),
}.items():
    verbs.register(_verb, _words)


def tell_hosts(asked: Ask) -> None:
    """The hosts who have mail; the others see it at the desk."""
    for host in hosts_of(asked.house_id):
        if host.email and host.id != asked.person_id:
            facts = {"ask": asked.public_id}
            notices.send(Recipient(person_id=host.id), ASKED, facts, ref=asked.thing, house_id=asked.house_id)
