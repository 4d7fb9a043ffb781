"""What a sheet is about, as chosen in its address: which activity, which paper, which language, how long ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _

from app.calendar.places import all_houses
from app.clock import Span, now
from app.places.models import House
from app.plugins import Suggestion, current_hooks
from app.refusals import NotFound
from app.web.languages import LANGUAGES

AHEAD: Final = timedelta(days=28)
WEEK: Final = "week"
MONTH: Final = "month"
SIZES: Final = ("a4", "a3")
NO_SUCH: Final = _("This sheet is not there. Choose again on the shelf.")
NOT_ON: Final = _("That is not on any more. Choose again on the shelf.")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something in the coming weeks to invite for: its key in addresses, what it is, and where."""

    key: str
    what: Suggestion
    house: House


def offers(theme: str) -> list[Offer]:
    """What one can invite for in the coming weeks, in every house, soonest first."""
    window = Span(now(), now() + AHEAD)
    found = [
        Offer(str(one.ref or one.url), one, house)
        for house in all_houses()
        for one in current_hooks().suggestions(theme, house.id, window)
        if one.span is not None
    ]
    return sorted(found, key=lambda offer: (offer.what.span or window, offer.what.title, offer.key))


def offer_in(theme: str, given: Mapping[str, str]) -> Offer | None:
    """The activity in an address; None for the theme in general. Raises NotFound for what is not on (any more)."""
    key = given.get("about", "")
    if not key:
        return None
    found = next((offer for offer in offers(theme) if offer.key == key), None)
    if found is None:
        raise NotFound(NOT_ON)
    return found


def paper_in(given: Mapping[str, str], house: House) -> str:
    """The language of the paper: the house's own, unless another is chosen. Raises NotFound for one that we lack."""
    return _one_of(given.get("paper") or house.language, tuple(LANGUAGES))


def period_in(given: Mapping[str, str]) -> str:
    """A week or a month ahead. Raises NotFound for anything else."""
    return _one_of(given.get("period") or WEEK, (WEEK, MONTH))


def size_in(given: Mapping[str, str]) -> str:
    """The size of the paper. Raises NotFound for anything else."""
    return _one_of(given.get("size") or SIZES[0], SIZES)


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise NotFound(NO_SUCH)
    return value
