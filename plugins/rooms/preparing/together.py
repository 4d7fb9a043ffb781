"""How many of a thing are in use at once: decisions about spans, without a database."""

from collections.abc import Iterable

from app.clock import Span


def most_at_once(used: Iterable[tuple[Span, int]], within: Span) -> int:
    """The largest number in use at one moment of `within`. Who ends as another begins is not in their way."""
    marks = []
    for span, quantity in used:
        part = span.clipped(within)
        if part is not None:
            marks += [(part.start, quantity), (part.end, -quantity)]
    now_used = most = 0
    for _moment, change in sorted(marks):  # at one moment, what ends (negative) comes first
        now_used += change
        most = max(most, now_used)
    return most
