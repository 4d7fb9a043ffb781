"""Who may join: a house rule of the core, and the residents' to decide."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.places.rules import link, register_core_rule, value
from app.plugins import RuleSpec
from app.refusals import RuleLink

WHO_MAY_JOIN: Final = "people.who_may_join"
MAIL_OR_CARD: Final = "mail_or_card"
CARD_ONLY: Final = "card_only"

register_core_rule(
    RuleSpec(
        key=WHO_MAY_JOIN,
        kind=str,
        default=MAIL_OR_CARD,
        label=_("Who may join"),
        text=_("Joining goes with {value}."),
        choices={
            MAIL_OR_CARD: _("an e-mail address, or a card from the desk"),
            CARD_ONLY: _("a card from the desk"),
        },
    )
)


def joins_by_mail(house_id: int | None) -> bool:
    """Whether a working e-mail address is enough to join. Before there is a house, it is."""
    return house_id is None or value(house_id, WHO_MAY_JOIN) == MAIL_OR_CARD


def rule_of(house_id: int | None) -> RuleLink | None:
    """The rule and where to read the decision, for a refusal."""
    return None if house_id is None else link(house_id, WHO_MAY_JOIN)
