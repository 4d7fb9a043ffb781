"""Planning a talk: two visitors and a week, two moments, one of them chosen; and who may do what."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from app import clock
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.outreach.replies import expiring
from plugins.outreach.replies.answering import say_yes
from plugins.outreach.replies.keeping import leave
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.moments import choose_for, choose_own, confirm, neither_own, offer
from plugins.outreach.talks.planning import plan, step_back, unplan
from plugins.outreach.talks.reading import language_of, need_of, talk_with, talks_of, to_plan, weeks_ahead
from plugins.outreach.talks.rights import sees_address, visits
from plugins.outreach.visitors.keeping import PaperValues, WishValues, tell_papers, tell_wishes
from tests.factories import Make, at
from tests.plugins.outreach.conftest import WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import FRIDAY, TUESDAY, WEEK, agreed, offered, planned, reply, stage


def test_talk_is_planned_offered_and_agreed_on_step_by_step(said: Team) -> None:
    with said.app.app_context():
        ((one,),) = [(one.name,) for one in to_plan(round_with(said.round))]
        assert one == "Riet Kwikstaart"
    key = planned(said)
    assert said.rows(Talk.week, Talk.one_id, Talk.other_id) == [(WEEK, said.people["wout"], said.people["anneke"])]
    assert stage(said, key) is Stage.PLANNED
    said.do(offer, "anneke", key, FRIDAY, TUESDAY)
    with said.app.app_context():
        assert talk_with(key).offered == (TUESDAY, FRIDAY)
        choose_own(said.codes[-1], TUESDAY)
    assert (stage(said, key), said.rows(Talk.starts)) == (Stage.AGREED, [(TUESDAY,)])
    said.do(confirm, "mirjam", key, "call")
    assert said.rows(Talk.confirmed_by) == [("call",)]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("wout", "wout", "Kies twee bezoekers."),
        ("wout", "ria", "Kies twee bezoekers."),
        ("wout", "sjef", "Sjef heeft nog nodig: pas."),
    ],
)
def test_only_two_visitors_who_may_go_are_planned(said: Team, one: str, other: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        planned(said, one=one, other=other)
    assert (refused.value.field, said.rows(Talk.id)) == ("visitors", [])
    with said.app.test_request_context(headers={"Accept-Language": "nl"}):
        assert str(refused.value) == words


def test_visitor_gets_no_more_talks_than_they_like(said: Team) -> None:
    wishes = WishValues(languages=("taal-nl",), areas=(), talks=1)
    said.do(tell_wishes, "wout", wishes)
    planned(said)
    with said.app.app_context():
        other = say_yes(said.codes[1], WISH)
        assert other
        second = next(one.public_id for one in to_plan(round_with(said.round)))
    with (
        pytest.raises(Refusal, match="as many talks"),
        said.app.test_request_context(headers={"Accept-Language": "en"}),
    ):
        plan(said.actor("toos"), said.round, second, WEEK, (said.key("wout"), said.key("anneke")))
    april = date(2027, 4, 5)
    said.do(plan, "toos", said.round, second, april, (said.key("wout"), said.key("anneke")))
    assert sorted(said.rows(Talk.week)) == [(WEEK,), (april,)]
    planned(said)  # the same talk again is not one more


def test_weeks_are_those_to_come(said: Team) -> None:
    with said.app.app_context():
        assert weeks_ahead()[:2] == [WEEK, date(2027, 3, 29)]
    for week in (date(2027, 3, 15), date(2027, 3, 23), date(2028, 3, 20)):
        with pytest.raises(Refusal) as refused:
            planned(said, week=week)
        assert refused.value.field == "week"


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (at("2027-03-29", "10:00"), FRIDAY, "first"),
        (TUESDAY, at("2027-03-26", "07:45"), "second"),
        (TUESDAY, at("2027-03-23", "10:30"), "second"),
        (at("2027-03-14", "10:00"), FRIDAY, "first"),
    ],
)
def test_moments_lie_in_the_week_by_day_and_apart(said: Team, first: datetime, second: datetime, field: str) -> None:
    key = planned(said)
    with pytest.raises(Refusal) as refused:
        said.do(offer, "wout", key, first, second)
    assert (refused.value.field, stage(said, key)) == (field, Stage.PLANNED)


def test_visitor_is_not_in_two_places(said: Team) -> None:
    agreed(said)
    with said.app.app_context():
        say_yes(said.codes[1], WISH)
        second = next(one.public_id for one in to_plan(round_with(said.round)))
    key = said.do(plan, "toos", said.round, second, WEEK, (said.key("anneke"), said.key("wout")))
    with pytest.raises(Refusal) as refused:
        said.do(offer, "wout", key, TUESDAY, at("2027-03-26", "15:15"))
    assert refused.value.field == "second"
    said.do(offer, "wout", key, TUESDAY, at("2027-03-26", "15:30"))


def test_person_chooses_one_of_the_two_changes_it_or_neither(said: Team) -> None:
    key = offered(said)
    with said.app.app_context(), pytest.raises(Refusal):
        choose_own(said.codes[-1], at("2027-03-24", "10:00"))
    with said.app.app_context():
        choose_own(said.codes[-1], FRIDAY)
    said.do(confirm, "toos", key, "letter")
    with said.app.app_context():
        choose_own(said.codes[-1], TUESDAY)
    assert said.rows(Talk.starts, Talk.confirmed_by) == [(TUESDAY, None)]
    with said.app.app_context():
        neither_own(said.codes[-1], "Liever 's avonds")
    assert (stage(said, key), said.rows(Reply.moment)) == (Stage.PLANNED, [("Liever 's avonds",)])


def test_moment_that_is_over_is_not_chosen(said: Team) -> None:
    key = offered(said)
    with clock.at(at("2027-03-24", "09:00")):
        with pytest.raises(Refusal) as refused:
            said.do(choose_for, "mirjam", key, TUESDAY)
        assert refused.value.field == "moment"
        said.do(choose_for, "mirjam", key, FRIDAY)
    assert said.rows(Talk.starts) == [(FRIDAY,)]


def test_another_week_takes_the_moments_away_another_visitor_does_not(said: Team, make: Make) -> None:
    key = agreed(said)
    said.do(step_back, "wout", key)
    assert said.rows(Talk.one_id, Talk.starts) == [(None, FRIDAY)]
    said.do(tell_papers, "toos", said.key("sjef"), PaperValues(
        trained_on=date(2027, 1, 5), pass_number="K9", conduct_seen_on=date(2027, 1, 6)))  # fmt: skip
    assert planned(said, one="sjef") == key
    assert said.rows(Talk.one_id, Talk.starts) == [(said.people["sjef"], FRIDAY)]
    planned(said, one="sjef", week=date(2027, 3, 29))
    assert said.rows(Talk.first, Talk.starts) == [(None, None)]


def test_no_talk_after_all_takes_the_talk_along(said: Team) -> None:
    agreed(said)
    with said.app.app_context():
        leave(said.codes[-1])
    assert said.rows(Talk.id) == []


def test_talk_off_the_plan_leaves_the_yes(said: Team) -> None:
    said.do(unplan, "mirjam", agreed(said))
    assert (said.rows(Talk.id), len(said.rows(Reply.id))) == ([], 1)


def test_closed_round_has_no_talks(said: Team) -> None:
    key = agreed(said)
    said.do(expiring.close_round, "toos", said.round)
    assert said.rows(Talk.id) == []
    with said.app.app_context(), pytest.raises(NotFound):
        talk_with(key)


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        (lambda team, who, key: team.do(plan, who, team.round, reply(team), WEEK, pair(team)), {"toos", "mirjam"}),
        (lambda team, who, key: team.do(offer, who, key, TUESDAY, FRIDAY), {"toos", "mirjam", "wout", "anneke"}),
        (lambda team, who, key: team.do(choose_for, who, key, TUESDAY), {"toos", "mirjam"}),
        (lambda team, who, key: team.do(confirm, who, key, "call"), {"toos", "mirjam"}),
        (lambda team, who, key: team.do(step_back, who, key), {"wout", "anneke"}),
        (lambda team, who, key: team.do(unplan, who, key), {"toos", "mirjam"}),
    ],
)
def test_each_step_is_for_who_has_a_part_in_it(
    said: Team, act: Callable[[Team, str, str], object], allowed: set[str]
) -> None:
    for who in said.people:
        key = agreed(said)
        if who in allowed:
            act(said, who, key)
        else:
            with pytest.raises(NotAllowed):
                act(said, who, key)


def pair(team: Team) -> tuple[str, str]:
    return team.key("wout"), team.key("anneke")


def test_visitors_see_the_address_from_the_agreement_until_two_days_after(said: Team) -> None:
    def who_sees(key: str) -> set[str]:
        with said.app.app_context():
            return {who for who in said.people if sees_address(said.actor(who), talk_with(key))}

    key = offered(said)
    assert who_sees(key) == {"toos", "mirjam"}
    agreed(said)
    assert who_sees(key) == {"toos", "mirjam", "wout", "anneke"}
    with clock.at(at("2027-03-28", "14:59")):  # two days later the clock went an hour ahead
        assert who_sees(key) == {"toos", "mirjam", "wout", "anneke"}
    with clock.at(at("2027-03-28", "15:00")):
        assert who_sees(key) == {"toos", "mirjam"}
    said.do(step_back, "anneke", key)
    assert who_sees(key) == {"toos", "mirjam", "wout"}
    with said.app.app_context():
        assert [len(talks_of(said.people[name])) for name in ("wout", "anneke", "sjef")] == [1, 0, 0]
        assert not visits(said.actor("anneke"), talk_with(key))


@pytest.mark.parametrize(
    ("words", "key"), [("", "taal-nl"), ("Turks", "taal-tr"), ("liefst Arabic", "taal-ar"), ("Fries", "fries")]
)
def test_language_is_found_in_the_words_of_the_person(said: Team, words: str, key: str) -> None:
    with said.app.app_context():
        assert language_of(words) == key
        assert need_of(to_plan(round_with(said.round))[0]).language == "taal-nl"
