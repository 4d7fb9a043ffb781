"""House rules: typed, decided by the house, with their history."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.places import rules
from app.plugins import RuleSpec, impl
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import language_of
from tests.factories import Make, at

TODAY = date(2027, 3, 18)
Build = Callable[..., Flask]
Browse = Callable[[int], FlaskClient]


class Tea:
    """Tea, with a rule of each kind."""

    @impl
    def wij_register_rules(self, app: Flask) -> list[RuleSpec]:
        who = {"all": "Everybody may.", "neighbours": "Only neighbours may."}
        return [
            RuleSpec(key="tea.cups", kind=int, default=8, label="Cups", text="At most {value} cups.", maximum=5000),
            RuleSpec(key="tea.who", kind=str, default="all", label="Who may", text="{value}", choices=who),
            RuleSpec(key="tea.sugar", kind=bool, default=False, label="Sugar", text="Is there sugar? {value}."),
        ]


@pytest.fixture
def app(make_app: Build) -> Flask:
    return make_app(extra_plugins={"tea": Tea()}, WIJ_PLUGINS="none")


@pytest.fixture
def house(make: Make) -> int:
    return make.house(slug="linde")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(at(TODAY, "12:00")):
        yield


def decide(house: int, key: str, value: bool | int | str, since: date = TODAY, why: str = "Samen besloten.") -> None:
    rules.decide(Actor.job(), house, key, value, since, why)


@pytest.mark.both
@pytest.mark.parametrize(
    ("key", "default", "other"),
    [("tea.cups", 8, 4), ("tea.who", "all", "neighbours"), ("tea.sugar", False, True)],
)
def test_rule_has_its_default_until_the_house_decides(
    app: Flask, house: int, make: Make, key: str, default: object, other: bool | int | str
) -> None:
    neighbours = make.house()
    with app.app_context():
        assert rules.value(house, key) == default
        decide(house, key, other)
        assert rules.value(house, key) == other
        assert type(rules.value(house, key)) is type(default)
        assert rules.value(neighbours, key) == default


def test_rule_that_nobody_declared_is_an_error_of_ours(app: Flask, house: int) -> None:
    with app.app_context():
        with pytest.raises(KeyError):
            rules.value(house, "tea.milk")
        with pytest.raises(NotFound):
            decide(house, "tea.milk", 1)


def test_core_rule_stands_beside_those_of_plugins_and_only_once(app: Flask) -> None:
    with app.app_context():
        keys = list(rules.specs())
        core = next(iter(set(keys) - {"tea.cups", "tea.sugar", "tea.who"}))
        spec = rules.specs()[core]
    assert keys == sorted(keys)
    with pytest.raises(ValueError, match=core):
        rules.register_core_rule(spec)


@pytest.mark.both
def test_latest_day_that_has_come_counts_and_history_tells_all(app: Flask, house: int) -> None:
    with app.app_context():
        decide(house, "tea.cups", 6, TODAY - timedelta(days=30))
        decide(house, "tea.cups", 3, TODAY + timedelta(days=30), "Vanaf april minder.")
        decide(house, "tea.cups", 5, TODAY - timedelta(days=60))
        assert rules.value(house, "tea.cups") == 6
        assert [(one.value, one.since) for one in rules.history(house, "tea.cups")] == [
            (3, TODAY + timedelta(days=30)),
            (6, TODAY - timedelta(days=30)),
            (5, TODAY - timedelta(days=60)),
        ]
        with clock.at(at(TODAY + timedelta(days=30), "00:00")):
            assert rules.value(house, "tea.cups") == 3


def test_second_decision_of_one_day_counts(app: Flask, house: int) -> None:
    with app.app_context():
        decide(house, "tea.cups", 6)
        decide(house, "tea.cups", 4)
        assert rules.value(house, "tea.cups") == 4


def test_value_that_a_rule_no_longer_knows_falls_back_to_what_went_before(
    make_app: Build, app: Flask, house: int
) -> None:
    class Less(Tea):
        @impl
        def wij_register_rules(self, app: Flask) -> list[RuleSpec]:
            return [RuleSpec(key="tea.cups", kind=int, default=2, label="Cups", text="{value}", maximum=7)]

    with app.app_context():
        decide(house, "tea.cups", 6, TODAY - timedelta(days=30))
        decide(house, "tea.cups", 9)
    with make_app(extra_plugins={"tea": Less()}, WIJ_PLUGINS="none").app_context():
        assert rules.value(house, "tea.cups") == 6


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("tea.cups", 5001, "value"),
        ("tea.cups", -1, "value"),
        ("tea.cups", "4", "value"),
        ("tea.cups", True, "value"),
        ("tea.who", "nobody", "value"),
        ("tea.sugar", 1, "value"),
    ],
)
def test_value_that_does_not_fit_is_refused(
    app: Flask, house: int, key: str, value: bool | int | str, field: str
) -> None:
    with app.app_context():
        with pytest.raises(Refusal) as refusal:
            decide(house, key, value)
        assert refusal.value.field == "value"
        assert rules.history(house, key) == []


def test_decision_needs_a_reason_and_a_day_that_is_near(app: Flask, house: int) -> None:
    with app.app_context():
        for since, why, field in (
            (TODAY, "  ", "why"),
            (TODAY + timedelta(days=400), "Ooit.", "since"),
            (date(1900, 1, 1), "Ooit.", "since"),
        ):
            with pytest.raises(Refusal) as refusal:
                decide(house, "tea.cups", 4, since, why)
            assert refusal.value.field == field


def test_only_who_has_a_role_in_that_house_decides(app: Flask, house: int, make: Make) -> None:
    elsewhere = make.house()
    host, stranger, former = make.person(), make.person(), make.person()
    make.role(host, house, "host")
    make.role(stranger, elsewhere, "administrator")
    make.role(former, house, "host", days=-1)
    with app.app_context():
        for nobody in (Actor.guest(), Actor.self(stranger), Actor.self(former)):
            with pytest.raises(NotAllowed):
                rules.decide(nobody, house, "tea.cups", 4, TODAY, "Zo.")
        rules.decide(Actor.self(host), house, "tea.cups", 4, TODAY, "Zo.")
        assert rules.value(house, "tea.cups") == 4


def test_link_is_the_sentence_in_the_readers_language_with_day_and_address(app: Flask, house: int) -> None:
    with app.app_context():
        assert rules.link(house, "tea.sugar").since is None
        decide(house, "tea.cups", 1250, date(2027, 1, 12))
        with language_of("nl"):
            link = rules.link(house, "tea.cups")
            assert link.text == "At most 1.250 cups."
            assert rules.link(house, "tea.sugar").text == "Is there sugar? nee."
        with language_of("en"):
            assert rules.link(house, "tea.cups").text == "At most 1,250 cups."
            assert rules.link(house, "tea.who").text == "Everybody may."
        assert (link.since, link.url) == (date(2027, 1, 12), "/house/linde/rules#rule-tea-cups")


def test_page_tells_everyone_each_rule_its_day_its_reason_and_what_was_before(
    app: Flask, client: FlaskClient, house: int
) -> None:
    with app.app_context():
        decide(house, "tea.cups", 6, TODAY - timedelta(days=90), "Er was te weinig thee.")
        decide(house, "tea.cups", 4, TODAY - timedelta(days=30), "Iedereen een kopje.")
        decide(house, "tea.cups", 2, TODAY + timedelta(days=30), "Nog zuiniger.")
    page = client.get("/house/linde/rules").text
    for words in ("At most 4 cups.", "Iedereen een kopje.", "16 februari 2027", "At most 6 cups.", "At most 2 cups."):
        assert words in page
    assert 'id="rule-tea-cups"' in page
    assert "Is there sugar? nee." in page
    assert "/settings/rules/" not in page


def test_host_writes_down_a_decision_in_the_browser(app: Flask, house: int, make: Make, as_person: Browse) -> None:
    host = make.person()
    make.role(host, house, "host")
    browser = as_person(host)
    assert "/house/linde/settings/rules/tea.cups" in browser.get("/house/linde/rules").text
    assert browser.get("/house/linde/settings/rules/tea.cups").status_code == 200
    answer = browser.post(
        "/house/linde/settings/rules/tea.cups", data={"value": "5", "since": "2027-03-18", "why": "Genoeg."}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/house/linde/rules#rule-tea-cups")
    browser.post(
        "/house/linde/settings/rules/tea.who", data={"value": "neighbours", "since": "18-03-2027", "why": "Vol."}
    )
    browser.post("/house/linde/settings/rules/tea.sugar", data={"value": "yes", "since": "18-03-2027", "why": "Zoet."})
    with app.app_context():
        assert [rules.value(house, key) for key in ("tea.cups", "tea.who", "tea.sugar")] == [5, "neighbours", True]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"value": "veel", "since": "2027-03-18", "why": "Zo."},
        {"value": "99999", "since": "2027-03-18", "why": "Zo."},
        {"value": "5", "since": "32-13-2027", "why": "Zo."},
        {"value": "5", "since": "2999-01-01", "why": "Zo."},
        {"value": "5", "since": "   ", "why": "Zo."},
        {"value": "5", "since": "2027-03-18", "why": "   "},
        {"value": "5", "since": "2027-03-18", "why": "x" * 5000},
    ],
)
def test_decision_that_is_not_right_gets_a_message_keeps_what_was_typed_and_changes_nothing(
    app: Flask, house: int, make: Make, as_person: Browse, typed: dict[str, str]
) -> None:
    host = make.person()
    make.role(host, house, "host")
    answer = as_person(host).post("/house/linde/settings/rules/tea.cups", data=typed)
    assert answer.status_code == 422
    assert "wij-error__text" in answer.text
    assert typed.get("value", "") in answer.text
    with app.app_context():
        assert rules.history(house, "tea.cups") == []


def test_rule_page_of_an_unknown_rule_or_house_is_not_there(
    client: FlaskClient, house: int, make: Make, as_person: Browse
) -> None:
    host = make.person()
    make.role(host, house, "host")
    assert as_person(host).get("/house/linde/settings/rules/tea.milk").status_code == 404
    assert client.get("/house/nergens/rules").status_code == 404
