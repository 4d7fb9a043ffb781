"""What a visitor still needs before going along, and when a refresher is due: dates in, words out. No judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

TRAINING_YEARS: Final = 2
"""After so many years a refresher."""
CONDUCT_YEARS: Final = 3
"""A certificate of conduct is asked for anew after about so many years (advice of volunteer centres)."""
SOON_DAYS: Final = 30
"""So long before, a visitor is told of a refresher."""


class Lacking(StrEnum):
    """What is not there yet, or no longer."""

    TRAINING = "training"
    REFRESHER = "refresher"
    PASS = "pass"  # noqa: S105  # a card to show, no password
    CONDUCT = "conduct"


@dataclass(frozen=True, slots=True)
class Papers:
    """What was seen of a visitor."""

    trained_on: date | None
    has_pass: bool
    conduct_seen_on: date | None


def years_after(day: date, years: int) -> date:
    """The same day so many years on; the last of February where there is no such day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def refresher_due(trained_on: date) -> date:
    """The day from which a refresher is due."""
    return years_after(trained_on, TRAINING_YEARS)


def lacking(papers: Papers, today: date) -> Sequence[Lacking]:
    """What a visitor needs before going along, in the order in which it is arranged; nothing for who is ready."""
    found = []
    if papers.trained_on is None:
        found.append(Lacking.TRAINING)
    elif refresher_due(papers.trained_on) <= today:
        found.append(Lacking.REFRESHER)
    if papers.conduct_seen_on is None or years_after(papers.conduct_seen_on, CONDUCT_YEARS) <= today:
        found.append(Lacking.CONDUCT)
    if not papers.has_pass:
        found.append(Lacking.PASS)
    return found


def is_soon_due(trained_on: date, today: date) -> bool:
    """Whether it is time to tell of the refresher: from a month before it is due."""
    return (refresher_due(trained_on) - today).days <= SOON_DAYS
