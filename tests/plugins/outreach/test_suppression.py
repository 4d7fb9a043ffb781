"""What is told of rounds: whoever has it all, and knows the rule, cannot narrow a number that is not told below ten."""

from collections.abc import Iterator, Mapping
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.outreach.figures.suppression import LEAST, Counts, Table, published

FORMS, KINDS = ("home", "walk", "house", "phone"), ("activity", "information", "contact")
SMALL = range(12)
FEW = st.one_of(st.integers(0, 12), st.integers(0, 45))
MORE = st.one_of(st.integers(-3, 12), st.integers(0, 45))


@st.composite
def rounds(draw: st.DrawFn) -> Counts:
    """Any round: also one in which somebody said "not after all" after the talk, or yes without a letter."""
    talks = {form: draw(FEW) for form in FORMS}
    yes = max(0, sum(talks.values()) + draw(MORE))
    wishes = {kind: draw(st.integers(0, 12)) for kind in KINDS}
    return Counts(letters=max(0, yes + draw(MORE)), yes=yes, talks=talks, wishes=wishes)


def known(table: Table) -> dict[str, int | None]:
    """Each number of a table by its name, and the names under which it is looked for below."""
    rows = {"letters": table.letters, "yes": table.yes, "talks": table.talks, "wishes": table.wishes}
    return rows | dict(table.forms) | dict(table.kinds)


def worlds(counts: Counts, told: Table) -> Iterator[Counts]:
    """Rounds that might have been instead, for a solver that knows what is told and looks for what is not."""
    talked, wished = sum(counts.talks.values()), sum(counts.wishes.values())
    for yes, letters in product(SMALL, SMALL):
        yield Counts(
            letters=counts.letters if told.letters is not None else letters,
            yes=counts.yes if told.yes is not None else talked + yes,
            talks=counts.talks,
            wishes=counts.wishes,
        )
    for talks in shares(talked if told.talks is not None else None, told.forms):
        yes = counts.yes if told.yes is not None else sum(talks.values())
        letters = counts.letters if told.letters is not None else yes
        yield Counts(letters=letters, yes=yes, talks=talks, wishes=counts.wishes)
    for wishes in shares(wished if told.wishes is not None else None, told.kinds):
        yield Counts(letters=counts.letters, yes=counts.yes, talks=counts.talks, wishes=wishes)


def shares(whole: int | None, told: Mapping[str, int | None]) -> Iterator[dict[str, int]]:
    """Parts that might have been, those that are told as they are: of a sum that is told, or of any sum.

    Each part is tried small, the others small too, and in turn one of them takes up what is left of the sum.
    """
    fixed = {name: number for name, number in told.items() if number is not None}
    hidden = [name for name in told if name not in fixed]
    for name, number in product(hidden, SMALL):
        others = [other for other in hidden if other != name]
        if whole is None:
            yield fixed | dict.fromkeys(others, 0) | {name: number}
            continue
        left = whole - sum(fixed.values()) - number
        for taker, small in product(others, (0, 1, 3, 9, 10)):
            lesser = [other for other in others if other != taker]
            for many in range(len(lesser) + 1):
                spread = {other: small if at < many else 0 for at, other in enumerate(lesser)}
                if sum(spread.values()) <= left:
                    yield fixed | spread | {name: number, taker: left - sum(spread.values())}


def possible(counts: Counts) -> dict[str, set[int]]:
    """For each number that is not told: what it might have been. Everybody's knowledge is the table, and the rule."""
    told = published(counts)
    found: dict[str, set[int]] = {name: set() for name, number in known(told).items() if number is None}
    for world in worlds(counts, told):
        if all(len(values) >= LEAST for values in found.values()):
            break
        if published(world) != told:
            continue
        told_there = {"letters": world.letters, "yes": world.yes, **world.talks, **world.wishes}
        told_there |= {"talks": sum(world.talks.values()), "wishes": sum(world.wishes.values())}
        for name, values in found.items():
            values.add(told_there[name])
    return found


@given(rounds())
def test_number_that_is_not_told_might_be_one_of_ten(counts: Counts) -> None:
    assert {name: len(values) for name, values in possible(counts).items() if len(values) < LEAST} == {}


@given(rounds())
def test_number_that_is_told_is_true_and_ten_or_more(counts: Counts) -> None:
    told = known(published(counts))
    true = {"letters": counts.letters, "yes": counts.yes, **counts.talks, **counts.wishes}
    true |= {"talks": sum(counts.talks.values()), "wishes": sum(counts.wishes.values())}
    assert {name: number for name, number in told.items() if number not in (None, true[name])} == {}
    assert [number for number in told.values() if number is not None and number < LEAST] == []


@given(rounds())
def test_subtraction_gives_nothing_under_ten(counts: Counts) -> None:
    told = published(counts)
    whole = [number for number in (told.letters, told.yes, told.talks) if number is not None]
    assert [less for more, less in pairwise(whole) if more - less < LEAST] == []
    for total, parts in ((told.talks, told.forms), (told.wishes, told.kinds)):
        shown = [number for number in parts.values() if number is not None]
        left = (total or 0) - sum(shown)
        assert not shown or left == 0 or (left >= LEAST - 1 and len(parts) - len(shown) > 1)


@pytest.mark.parametrize(
    ("talks", "told"),
    [
        ((14, 2, 2, 1), (19, None, None, None, None)),
        ((22, 3, 4, 2), (31, 22, None, None, None)),
        ((22, 13, 14, 12), (61, 22, 13, 14, 12)),
        ((22, 13, 14, 2), (51, None, None, None, None)),
        ((5, 3, 1, 0), (None, None, None, None, None)),
    ],
)
def test_parts_under_ten_are_left_out_together(talks: tuple[int, ...], told: tuple[int | None, ...]) -> None:
    table = published(Counts(letters=120, yes=80, talks=dict(zip(FORMS, talks, strict=True)), wishes={}))
    assert (table.talks, *table.forms.values()) == told


def test_round_of_the_demo_tells_how_many_talks_and_not_how_many_of_the_yes_had_none() -> None:
    told = published(
        Counts(
            letters=64,
            yes=21,
            talks={"home": 14, "walk": 2, "house": 2, "phone": 1},
            wishes={"activity": 6, "information": 2, "contact": 2},
        )
    )
    assert {name: number for name, number in known(told).items() if number is not None} == {"letters": 64, "talks": 19}


def test_small_round_tells_nothing() -> None:
    told = published(Counts(letters=9, yes=4, talks=dict.fromkeys(FORMS, 1), wishes=dict.fromkeys(KINDS, 1)))
    assert set(known(told).values()) == {None}
