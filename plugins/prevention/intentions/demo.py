"""What two neighbours of the demo house mean to do."""

from datetime import timedelta
from typing import Any, Final

from plugins.prevention.intentions.keeping import IntentionValues, intend
from plugins.prevention.intentions.sentences import OWN

HOME: Final = "de-kleine-dommelaar"


def load(demo: Any) -> None:
    """A ready sentence and one of her own for Lieke; one for Ria, who has no mail and gets a call."""
    house, lieke, ria = demo.house(HOME), demo.actor("Lieke Morgenster"), demo.actor("Ria Klokman")
    soon, later = demo.today + timedelta(days=6), demo.today + timedelta(days=97)
    intend(lieke, house, IntentionValues(theme="bewegen", sentence="bewegen-1", day=soon, part="evening"))
    own = IntentionValues(theme="wonen", sentence=OWN, words="Ik kijk de trap na.", day=later, told=True)
    intend(lieke, house, own)
    intend(ria, house, IntentionValues(theme="ontmoeten", sentence="ontmoeten-1", day=soon, part="afternoon"))
