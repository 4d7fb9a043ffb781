"""Months as dates (their first day) and as numbers of a wheel (0 is its first month)."""

from datetime import date
from typing import Final

YEAR: Final = 12


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def number_of(month: date, first: date) -> int:
    """Which month it is, counted from `first`; negative before it."""
    return (month.year - first.year) * YEAR + month.month - first.month


def month_at(number: int, first: date) -> date:
    """The first day of month `number`, counted from `first`."""
    years, month = divmod(first.month - 1 + number, YEAR)
    return date(first.year + years, month + 1, 1)
