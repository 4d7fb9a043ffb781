"""Which two visitors go well with a talk."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.outreach.talks.matching import Match, Misfit, Need, Visitor, matches, misfit, misfits, month_of, proposals

NEED = Need(area="klaver", language="taal-nl")
KEYS = ("anneke", "malika", "omar", "ria", "wout")


def visitor(key: str = "ria", **said: object) -> Visitor:
    values: dict[str, object] = {
        "ready": True,
        "areas": frozenset(),
        "languages": frozenset({"taal-nl"}),
        "talks": 2,
        "has": 0,
    }
    return Visitor(key=key, **(values | said))  # type: ignore[arg-type]


VISITORS = st.builds(
    visitor,
    ready=st.sampled_from((True, True, True, False)),
    areas=st.frozensets(st.sampled_from(("klaver", "molen"))),
    languages=st.frozensets(st.sampled_from(("taal-nl", "taal-tr")), min_size=1),
    talks=st.integers(0, 4),
    has=st.integers(0, 4),
)
TEAMS = st.tuples(*(VISITORS for _key in KEYS)).map(
    lambda team: [
        Visitor(key=key, ready=one.ready, areas=one.areas, languages=one.languages, talks=one.talks, has=one.has)
        for key, one in zip(KEYS, team, strict=True)
    ]
)
PAIRS = st.frozensets(st.frozensets(st.sampled_from(KEYS), min_size=2, max_size=2))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, None),
        ({"ready": False, "has": 9}, Misfit.PAPERS),
        ({"has": 2}, Misfit.FULL),
        ({"talks": 0}, Misfit.FULL),
        ({"areas": frozenset({"molen"}), "languages": frozenset({"taal-tr"})}, Misfit.AREA),
        ({"areas": frozenset({"molen", "klaver"})}, None),
        ({"languages": frozenset({"taal-tr"})}, None),
    ],
)
def test_pair_fits_unless_one_of_them_does_not(said: dict[str, object], reason: Misfit | None) -> None:
    assert misfit(NEED, visitor("ria", **said), visitor("wout")) is reason
    assert misfit(NEED, visitor("wout"), visitor("ria", **said)) is reason


def test_pair_that_speaks_another_language_is_not_proposed() -> None:
    turkish = {"languages": frozenset({"taal-tr"})}
    assert misfit(NEED, visitor("ria", **turkish), visitor("wout", **turkish)) is Misfit.LANGUAGE


def test_pair_goes_before_others_and_who_has_room_before_who_has_little() -> None:
    team = [visitor("anneke", has=1), visitor("malika"), visitor("omar"), visitor("ria", talks=4, has=1)]
    pairs = {frozenset(("anneke", "malika"))}
    found = [(one.one.key, one.other.key, one.usual) for one in matches(NEED, team, pairs)]
    assert found == [
        ("anneke", "malika", True),
        ("malika", "omar", False),
        ("malika", "ria", False),
        ("omar", "ria", False),
        ("anneke", "omar", False),
        ("anneke", "ria", False),
    ]
    assert [(one.one.key, one.other.key) for one in proposals(NEED, team, pairs)] == [
        ("anneke", "malika"),
        ("malika", "omar"),
    ]


@given(TEAMS, PAIRS)
def test_whoever_is_proposed_may_go_and_no_pair_that_fits_has_more_room(
    team: list[Visitor], pairs: frozenset[frozenset[str]]
) -> None:
    found = proposals(NEED, team, pairs)
    every = matches(NEED, team, pairs)
    assert len(found) == min(2, len(every))
    for match in found:
        assert all(one.ready and one.has < one.talks for one in (match.one, match.other))
        better = [other for other in every if (not other.usual, other.load) < (not match.usual, match.load)]
        assert [one for one in better if one not in found] == []


@given(TEAMS, PAIRS)
def test_every_pair_is_a_match_or_has_a_reason(team: list[Visitor], pairs: frozenset[frozenset[str]]) -> None:
    matched = {frozenset((one.one.key, one.other.key)) for one in matches(NEED, team, pairs) if one.usual}
    refused = {frozenset((one, other)) for one, other, _reason in misfits(NEED, team, pairs)}
    assert (matched | refused, matched & refused) == (set(pairs), set())


def test_load_is_that_of_the_fuller_of_the_two() -> None:
    assert Match(visitor("ria", talks=4, has=1), visitor("wout"), usual=False).load == (0.5, 1)


@pytest.mark.parametrize(
    ("week", "month"),
    [
        (date(2027, 3, 29), date(2027, 4, 1)),
        (date(2027, 4, 26), date(2027, 4, 1)),
        (date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_week_belongs_to_the_month_of_its_thursday(week: date, month: date) -> None:
    assert month_of(week) == month
