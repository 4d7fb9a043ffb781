"""Whether a task is something that somebody likes to do: words, days, parts of the day, and how."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from plugins.contributions.talents.fitting import Fit, Liking, best_fit, fit, speaks_of_one_thing
from tests.factories import AMSTERDAM, at

MONDAY, THURSDAY, SATURDAY = 0, 3, 5


@dataclass(frozen=True)
class Job:
    title: str
    takes: tuple[str, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None


def liking(words: str, *, days: set[int] = frozenset(), parts: str = "", takes: str = "") -> Liking:  # type: ignore[assignment]  # an empty set stands for no days
    return Liking(words, frozenset(days), frozenset(parts.split()), frozenset(takes.split()))


def how(one: Liking, job: Job) -> Fit:
    return fit(one, job, AMSTERDAM)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Ik bak graag", "Taart bakken voor de dansavond"),
        ("Koken", "Koken voor de eettafel"),
        ("ik kook met plezier", "Soep koken"),
        ("Tuin", "Tuinhek verven"),
        ("Brieven voorlezen", "Voorlezen op woensdag"),
        ("Schilderen", "Schilderij ophangen"),
        ("Café draaien", "Het cafe openen"),
        ("I like painting", "Paint the fence"),
    ],
)
def test_words_speak_of_one_thing_in_whatever_form(said: str, title: str) -> None:
    assert speaks_of_one_thing(said, title)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Mensen bellen", "Tuinhek verven"),
        ("Iets doen voor het huis", "Iets dragen voor de buurt"),
        ("", "Soep koken"),
        ("🎉", "🎉 versieren"),
        ("Ik wil graag mee", "Wil je mee koken?"),
    ],
)
def test_small_words_and_other_words_do_not(said: str, title: str) -> None:
    assert not speaks_of_one_thing(said, title)


def test_task_at_another_time_than_they_can_is_not_liked() -> None:
    thursday = Job("Soep koken", starts=at("2027-03-18", "15:30"))
    assert how(liking("koken"), thursday) is Fit.LIKED
    assert how(liking("koken", days={THURSDAY}, parts="afternoon"), thursday) is Fit.LIKED
    assert how(liking("koken", days={SATURDAY}), thursday) is Fit.SUITS
    assert how(liking("koken", parts="morning evening"), thursday) is Fit.SUITS


@pytest.mark.parametrize(("clock", "part"), [("11:59", "morning"), ("12:00", "afternoon"), ("18:00", "evening")])
def test_parts_of_the_day_are_those_of_the_wall_clock(clock: str, part: str) -> None:
    for day in ("2027-03-27", "2027-03-28"):  # the clock changes in between
        job = Job("Soep koken", starts=at(day, clock))
        assert how(liking("koken", parts=part), job) is Fit.LIKED
        others = " ".join({"morning", "afternoon", "evening"} - {part})
        assert how(liking("koken", parts=others), job) is Fit.SUITS


def test_window_is_possible_when_one_of_its_days_is() -> None:
    weekend = Job("Soep koken", starts=at("2027-03-20", "00:00"), ends=at("2027-03-22", "00:00"))
    assert how(liking("koken", days={SATURDAY}, parts="morning"), weekend) is Fit.LIKED
    assert how(liking("koken", days={MONDAY}), weekend) is Fit.SUITS
    month = Job("Soep koken", starts=at("2027-03-20", "00:00"), ends=at("2027-04-20", "00:00"))
    assert how(liking("koken", days={MONDAY}), month) is Fit.LIKED


def test_way_of_doing_suits_without_the_words_and_heavy_work_never_goes_with_a_chair() -> None:
    assert how(liking("bellen", takes="at_home"), Job("Vertalen", ("at_home",))) is Fit.SUITS
    assert how(liking("bellen", takes="seated"), Job("Ramen lappen", ("high",))) is Fit.NO
    assert how(liking("ramen", takes="seated"), Job("Ramen lappen", ("high",))) is Fit.NO
    assert how(liking("bellen"), Job("Vertalen", ("at_home",))) is Fit.NO


def test_best_of_several_lines_counts_and_none_like_nothing() -> None:
    job = Job("Soep koken")
    assert best_fit([liking("bellen"), liking("koken"), liking("lezen")], job, AMSTERDAM) is Fit.LIKED
    assert best_fit([], job, AMSTERDAM) is Fit.NO
