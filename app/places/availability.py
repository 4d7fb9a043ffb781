"""When is something open, and when is it free: decisions about spans, without a database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.clock import NoSuchTime, Span, from_wall, wall


@dataclass(frozen=True, slots=True)
class Hours:
    """One opening in the week: weekday 0 is Monday; a closing time of 00:00 is the end of the day."""

    weekday: int
    opens: time
    closes: time


def days_of(window: Span, zone: ZoneInfo) -> list[date]:
    """The calendar days of `zone` that `window` touches, in order."""
    first = wall(window.start, zone).date()
    last = wall(window.end - timedelta(seconds=1), zone).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same moments as few spans as possible, in order."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def without(spans: Iterable[Span], gone: Iterable[Span]) -> list[Span]:
    """What is left of `spans` when `gone` is taken out, in order."""
    left = merged(spans)
    for hole in merged(gone):
        rest: list[Span] = []
        for span in left:
            if not span.overlaps(hole):
                rest.append(span)
                continue
            if span.start < hole.start:
                rest.append(Span(span.start, hole.start))
            if hole.end < span.end:
                rest.append(Span(hole.end, span.end))
        left = rest
    return left


def open_spans(hours: Sequence[Hours], closures: Iterable[Span], window: Span, zone: ZoneInfo) -> list[Span]:
    """When it is open within `window`: the weekly hours in wall time, less the closures."""
    days = days_of(window, zone)
    spans = []
    for day in [days[0] - timedelta(days=1), *days]:  # yesterday's evening may reach past midnight
        for opening in hours:
            if opening.weekday == day.weekday():
                span = _opening_on(day, opening, zone)
                inside = span and span.clipped(window)
                if inside:
                    spans.append(inside)
    return without(spans, closures)


def _opening_on(day: date, opening: Hours, zone: ZoneInfo) -> Span | None:
    """An opening on one day; None in the one night that the spring clock skips the whole of it."""
    last = day if opening.closes > opening.opens else day + timedelta(days=1)
    start, end = _from_wall_or_after(day, opening.opens, zone), _from_wall_or_after(last, opening.closes, zone)
    return Span(start, end) if start < end else None


def _from_wall_or_after(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment that the wall shows this; one that the spring clock skips is as much later as the clock jumps."""
    try:
        return from_wall(day, clock, zone)
    except NoSuchTime:
        return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def common(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The moments that lie in both, in order."""
    left, right = merged(spans), merged(others)
    found = []
    while left and right:
        both = left[0].clipped(right[0])
        if both:
            found.append(both)
        (left if left[0].end <= right[0].end else right).pop(0)
    return found


def covers(spans: Iterable[Span], wanted: Span) -> bool:
    """Whether one of `spans`, touching ones taken together, holds the whole of `wanted`."""
    return any(span.start <= wanted.start and wanted.end <= span.end for span in merged(spans))


def usable(opened: Iterable[Span], busy: Iterable[Span], buffer: timedelta = timedelta(0)) -> list[Span]:
    """The stretches in which a use may lie: open, and with `buffer` left over before whatever comes next.

    `busy` holds the others' buffers already. The own buffer may reach past closing time: nobody comes then.
    """
    return without(opened, [span.padded(before=buffer) for span in busy])


def starts_within(free: Iterable[Span], length: timedelta, step: timedelta) -> list[Span]:
    """Every span of `length` that fits into `free`, starting each `step` from the start of a free stretch."""
    found = []
    for span in merged(free):
        start = span.start
        while start + length <= span.end:
            found.append(Span(start, start + length))
            start += step
    return found


def nearest(candidates: Iterable[Span], wanted: Span) -> list[Span]:
    """Candidates by how far their start lies from the wanted start; the later one first when equally far."""
    return sorted(candidates, key=lambda span: (abs(span.start - wanted.start), span.start < wanted.start))
