"""What the demo house agreed about kinds of use: a few rules, as houses make them."""

from datetime import timedelta
from typing import Any, Final

from plugins.rooms.kinds.deciding import RuleValues, decide

RULES: Final = (
    ("party", "longest", 8, "", "Een feest mag lang duren. Daarna is er tijd om op te ruimen."),
    ("party", "notice", 14, "", "Dan kunnen de buren van Zaal A er rekening mee houden."),
    ("party", "approval", 1, "", "Bij een feest praten we eerst even over geluid en opruimen."),
    ("private", "times", 6, "month", "Zo is er ook plek voor wie nieuw is."),
    ("private", "neighbours", 60, "", "Wie hier woont, gaat voor."),
)


def load(demo: Any) -> None:
    """Write the rules down, a while ago."""
    actor, house_id = demo.actor("Toos Kestelaar"), demo.house("de-kleine-dommelaar")
    since = demo.today - timedelta(days=60)
    for kind, what, value, per, why in RULES:
        decide(actor, house_id, RuleValues(what=what, value=value, since=since, why=why, kind=kind, per=per))
