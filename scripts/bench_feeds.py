"""`make bench`, its second part: large feeds, unchanged and after one change, beside the time of icalendar alone.

Two houses: one with 2,000 single events, one with 5,000 occurrences in 100 series. "icalendar" is making and writing
every event anew, from entries that are read and arranged already; "rebuild" is what takes its place after one change:
keys, kept bytes, the one event, the body written down. That may take 0.15 of it. What a feed takes besides (asking the
plugins, arranging series) is the same in both, and printed for itself; so are whole answers: the first, after a change,
of an unchanged feed without a hash, and a 304.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

import flask_migrate
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session as DbSession

from app import create_app
from app.calendar import components, feeds, files, keeping
from app.calendar.components import Look
from app.calendar.entry import Calendar, Entry, EntryQuery
from app.calendar.gathering import gather, look_here
from app.calendar.projection import Audience
from app.calendar.series import Master, arrange
from app.calendar.window import feed_window
from app.clock import Span, now, wall
from app.config import ROOT
from app.db import db, transaction
from app.places.models import House, Neighbourhood, Space
from app.refs import new_public_id, new_uid
from app.web.languages import language_of
from plugins.activities.models import Activity, Occurrence, OccurrenceSpace, Series, SeriesSpace

ZONE: Final = ZoneInfo("Europe/Amsterdam")
SINGLES, SERIES, WEEKS = 2000, 100, 50
TARGET: Final = 0.15
TIMES: Final = 15
ABOUT: Final = "Kom langs en doe mee. Iedereen is welkom.\n\nNeem iets mee."


@dataclass(frozen=True)
class Large:
    """A house with a large feed."""

    slug: str
    words: str

    @property
    def path(self) -> str:
        """Of the feed."""
        return f"/calendar/house/{self.slug}.ics"


HOUSES: Final = (Large("los", f"{SINGLES:,} single events"), Large("reeks", f"{SERIES * WEEKS:,} dates of series"))


def main() -> int:
    """Build, ask, print. 1 where the target was missed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"WIJ_DATABASE_URL": f"sqlite:///{folder}/feeds.sqlite", "WIJ_SECRET_KEY": "only-for-the-bench"}
        app = create_app(settings | {"RATELIMIT_ENABLED": False})
        with app.app_context():
            flask_migrate.upgrade(directory=str(ROOT / "migrations"))
            fill()
            db.session.remove()
        gc.collect()
        gc.freeze()  # as `wij run` does
        names = ("icalendar", "rebuild", "x", "target", "reading", "arranging", "first", "changed", "kept", "304")
        print(f"\n{'large feeds (CPU ms)':<24}" + "".join(f"{name:>11}" for name in names))
        return max(measure(app, house) for house in HOUSES)


def measure(app: Flask, house: Large) -> int:
    """Ask one feed in every way, print its line. 1 where the target was missed."""
    client = app.test_client()
    first = took(lambda: client.get(house.path), 1)
    tag = client.get(house.path).headers["ETag"]
    same = took(lambda: client.get(house.path, headers={"If-None-Match": tag}))
    kept = took(lambda: client.get(house.path))
    changed = min(took(lambda: client.get(house.path), 1) for _change in change(app, house))
    with app.app_context():
        calendar = feeds.find("house", house.slug)
        assert calendar is not None  # noqa: S101  # it was made above
        with language_of(calendar.language):
            reading = took(partial(entries_of, calendar))
            entries, look = entries_of(calendar), look_here()
            arranging = took(lambda: arrange(entries, now()))
            alone = took(partial(written, arrange(entries, now()), look))
            rebuilt(calendar, entries, look)
            rebuild = less_arranging(lambda: rebuilt(calendar, entries, look))
    late = rebuild / alone > TARGET
    numbers = (reading, arranging, first, changed, kept, same)
    print(
        f"{house.words:<24}{alone:>11.1f}{rebuild:>11.1f}{rebuild / alone:>11.3f}{TARGET:>11.2f}"
        + "".join(f"{number:>11.1f}" for number in numbers)
        + ("  missed" if late else "")
    )
    return int(late)


def took(act: Callable[[], object], times: int = TIMES) -> float:
    """Milliseconds of the processor, the quickest of a few times: what else the machine does is not counted."""
    found = []
    for _time in range(times):
        start = time.process_time()
        act()
        found.append((time.process_time() - start) * 1000)
    return min(found)


def less_arranging(act: Callable[[], object]) -> float:
    """As `took`, without the time that goes to arranging series: measured within the same run, not beside it."""
    spent = 0.0

    def watched(entries: Iterable[Entry], now: datetime) -> tuple[list[Master], list[Entry]]:
        nonlocal spent
        start = time.process_time()
        found = arrange(entries, now)
        spent += (time.process_time() - start) * 1000
        return found

    found = []
    files.arrange = watched  # type: ignore[attr-defined]  # it is imported there
    try:
        for _time in range(TIMES):
            spent = 0.0
            found.append(took(act, 1) - spent)
    finally:
        files.arrange = arrange  # type: ignore[attr-defined]  # what was measured around, put back
    return min(found)


def change(app: Flask, house: Large) -> Iterator[None]:
    """Rename one activity of a house, again and again."""
    for number in range(TIMES):
        with app.app_context(), transaction() as session:
            one = session.scalars(sa.select(Activity).where(Activity.slug.like(f"{house.slug}-%"))).first()
            assert one is not None  # noqa: S101  # there are many
            one.title, one.changed_at = f"Anders {number}", now()
        yield


def entries_of(calendar: Calendar) -> list[Entry]:
    """What the feed asks for, read afresh."""
    db.session.remove()
    window = feed_window(now(), calendar.zone)
    query = EntryQuery(window=window, house_id=calendar.house_id, whole_series=True, with_cancelled=True)
    return gather(query, Audience.AGENDA)


def written(arranged: tuple[list[Master], list[Entry]], look: Look) -> bytes:
    """Every event, made and written by icalendar."""
    masters, singles = arranged
    parts = [event.to_ical() for master in masters for event in components.series(master, look)]
    return b"".join([*parts, *(components.single(entry, look).to_ical() for entry in singles)])


def rebuilt(calendar: Calendar, entries: list[Entry], look: Look) -> None:
    """The feed once more, after one of its entries changed, with what was kept of it."""
    key = f"bench/{calendar.house_id}"
    built = files.feed(calendar, entries, now(), look, keeping.known(key))
    keeping.keep_whole(key, built, keeping.stamp())
    entries[0] = replace(entries[0], title=entries[0].title + "!")


def fill() -> None:
    """Both houses, with ten rooms each."""
    first, moment = wall(now(), ZONE).date() - timedelta(days=200), now()
    with transaction() as session:
        quarter = Neighbourhood(slug="wijk", name="Wijk")
        session.add(quarter)
        session.flush()
        for house in HOUSES:
            row = House(slug=house.slug, name=house.slug, kind="Buurthuis", address="Straat 1", created_at=moment)
            row.neighbourhood_id, row.changed_at = quarter.id, moment
            session.add(row)
            session.flush()
            rooms = [
                Space(house_id=row.id, slug=f"{house.slug}-{n}", name=f"Zaal {n}", seated=20, changed_at=moment)
                for n in range(10)
            ]
            session.add_all(rooms)
            session.flush()
            put = put_singles if house is HOUSES[0] else put_series
            put(session, row.id, house.slug, [room.id for room in rooms], first)
        session.execute(sa.text("ANALYZE"))


def put_singles(session: DbSession, house_id: int, slug: str, rooms: list[int], first: date) -> None:
    """Two thousand activities of one date each, five a day."""
    activities = put_activities(session, house_id, slug, SINGLES)
    dates = []
    for number, activity_id in enumerate(activities):
        hour = 9 + number % 5 * 2
        dates.append(
            a_date(activity_id, None, Span.of(first + timedelta(number // 5), clock(hour), clock(hour + 1), ZONE))
        )
    put_dates(session, dates, [rooms[number % 10] for number in range(SINGLES)])


def put_series(session: DbSession, house_id: int, slug: str, rooms: list[int], first: date) -> None:
    """A hundred activities, each week for fifty weeks."""
    for number, activity_id in enumerate(put_activities(session, house_id, slug, SERIES)):
        start = datetime.combine(first + timedelta(number % 7), clock(8 + number // 7))
        series = {"activity_id": activity_id, "uid": new_uid(), "rule": "FREQ=WEEKLY", "first": start}
        series |= {"last": start + timedelta(weeks=WEEKS - 1), "end_clock": clock(start.hour + 1)}
        series |= {"created_at": now(), "changed_at": now()}
        series_id = session.scalars(sa.insert(Series).returning(Series.id), [series]).one()
        session.execute(sa.insert(SeriesSpace), [{"series_id": series_id, "space_id": rooms[number % 10]}])
        spans = [
            Span.of((start + timedelta(weeks=week)).date(), start.time(), clock(start.hour + 1), ZONE)
            for week in range(WEEKS)
        ]
        put_dates(session, [a_date(activity_id, series_id, span) for span in spans], [rooms[number % 10]] * WEEKS)


def put_activities(session: DbSession, house_id: int, slug: str, count: int) -> list[int]:
    """So many activities of a house; their ids."""
    rows = [
        {"public_id": new_public_id(), "slug": f"{slug}-{n}", "house_id": house_id, "zone_name": ZONE.key}
        | {"title": f"Inloop {n}", "about": ABOUT, "themes": "eten", "published_at": now(), "changed_at": now()}
        for n in range(count)
    ]
    return list(session.scalars(sa.insert(Activity).returning(Activity.id, sort_by_parameter_order=True), rows))


def a_date(activity_id: int, series_id: int | None, span: Span) -> dict[str, Any]:
    """A date of an activity, as publishing leaves it behind."""
    return {
        "public_id": new_public_id(),
        "activity_id": activity_id,
        "series_id": series_id,
        "uid": new_uid(),
        "original_start": wall(span.start, ZONE),
        "starts": span.start,
        "ends": span.end,
        "created_at": now(),
        "changed_at": now(),
    }


def put_dates(session: DbSession, dates: list[dict[str, Any]], rooms: list[int]) -> None:
    """Dates, each with its room."""
    ids = session.scalars(sa.insert(Occurrence).returning(Occurrence.id, sort_by_parameter_order=True), dates)
    links = [{"occurrence_id": one, "space_id": room} for one, room in zip(ids, rooms, strict=True)]
    session.execute(sa.insert(OccurrenceSpace), links)


if __name__ == "__main__":
    sys.exit(main())
