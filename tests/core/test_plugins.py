"""The plugin host: what fits, in which order answers come, and what a failing plugin means."""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.calendar.entry import EntryQuery
from app.clock import Span
from app.db import db, transaction
from app.places import HoldRequest, hold
from app.places.models import Neighbourhood
from app.plugins import (
    CalendarKind,
    Card,
    Collected,
    Description,
    NavItem,
    Objection,
    Piece,
    PluginError,
    RuleSpec,
    TagSpec,
    current_hooks,
    impl,
)
from app.refs import Ref
from app.refusals import Refusal, Unavailable
from tests.factories import Make, span

Build = Callable[..., Flask]
CUP = Ref("tea", "cup", "one")
WINDOW = span("2027-03-18", "08:00-22:00")


class Tea:
    """Tea for whoever wants it.

    And biscuits.
    """

    __version__ = "2.1"

    def __init__(self, order: int = 10) -> None:
        self.order = order

    @impl
    def wij_register_navigation(self, app: Flask) -> list[NavItem]:
        return [NavItem(label="Tea", endpoint=f"tea.n{self.order}", icon="heart", order=self.order)]

    @impl
    def wij_list_cards(self, place: str) -> list[Card]:
        return [Card(place=place, order=self.order, html=f"tea {self.order}")]

    @impl
    def wij_fill_slot(self, slot: str, ref: Ref) -> list[Piece]:
        return [Piece(order=self.order, html=f"{slot} {ref} {self.order}")]

    @impl
    def wij_describe(self, refs: Sequence[Ref]) -> Mapping[Ref, Description]:
        return {ref: Description(title=f"cup {ref.key}") for ref in refs if ref.owner == "tea"}

    @impl
    def wij_list_objections(self, request: HoldRequest) -> list[Objection]:
        return []

    @impl
    def wij_export_person(self, person_id: int) -> Mapping[str, Any]:
        return {"cups": [self.order]}


class Broken:
    """Fails in every hook that is asked again and again."""

    @impl
    def wij_list_cards(self, place: str) -> list[Card]:
        raise RuntimeError(place)

    @impl
    def wij_fill_slot(self, slot: str) -> list[Piece]:
        raise RuntimeError(slot)

    @impl
    def wij_describe(self, refs: Sequence[Ref]) -> Mapping[Ref, Description]:
        raise RuntimeError(str(refs))

    @impl
    def wij_list_objections(self, request: HoldRequest) -> list[Objection]:
        raise RuntimeError("objections")

    @impl
    def wij_export_person(self, person_id: int) -> Mapping[str, Any]:
        raise RuntimeError("export")

    @impl
    def wij_list_entries(self, query: EntryQuery) -> list[Any]:
        raise RuntimeError("entries")

    @impl
    def wij_list_figures(self, house_id: int) -> list[Any]:
        raise RuntimeError("figures")


class SpoilsTheTransaction:
    """Makes the database refuse something while it is asked for cards."""

    @impl
    def wij_list_cards(self, place: str) -> list[Card]:
        db.session.execute(sa.text("SELECT * FROM no_such_table"))
        return []


class AnswersNothing:
    """Forgot its return."""

    @impl
    def wij_list_cards(self, place: str) -> list[Card]:
        return None  # type: ignore[return-value]  # as a plugin without types would


def with_plugins(make_app: Build, **plugins: object) -> Flask:
    """A house with just these plugins, which contains their failures as it does outside tests."""
    return make_app(extra_plugins=plugins, WIJ_PLUGINS="none", WIJ_CONTAIN_FAILURES=True)


# -- what fits


def test_misspelt_hook_stops_the_start_and_names_the_plugin(make_app: Build) -> None:
    class Misspelt:
        @impl
        def wij_list_crads(self, place: str) -> list[Card]:
            return []

    with pytest.raises(PluginError, match=r"'tea' has an unknown hook.*wij_list_crads"):
        with_plugins(make_app, tea=Misspelt())


def test_hook_with_an_unknown_argument_stops_the_start_and_names_the_plugin(make_app: Build) -> None:
    class Curious:
        @impl
        def wij_list_cards(self, place: str, weather: str) -> list[Card]:
            return []

    with pytest.raises(PluginError, match=r"(?s)'tea' does not fit.*weather"):
        with_plugins(make_app, tea=Curious())


def test_two_plugins_of_one_name_stop_the_start(make_app: Build) -> None:
    with pytest.raises(PluginError, match="two plugins are called 'rooms'"):
        make_app(extra_plugins={"rooms": Tea()}, WIJ_PLUGINS="rooms")


def test_one_plugin_under_two_names_stops_the_start(make_app: Build) -> None:
    tea = Tea()
    with pytest.raises(PluginError, match="'tea' does not fit"):
        with_plugins(make_app, coffee=tea, tea=tea)


def test_unknown_name_in_wij_plugins_stops_the_start_and_says_what_there_is(make_app: Build) -> None:
    with pytest.raises(PluginError, match=r"'roms'.*there are: .*rooms"):
        make_app(WIJ_PLUGINS="rooms,roms")


@pytest.mark.parametrize(
    ("hook", "value"),
    [
        ("wij_register_rules", RuleSpec(key="tea.cups", kind=int, default=2, label="Cups", text="{value} cups")),
        ("wij_register_tags", TagSpec(key="warm", label="warm")),
        ("wij_register_calendars", CalendarKind(kind="tea", public=True, find=lambda _slug: None)),
    ],
)
def test_same_thing_from_two_plugins_stops_the_start_and_names_both(make_app: Build, hook: str, value: object) -> None:
    def bringing() -> object:
        def answer(self: object, app: Flask) -> list[object]:
            return [value]

        answer.__name__ = hook
        return type("Brings", (), {hook: impl(answer)})()

    with pytest.raises(PluginError, match="plugins 'coffee' and 'tea' both bring"):
        with_plugins(make_app, coffee=bringing(), tea=bringing())


def test_plugin_that_fails_at_the_start_stops_it_and_is_named(make_app: Build) -> None:
    class Late:
        @impl
        def wij_register_rules(self, app: Flask) -> list[RuleSpec]:
            raise RuntimeError("no rules today")

    with pytest.raises(PluginError, match="'tea' failed in wij_register_rules: no rules today"):
        with_plugins(make_app, tea=Late())


# -- who is there


def test_extra_plugin_joins_those_that_are_named(make_app: Build) -> None:
    app = make_app(extra_plugins={"tea": Tea()}, WIJ_PLUGINS="rooms")
    with app.app_context():
        assert current_hooks().names == ("rooms", "tea")


def test_no_name_means_all_bundled_ones_and_none_means_none(make_app: Build) -> None:
    with make_app(WIJ_PLUGINS="none").app_context():
        assert current_hooks().names == ()
    with make_app().app_context():
        assert set(current_hooks().names) >= {"activities", "contributions", "rooms"}


def test_about_tells_name_version_purpose_and_hooks(make_app: Build) -> None:
    with with_plugins(make_app, tea=Tea()).app_context():
        (row,) = current_hooks().about()
    assert (row["name"], row["version"], row["purpose"]) == ("tea", "2.1", "Tea for whoever wants it.")
    assert row["hooks"] == [
        "wij_describe",
        "wij_export_person",
        "wij_fill_slot",
        "wij_list_cards",
        "wij_list_objections",
        "wij_register_navigation",
    ]


# -- the order of answers


def test_answers_come_in_the_order_they_ask_for_whoever_is_registered_first(make_app: Build) -> None:
    with with_plugins(make_app, aaa=Tea(30), mmm=Tea(10), zzz=Tea(20)).app_context():
        hooks = current_hooks()
        assert [card.html for card in hooks.cards("home", None, None)] == ["tea 10", "tea 20", "tea 30"]
        assert [piece.order for piece in hooks.slot("booking.after", CUP, None)] == [10, 20, 30]
        assert [item.order for item in hooks.navigation()] == [10, 20, 30]


def test_answers_of_one_order_come_by_name_of_plugin(make_app: Build) -> None:
    class Named(Tea):
        @impl
        def wij_list_cards(self, place: str) -> list[Card]:
            return [Card(place=place, order=10, html=type(self).__name__)]

    class Other(Named):
        pass

    with with_plugins(make_app, b=Named(), a=Other()).app_context():
        assert [card.html for card in current_hooks().cards("home", None, None)] == ["Other", "Named"]


def test_descriptions_are_asked_once_for_all_and_only_owners_answer(make_app: Build) -> None:
    foreign = Ref("coffee", "cup", "two")
    with with_plugins(make_app, tea=Tea()).app_context():
        assert current_hooks().describe([CUP, foreign, CUP], None) == {CUP: Description(title="cup one")}
        assert current_hooks().describe([], None) == {}


def test_marks_of_several_plugins_stand_side_by_side_and_one_that_fails_leaves_the_others(make_app: Build) -> None:
    class Marking:
        def __init__(self, words: str) -> None:
            self.words = words

        @impl
        def wij_mark_entries(self, entries: Sequence[Any]) -> Mapping[Ref, str]:
            if not self.words:
                raise RuntimeError("marks")
            return {entry.ref: self.words for entry in entries}

    entry: Any = SimpleNamespace(ref=CUP)
    plugins = {"a": Marking("with tea"), "b": Marking(""), "c": Marking("with milk")}
    with with_plugins(make_app, **plugins).app_context():
        assert current_hooks().marks([entry]) == {CUP: ("with tea", "with milk")}
        assert current_hooks().marks([]) == {}


# -- what a failing plugin means


@pytest.mark.both
def test_may_hook_that_fails_is_left_out_and_named_and_the_rest_is_there(make_app: Build) -> None:
    with with_plugins(make_app, broken=Broken(), tea=Tea()).app_context():
        hooks = current_hooks()
        assert hooks.cards("home", None, None) == Collected((Card(place="home", order=10, html="tea 10"),), ("broken",))
        assert hooks.slot("booking.after", CUP, None).missing == ("broken",)
        assert hooks.describe([CUP], None) == {CUP: Description(title="cup one")}


@pytest.mark.both
def test_must_hook_that_fails_refuses_the_whole_action(make_app: Build) -> None:
    app = with_plugins(make_app, broken=Broken(), tea=Tea())
    make = Make(app)
    house = make.house()
    room = make.space(house)
    request = HoldRequest(actor=Actor.job(), ref=CUP, house_id=house, space_ids=(room,), spans=(WINDOW,))
    with app.app_context():
        with pytest.raises(Refusal), transaction():
            hold(request)
        with pytest.raises(Refusal):
            current_hooks().export_person(1)


@pytest.mark.both
def test_whole_hook_that_fails_makes_the_answer_unavailable(make_app: Build) -> None:
    with with_plugins(make_app, broken=Broken(), tea=Tea()).app_context():
        with pytest.raises(Unavailable, match="broken failed in wij_list_entries"):
            current_hooks().entries(EntryQuery(window=WINDOW))
        with pytest.raises(Unavailable, match="broken failed in wij_list_figures"):
            current_hooks().figures(1, Span(WINDOW.start, WINDOW.end))


def test_answer_of_the_wrong_shape_is_that_plugins_failure(make_app: Build) -> None:
    with with_plugins(make_app, lazy=AnswersNothing(), tea=Tea()).app_context():
        found = current_hooks().cards("home", None, None)
    assert (len(found), found.missing) == (1, ("lazy",))


def test_error_of_a_plugin_is_raised_in_tests(make_app: Build) -> None:
    app = make_app(extra_plugins={"broken": Broken()}, WIJ_PLUGINS="none")
    with app.app_context(), pytest.raises(RuntimeError, match="home"):
        current_hooks().cards("home", None, None)


@pytest.mark.both
def test_database_error_of_one_plugin_spoils_nobody_elses_work(make_app: Build) -> None:
    """PostgreSQL refuses everything after an error, until the transaction or a savepoint is rolled back."""
    app = with_plugins(make_app, spoils=SpoilsTheTransaction(), tea=Tea())
    with app.app_context():
        with transaction() as session:
            session.add(Neighbourhood(slug="before", name="before"))
            session.flush()
            assert current_hooks().cards("home", None, None).missing == ("spoils",)
            session.add(Neighbourhood(slug="after", name="after"))
        names = db.session.scalars(sa.select(Neighbourhood.slug).order_by(Neighbourhood.slug))
        assert list(names) == ["after", "before"]


@pytest.mark.both
def test_what_a_failing_plugin_wrote_is_rolled_back(make_app: Build) -> None:
    class WritesAndFails:
        @impl
        def wij_list_cards(self, place: str) -> list[Card]:
            db.session.add(Neighbourhood(slug="half", name="half"))
            db.session.flush()
            raise RuntimeError(place)

    with with_plugins(make_app, tea=WritesAndFails()).app_context():
        with transaction():
            current_hooks().cards("home", None, None)
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Neighbourhood)) == 0


def test_refusal_of_a_plugin_is_an_answer_and_no_failure(make_app: Build) -> None:
    class Refuses:
        @impl
        def wij_list_cards(self, place: str) -> list[Card]:
            raise Refusal("not today")

    app = with_plugins(make_app, tea=Refuses())
    with app.app_context(), pytest.raises(Refusal, match="not today"):
        current_hooks().cards("home", None, None)
