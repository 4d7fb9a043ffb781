"""When is something open, and when is it free: decisions about spans, without a database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
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
            if opening.weekday != day.weekday():
                continue
            try:
                span = Span.of(day, opening.opens, opening.closes, zone).clipped(window)
            except NoSuchTime:
                span = Span(
                    from_wall(day, _awake(opening.opens), zone), from_wall(day, _awake(opening.closes), zone)
                ).clipped(window)
            if span:
                spans.append(span)
    return without(spans, closures)


def _awake(clock: time) -> time:
    return time(3) if clock.hour == 2 else clock  # the hour that the spring clock skips, in all of the EU


def covers(spans: Iterable[Span], wanted: Span) -> bool:
    """Whether one of `spans`, touching ones taken together, holds the whole of `wanted`."""
    return any(span.start <= wanted.start and wanted.end <= span.end for span in merged(spans))


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
