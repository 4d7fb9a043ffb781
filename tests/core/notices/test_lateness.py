"""Who is called about a late change, and who is left in peace."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notices.lateness import LAST, LATE, LOOKS, News, Step, next_step, patience_ends

TOLD = datetime(2027, 3, 18, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
hours = st.integers(min_value=-48, max_value=96).map(lambda n: TOLD + n * timedelta(minutes=30))


def news(
    begins: float = 6,
    mailed: float | None = 0.1,
    by_phone: bool = True,
    read: float | None = None,
) -> News:
    """Hours count from when it was told."""
    return News(
        told_at=TOLD,
        begins_at=TOLD + begins * HOUR,
        mailed_at=None if mailed is None else TOLD + mailed * HOUR,
        by_phone=by_phone,
        read_at=None if read is None else TOLD + read * HOUR,
    )


@pytest.mark.parametrize(
    ("told", "after", "step"),
    [
        (news(), 0.5, Step.WAIT),  # their calendar gets the time to look
        (news(), 1.2, Step.CALL),
        (news(begins=2), 0.2, Step.CALL),  # too soon to wait for a calendar
        (news(begins=3.5), 0.4, Step.WAIT),
        (news(begins=3.5), 0.6, Step.CALL),
        (news(read=-2), 1.2, Step.CALL),  # it read what was so before
        (news(read=0), 1.2, Step.SETTLED),
        (news(read=0.5), 1.2, Step.SETTLED),
        (news(read=0.5, begins=2), 0.6, Step.SETTLED),
        (news(begins=30), 1.2, Step.SETTLED),  # not late: the mail is enough
        (news(begins=30), 29, Step.SETTLED),
        (news(by_phone=False), 1.2, Step.SETTLED),
        (news(), 6, Step.SETTLED),  # it has begun
        (news(mailed=None), 1.2, Step.WAIT),  # a call that waits, or a mail that is to go out
        (news(mailed=None, read=0.5), 1.2, Step.SPARE),
        (news(mailed=None, begins=30, read=0.5), 1.2, Step.SPARE),
        (news(mailed=None), 6, Step.SETTLED),
    ],
)
def test_next_step(told: News, after: float, step: Step) -> None:
    assert next_step(told, TOLD + after * HOUR) is step


any_news = st.builds(
    News,
    told_at=st.just(TOLD),
    begins_at=hours,
    mailed_at=st.none() | hours.filter(lambda one: one >= TOLD),
    by_phone=st.booleans(),
    read_at=st.none() | hours,
)


@given(any_news, hours)
def test_nobody_is_called_who_knows_or_for_what_has_begun_or_is_far_away(told: News, now: datetime) -> None:
    if next_step(told, now) is Step.CALL:
        assert not told.is_known
        assert now < told.begins_at <= TOLD + LATE
        assert told.by_phone
        assert told.mailed_at is not None


@given(any_news.filter(lambda one: one.mailed_at is not None and one.by_phone and not one.is_known))
def test_who_cannot_know_is_called_before_a_late_change_begins(told: News) -> None:
    assert told.mailed_at is not None
    if told.mailed_at < told.begins_at <= TOLD + LATE:
        moment = patience_ends(told.mailed_at, told.begins_at)
        assert moment <= max(told.mailed_at, told.begins_at - LAST)
        assert moment - told.mailed_at <= LOOKS
        assert next_step(told, moment) is Step.CALL
