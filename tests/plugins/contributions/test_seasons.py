"""A season runs from September up to and including August."""

from datetime import date, timedelta

import pytest

from plugins.contributions.seasons import Season
from tests.factories import AMSTERDAM, at


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2026-09-01", "2026-2027"),
        ("2026-12-31", "2026-2027"),
        ("2027-08-31", "2026-2027"),
        ("2027-09-01", "2027-2028"),
    ],
)
def test_day_lies_in_the_season_that_began_last(day: str, key: str) -> None:
    assert Season.of(date.fromisoformat(day)).key == key
    assert Season.parse(key) == Season.of(date.fromisoformat(day))


@pytest.mark.parametrize("text", ["", "2026", "2026-2028", "2026-27", "²026-2027", "a-b", "-1-0"])
def test_other_text_is_no_season(text: str) -> None:
    with pytest.raises(ValueError, match="not a season"):
        Season.parse(text)


def test_seasons_follow_each_other_without_a_gap_in_wall_time() -> None:
    span = Season(2026).span(AMSTERDAM)
    assert span.start == at("2026-09-01", "00:00")
    assert span.end == Season(2027).span(AMSTERDAM).start == at("2027-09-01", "00:00")
    assert Season(2027).first - Season(2026).first == timedelta(days=365)
