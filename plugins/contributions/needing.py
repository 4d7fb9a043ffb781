"""What things need, asked of their owners. In the house's language, so that a need has one name for all readers."""

from dataclasses import dataclass

from app.clock import Span
from app.db import db
from app.places.models import House
from app.plugins import Collected, Need, current_hooks
from app.web import current_language, language_of
from plugins.contributions.asked import mark_of


@dataclass(frozen=True, slots=True)
class Told:
    """A need as its owner tells it, and what it is called in the reader's language."""

    need: Need
    title: str

    @property
    def key(self) -> tuple[str, str]:
        """Which need it is: the thing, and the need's mark. A task from a need has the same."""
        return str(self.need.ref), mark_of(self.need)


def needs_now(house_id: int, window: Span) -> Collected[Need]:
    """The needs in `window`, in the house's language."""
    with language_of(db.session.get_one(House, house_id).language):
        return current_hooks().needs(house_id, window)


def needs_told(house_id: int, window: Span) -> dict[tuple[str, str], Told]:
    """The needs in `window` by their keys, with their titles for the reader."""
    needs = needs_now(house_id, window)
    theirs = needs
    if current_language() != db.session.get_one(House, house_id).language:
        theirs = current_hooks().needs(house_id, window)  # the same needs in the same order, in other words
    told = [Told(need, one.title) for need, one in zip(needs, theirs, strict=False)]
    return {one.key: one for one in told}
