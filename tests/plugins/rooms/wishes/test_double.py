"""Wishes about double booking (research/peers.md, section 2: 2, 3, 4 and 11)."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actors import Actor, Channel
from app.calendar.repeats import Repeat, occurrences
from app.places import Taken
from plugins.rooms.series import Repeating, book_weekly
from tests.factories import AMSTERDAM, span
from tests.plugins.rooms.conftest import THURSDAY, Scene, refused


@pytest.mark.both
def test_of_twelve_neighbours_who_press_at_once_one_has_the_room(scene: Scene) -> None:
    """Wish 2, cal.diy PR #22803: two people raced past the check; the database itself has to refuse."""
    neighbours = [scene.make.person(f"Buur {number}") for number in range(12)]

    def press(who: int) -> str:
        try:
            return scene.book(span(THURSDAY, "14:00-16:00"), who=who)
        except Taken:
            return ""

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(press, neighbours))
    (key,) = [answer for answer in answers if answer]
    assert [row.public_id for row in scene.rows()] == [key]
    assert [space for space, _ref in scene.held()] == [scene.hall]


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    start=st.times().map(lambda one: one.replace(second=0, microsecond=0, tzinfo=None)),
    end=st.times().map(lambda one: one.replace(second=0, microsecond=0, tzinfo=None)),
    first=st.dates(date(2027, 1, 1), date(2027, 12, 31)),
)
def test_no_repeat_overlaps_itself(weekdays: tuple[int, ...], start: time, end: time, first: date) -> None:
    """Wish 3, mrbs-code#670: a booking longer than its repeat period overlapped itself."""
    repeat = Repeat(freq=Repeat.weekly(0, count=1).freq, weekdays=weekdays, until=first + timedelta(days=120))
    try:
        spans = [one.span for one in occurrences(repeat, first, start, end, AMSTERDAM)]
    except ValueError:  # a rule without a date, or an hour that is not there
        return
    assert all(one.end <= next_one.start for one, next_one in itertools.pairwise(spans))


def test_series_that_leaves_out_what_is_taken_leaves_it_as_it_was(scene: Scene) -> None:
    """Wish 4, GRR#402: "keep existing bookings" still overwrote them."""
    others = scene.book(span("2027-03-25", "20:00-22:00"), who=scene.noor, title="Koor")
    (before,) = scene.rows()
    refused(lambda: scene.weekly(THURSDAY, "19:00-21:00", count=3))
    scene.weekly(THURSDAY, "19:00-21:00", count=3, skipped=("2027-03-25",))
    (after,) = [row for row in scene.rows() if row.public_id == others]
    seen = ("person_id", "title", "status", "starts", "ends", "sequence", "changed_at")
    assert [getattr(after, name) for name in seen] == [getattr(before, name) for name in seen]
    assert scene.held()[1] == (scene.hall, f"rooms/booking/{others}")


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.DESK, Channel.PHONE])
def test_dates_can_be_left_out_whichever_way_a_series_is_booked(scene: Scene, channel: Channel) -> None:
    """Wish 11, LibreBooking#1220: leaving out what is taken was only possible on the web page."""
    scene.book(span("2027-03-25", "20:00-22:00"), who=scene.noor)
    repeat = Repeat.weekly(3, count=3)
    wish = Repeating(repeat=repeat, first=date(2027, 3, 18), start=time(19), end=time(21))
    typist = scene.lieke if channel is Channel.WEB else scene.toos
    actor = Actor(typist, scene.lieke, channel)
    with scene.app.app_context():
        with pytest.raises(Taken):
            book_weekly(actor, scene.hall, wish, scene.use())
        left_out = Repeat(freq=repeat.freq, weekdays=repeat.weekdays, count=3, excluded=frozenset({date(2027, 3, 25)}))
        book_weekly(
            actor, scene.hall, Repeating(repeat=left_out, first=wish.first, start=wish.start, end=wish.end), scene.use()
        )
    mine = [f"{row.starts:%d-%m}" for row in scene.rows() if row.person_id == scene.lieke]
    assert mine == ["18-03", "01-04"]
