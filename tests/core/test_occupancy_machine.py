"""Whatever people do with rooms, in whatever order: two never hold one room at once, and a no always has a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app import clock
from app.actors import Actor
from app.clock import Span
from app.db import db, transaction
from app.places import HoldRequest, Taken, hold, release
from app.places.models import Occupancy
from app.refs import Ref
from tests.factories import Make, at

MORNING = at(date(2027, 3, 18), "06:00")
HALF_HOUR = timedelta(minutes=30)
BUFFER = timedelta(minutes=15)
ROOMS = ("a", "b", "c", "a+b", "a+b+c")
Held = tuple[str, Span]
"""A leaf room, and when it is held, with its buffer."""

rooms = st.sampled_from(ROOMS)
slots = st.tuples(st.integers(0, 12), st.integers(1, 5))
"""Start and length, in half hours."""


def span_of(slot: tuple[int, int]) -> Span:
    start, length = slot
    return Span(MORNING + start * HALF_HOUR, MORNING + (start + length) * HALF_HOUR)


class RoomsInUse(RuleBasedStateMachine):
    """Holds, moves and releases, beside a model of what must be the case after each."""

    things = Bundle("things")
    app: ClassVar[Flask]
    make: ClassVar[Make]

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, list[Held]] = {}
        self.number = 0
        self.now = MORNING - timedelta(days=1)

    @initialize()
    def open_a_house(self) -> None:
        self.house_id = self.make.house(hours="00:00-00:00")
        leaves = {name: self.make.space(self.house_id, name, buffer=15 if name == "a" else 0) for name in "abc"}
        ab = self.make.space(self.house_id, "a+b", parts=[leaves["a"], leaves["b"]])
        abc = self.make.space(self.house_id, "a+b+c", parts=list(leaves.values()), buffer=15)
        self.ids = {**leaves, "a+b": ab, "a+b+c": abc}
        self.names = {space_id: name for name, space_id in leaves.items()}

    @rule(target=things, room=rooms, dates=st.lists(slots, min_size=1, max_size=3))
    def hold_one_or_a_series(self, room: str, dates: list[tuple[int, int]]) -> str:
        self.number += 1
        key = f"t{self.number}"
        self.attempt(key, room, [span_of(slot) for slot in dates])
        return key

    @rule(thing=things, room=rooms, slot=slots)
    def move(self, thing: str, room: str, slot: tuple[int, int]) -> None:
        self.attempt(thing, room, [span_of(slot)])

    @rule(thing=things)
    def let_go(self, thing: str) -> None:
        with self.inside():
            release(Ref("test", "thing", thing))
        self.model.pop(thing, None)

    def attempt(self, key: str, room: str, spans: list[Span]) -> None:
        """Let go of what `key` holds and hold this instead, or leave all as it was; as the model says it must go."""
        others = [held for thing, holds in self.model.items() if thing != key for held in holds]
        buffer = BUFFER if room in ("a", "a+b+c") else timedelta(0)
        wanted = [(leaf, span.padded(after=buffer)) for leaf in room.split("+") for span in spans]
        request = HoldRequest(
            actor=Actor.job(),
            ref=Ref("test", "thing", key),
            house_id=self.house_id,
            space_ids=(self.ids[room],),
            spans=tuple(spans),
        )
        try:
            with self.inside():
                release(request.ref)
                hold(request)
        except Taken:
            assert clashes(wanted, others), "refused without a reason"
        else:
            assert not clashes(wanted, others), "two at once"
            self.model[key] = wanted

    @contextmanager
    def inside(self) -> Iterator[None]:
        with self.app.app_context(), clock.at(self.now), transaction():
            yield

    @invariant()
    def nothing_overlaps_and_nothing_is_lost(self) -> None:
        if not hasattr(self, "ids"):
            return
        with self.app.app_context():
            rows = db.session.execute(
                sa.select(Occupancy.space_id, Occupancy.starts, Occupancy.ends).where(
                    Occupancy.space_id.in_(self.names)
                )
            ).all()
        there = sorted((self.names[row.space_id], Span(row.starts, row.ends)) for row in rows)
        assert all(one[0] != next_[0] or one[1].end <= next_[1].start for one, next_ in pairwise(there)), (
            "two rows of one room overlap"
        )
        assert there == sorted(held for holds in self.model.values() for held in holds)


def clashes(wanted: list[Held], others: list[Held]) -> bool:
    """Whether any wanted hold overlaps another's, or another wanted one."""
    return any(
        room == other and span.overlaps(taken)
        for number, (room, span) in enumerate(wanted)
        for other, taken in [*others, *wanted[number + 1 :]]
    )


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_rooms_are_never_held_twice_whatever_people_do(app: Flask, make: Make) -> None:
    class Here(RoomsInUse):
        pass

    Here.app, Here.make = app, make
    few = settings(max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Here, settings=few)
