"""In the demo house questions were answered, one waits, and neighbours pointed at another."""

from datetime import timedelta
from typing import Any, Final

from app import notices
from app.actors import Actor
from app.clock import at, now
from app.pointing.deciding import point
from app.refs import Ref
from plugins.activities.models import OWNER
from plugins.activities.openly.asking import Asked, answer, ask

TABLE: Final = (
    ("Ria Klokman", 20, "Kan ik ook vegetarisch mee-eten?", "Ja, graag! Zeg het bij binnenkomst even in de keuken."),
    ("", 12, "Mag mijn kleindochter van acht mee?", "Ze is welkom. Kinderen eten voor de helft mee."),
    ("", 4, "Is er ook iets te eten zonder noten?", ""),
)
"""Who asked about the eating table ("" for a guest), days ago, the question, and the answer ("" for none yet)."""
RUDE: Final = "Wie liet de vorige keer zo’n rommel achter? Ik weet het wel."
POINTED: Final = "Dit gaat over één buurman. Iedereen weet wie."


def load(demo: Any, table: int, dance: int) -> None:
    """About the eating table and the dance evening. `demo` is `app.demo.Demo`."""
    for name, days, words, answered in TABLE:
        key = _ask(demo.actor(name) if name else Actor.guest(), table, days, words)
        if answered:
            with at(now() - timedelta(days=days - 1)):
                answer(demo.actor("Chantal Veerdonk"), key, answered)
        _heard(key)
    key = _ask(Actor.guest(), dance, 3, RUDE)
    with at(now() - timedelta(days=2)):
        point(Actor.guest(), Ref(OWNER, "question", key), POINTED)
    _heard(key)


def _ask(actor: Actor, activity: int, days: int, words: str) -> str:
    with at(now() - timedelta(days=days)):
        return ask(actor, activity, Asked(words=words, name="" if actor.subject else "Corrie"))


def _heard(key: str) -> None:
    """They heard it a while ago: nothing is waiting to go out."""
    notices.withdraw(Ref(OWNER, "question", key))
