"""Who hears of an agreement: the contacts of the group, or the hosts of the house, each through their own channel."""

from flask_babel import lazy_gettext as _

from app import notices
from app.notices import Recipient, kinds
from app.people.groups import members_of
from app.people.roles import hosts_of
from app.refs import Ref
from plugins.contributions.agreements.models import Agreement, Side

PROPOSED = "agreement.proposed"
AGREED = "agreement.agreed"
REMINDED = "agreement.reminded"
_FOLDER = "contributions/agreements/mail"

for _kind, _subject, _name in (
    (PROPOSED, _("%(group)s and %(with)s: a proposal"), "proposed"),
    (AGREED, _("%(group)s and %(with)s: agreed"), "agreed"),
    (REMINDED, _("%(group)s: what do you do in return this season?"), "reminded"),
):
    kinds.register(_kind, subject=_subject, template=f"{_FOLDER}/{_name}.txt", spoken=f"{_FOLDER}/{_name}_spoken.txt")


def proposed(agreement: Agreement, to: Side) -> None:
    """There is a proposal for `to`; what waited in the outbox about an earlier one makes way."""
    taken_back(agreement)
    _send(agreement, to, PROPOSED)


def agreed(agreement: Agreement, to: Side) -> None:
    """The other side said yes to the words of `to`."""
    taken_back(agreement)
    _send(agreement, to, AGREED)


def taken_back(agreement: Agreement) -> None:
    """What was not told yet is not told any more."""
    notices.withdraw(ref_of(agreement), PROPOSED)


def remind(agreement_of: tuple[int, str, str], house_id: int, house_name: str, season: str) -> None:
    """Remind the contacts of a group (id, slug, name) that they can make an agreement."""
    group_id, slug, name = agreement_of
    for person, is_contact in members_of(group_id):
        if is_contact:
            notices.send(
                Recipient(person_id=person.id),
                REMINDED,
                {"group": name, "slug": slug, "with": house_name, "season": season},
                ref=Ref("people", "group", slug),
                house_id=house_id,
            )


def _send(agreement: Agreement, to: Side, kind: str) -> None:
    group, house = agreement.group, agreement.house
    if to is Side.HOUSE:
        people = hosts_of(house.id)
    else:
        people = [person for person, is_contact in members_of(group.id) if is_contact]
    words = agreement.versions[-1].words
    for person in people:
        notices.send(
            Recipient(person_id=person.id),
            kind,
            {"group": group.name, "slug": group.slug, "with": house.name, "season": agreement.season, "words": words},
            ref=ref_of(agreement),
            house_id=house.id,
        )


def ref_of(agreement: Agreement) -> Ref:
    """What the notices are about: this group's agreement of this season, and none of its other news."""
    return Ref("contributions", "agreement", str(agreement.id))
