"""The phone team: one person at a time, never the same one for two callers, one tap for what they said."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.refusals import NotAllowed, Refusal
from plugins.outreach.calling import keeping
from plugins.outreach.calling.models import Call
from plugins.outreach.calling.reading import held_by, turns_in
from plugins.outreach.calling.turns import LAPSES, TRIES, Turn, gets_note, is_due, next_for, waits
from plugins.outreach.partners.keeping import give_part
from plugins.outreach.partners.models import CALLER
from plugins.outreach.replies.answering import Wish, say_yes
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.moments import choose_own, offer
from plugins.outreach.talks.planning import plan
from plugins.outreach.visitors.keeping import WishValues, tell_wishes
from tests.factories import Make, at
from tests.plugins.outreach.conftest import UNTIL, WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import FRIDAY, TUESDAY, WEEK, agreed, offered, stage

AsPerson = Callable[[int], FlaskClient]
NOW, TODAY = at("2027-03-15", "10:00"), date(2027, 3, 15)
TURNS = st.builds(
    Turn,
    key=st.uuids().map(str),
    about=st.integers(-24, 120).map(lambda hours: NOW + timedelta(hours=hours)),
    last=st.just(FRIDAY),
    agreed=st.booleans(),
    phone=st.booleans(),
    mail=st.booleans(),
    tries=st.integers(0, 4),
    not_before=st.none() | st.dates(date(2027, 3, 13), date(2027, 3, 18)),
    caller=st.none() | st.integers(1, 3),
    claimed=st.none() | st.sampled_from([NOW, NOW - LAPSES + timedelta(minutes=1), NOW - LAPSES]),
    noted=st.booleans(),
)


@given(st.lists(TURNS, max_size=8))
def test_caller_gets_their_own_or_somebody_free_who_is_due_and_nobody_is_both_called_and_noted(
    turns: list[Turn],
) -> None:
    found = next_for(turns, 1, NOW, TODAY)
    due = [turn for turn in turns if is_due(turn, NOW, TODAY)]
    own = [turn for turn in due if turn.is_held_by(1, NOW)]
    free = [turn for turn in due if not turn.is_held(NOW)]
    assert (found is None) == (not own and not free)
    assert found is None or found in (own or free)
    assert not any(is_due(turn, NOW, TODAY) and gets_note(turn, NOW) for turn in turns)
    assert all(waits(turn, NOW) and turn.phone and turn.tries < TRIES for turn in due)


def more(team: Team, number: int) -> None:
    """So many more people with two moments to choose from."""
    for name in ("wout", "anneke"):
        team.do(tell_wishes, name, WishValues(languages=("taal-nl",), areas=(), talks=6))
    for code, hour in zip(team.codes[1 : number + 1], ("12:00", "16:00", "18:00"), strict=False):
        with team.app.app_context():
            say_yes(code, Wish(name=f"Jo van {hour}", form="walk", phone="076-000 00 82"))
        key = max(row for row in team.rows(Reply.id, Reply.public_id))[1]
        talk = team.do(plan, "toos", team.round, key, WEEK, (team.key("wout"), team.key("anneke")))
        team.do(offer, "toos", talk, at("2027-03-24", hour), at("2027-03-25", hour))


def now_calls(team: Team, who: str) -> str | None:
    with team.app.app_context():
        talk = held_by(team.actor(who), round_with(team.round))
        return talk.public_id if talk else None


@pytest.mark.both
def test_callers_at_the_same_moment_never_get_the_same_person(said: Team, make: Make) -> None:
    offered(said)
    more(said, 2)
    callers = ["mirjam", "toos", "kees", "els"]
    for name in callers[2:]:
        said.people[name] = make.person(name.title())
        said.do(give_part, "toos", said.partners["De Linde"], said.key(name), CALLER, UNTIL)
    start = threading.Barrier(8)

    def take(name: str) -> bool:
        start.wait()
        with clock.at(NOW):
            return bool(said.do(keeping.take_next, name, said.round))

    with ThreadPoolExecutor(8) as pool:  # each presses twice
        got = list(pool.map(take, callers * 2))
    rows = said.rows(Call.reply_id, Call.caller_id)
    assert len({caller for _reply, caller in rows}) == len(rows) == 3
    assert sum(got) >= 3
    assert len(said.rows(Look.id)) == 3


def test_claim_lapses_after_twenty_minutes_and_stopping_frees_at_once(said: Team) -> None:
    key = offered(said)
    assert said.do(keeping.take_next, "mirjam", said.round)
    assert (now_calls(said, "mirjam"), now_calls(said, "toos")) == (key, None)
    assert not said.do(keeping.take_next, "toos", said.round)
    said.do(keeping.stop, "mirjam", said.round)
    assert said.do(keeping.take_next, "toos", said.round)
    with clock.at(NOW + LAPSES):
        assert said.do(keeping.take_next, "mirjam", said.round)
        with pytest.raises(Refusal):
            said.do(keeping.unanswered, "toos", key)
    looks = [person for _id, person in said.rows(Look.id, Look.person_id)]
    assert looks == [said.people[name] for name in ("mirjam", "toos", "mirjam")]


def test_page_shows_name_and_phone_and_one_tap_leads_to_the_next(said: Team, as_person: AsPerson) -> None:
    key = offered(said)
    more(said, 1)
    mirjam, calls = as_person(said.people["mirjam"]), f"/outreach/rounds/{said.round}/calls"
    before = mirjam.get(calls).get_data(as_text=True)
    assert "2 mensen om te bellen" in before
    assert WISH.name not in before
    assert mirjam.post(calls).headers["Location"] == f"{calls}/now"
    page = BeautifulSoup(mirjam.get(f"{calls}/now").data, "html.parser")
    assert page.h1 is not None
    assert page.h1.get_text(strip=True) == WISH.name
    assert page.select_one('main a[href="tel:+31760000081"]') is not None
    assert WISH.address not in page.get_text()
    said_buttons = page.select("#said ul.same button.wij-choice")
    assert [one["value"] for one in said_buttons] == [TUESDAY.isoformat(), FRIDAY.isoformat(), "nobody", "off"]
    assert len(page.select("main button.wij-choice")) == 6
    tap = mirjam.post(f"{calls}/{key}/said", data={"said": FRIDAY.isoformat()})
    assert tap.headers["Location"] == f"{calls}/now"
    assert "Jo van 12:00" in mirjam.get(f"{calls}/now").get_data(as_text=True)
    assert (stage(said, key), said.rows(Look.person_id)) == (Stage.AGREED, [(said.people["mirjam"],)] * 2)
    again = mirjam.post(f"{calls}/{key}/said", data={"said": TUESDAY.isoformat()}, follow_redirects=True)
    assert "Dit telefoontje is niet meer van jou" in again.get_data(as_text=True)
    assert (stage(said, key), said.rows(Talk.public_id, Talk.starts).count((key, FRIDAY))) == (Stage.AGREED, 1)


def test_neither_and_another_day_keep_what_was_typed_when_refused(said: Team, as_person: AsPerson) -> None:
    key = offered(said)
    mirjam, calls = as_person(said.people["mirjam"]), f"/outreach/rounds/{said.round}/calls"
    mirjam.post(calls)
    for day in ("2027-03-15", "2027-03-27"):
        refused = mirjam.post(f"{calls}/{key}/later", data={"day": day})
        assert refused.status_code == 422
        assert f'value="{day}"' in refused.get_data(as_text=True)
    assert mirjam.post(f"{calls}/{key}/later", data={"day": "2027-03-17"}).status_code == 303
    assert not said.do(keeping.take_next, "toos", said.round)
    with clock.at(at("2027-03-17", "10:00")):
        assert said.do(keeping.take_next, "mirjam", said.round)
        assert mirjam.post(f"{calls}/{key}/neither", data={"moment": "Liever 's avonds"}).status_code == 303
    assert (stage(said, key), said.rows(Reply.moment), said.rows(Call.id)) == (
        Stage.PLANNED,
        [("Liever 's avonds",)],
        [],
    )


def test_nobody_answered_three_times_is_a_note_by_a_coordinator_and_no_call(said: Team, as_person: AsPerson) -> None:
    key = offered(said)
    for number in range(TRIES):
        with clock.at(NOW + timedelta(days=number)):
            assert said.do(keeping.take_next, "mirjam", said.round)
            said.do(keeping.unanswered, "mirjam", key)
            assert not said.do(keeping.take_next, "mirjam", said.round)
    calls = f"/outreach/rounds/{said.round}/calls"
    with clock.at(NOW + timedelta(days=TRIES)):
        assert not said.do(keeping.take_next, "mirjam", said.round)
        seen = {name: as_person(said.people[name]).get(calls).get_data(as_text=True) for name in ("toos", "mirjam")}
        assert {name: WISH.name in page for name, page in seen.items()} == {"toos": True, "mirjam": False}
        with pytest.raises(NotAllowed):
            said.do(keeping.note_sent, "mirjam", key)
        said.do(keeping.note_sent, "toos", key)
        with pytest.raises(Refusal):
            said.do(keeping.note_sent, "toos", key)
        said.do(offer, "wout", key, at("2027-03-24", "10:00"), FRIDAY)
        assert said.do(keeping.take_next, "mirjam", said.round)  # other moments are another call


def test_agreed_by_phone_is_told_once_more_the_day_before_and_by_mail_not_at_all(said: Team) -> None:
    key = offered(said)
    said.do(keeping.take_next, "mirjam", said.round)
    said.do(keeping.chose, "mirjam", key, FRIDAY)
    with clock.at(at("2027-03-24", "10:00")):
        assert not said.do(keeping.take_next, "mirjam", said.round)
    with clock.at(at("2027-03-25", "10:00")):
        assert said.do(keeping.take_next, "toos", said.round)
        said.do(keeping.told, "toos", key)
        assert not said.do(keeping.take_next, "toos", said.round)
    assert said.rows(Talk.confirmed_by, Talk.starts) == [("call", FRIDAY)]
    with said.app.app_context():
        own = say_yes(said.codes[1], Wish(name="Jo", form="walk", phone="076-000 00 80", reach="jo@example.org"))
        reply = max(said.rows(Reply.id, Reply.public_id))[1]
    talk = said.do(plan, "toos", said.round, reply, WEEK, (said.key("wout"), said.key("anneke")))
    said.do(offer, "wout", talk, at("2027-03-24", "10:00"), at("2027-03-25", "10:00"))
    with said.app.app_context():
        choose_own(own, at("2027-03-24", "10:00"))
        assert [turn.key for turn in turns_in(round_with(said.round)).values() if waits(turn, NOW)] == []


def test_choice_on_the_own_page_meanwhile_ends_the_call(said: Team) -> None:
    key = offered(said)
    said.do(keeping.take_next, "mirjam", said.round)
    with said.app.app_context():
        choose_own(said.codes[-1], FRIDAY)
    with pytest.raises(Refusal):
        said.do(keeping.neither, "mirjam", key, "Liever niet")
    assert (stage(said, key), now_calls(said, "mirjam")) == (Stage.AGREED, None)


def test_no_talk_after_all_deletes_all_at_once(said: Team, as_person: AsPerson) -> None:
    key = offered(said)
    mirjam, calls = as_person(said.people["mirjam"]), f"/outreach/rounds/{said.round}/calls"
    mirjam.post(calls)
    assert mirjam.post(f"{calls}/{key}/said", data={"said": "off"}).headers["Location"] == calls
    assert [said.rows(table.id) for table in (Reply, Talk, Call, Look)] == [[], [], [], []]


def test_only_who_sees_the_people_of_the_round_calls(said: Team) -> None:
    said.do(give_part, "toos", said.partners["Ouderenbond"], said.key("ria"), CALLER, UNTIL)
    key = agreed(said)
    for who in ("chantal", "wout", "ria"):
        for act, values in ((keeping.take_next, (said.round,)), (keeping.stop, (said.round,)), (keeping.told, (key,))):
            with pytest.raises(NotAllowed):
                said.do(act, who, *values)
    assert (said.rows(Call.id), said.rows(Look.id)) == ([], [])


def test_who_called_is_told_no_longer_than_the_call_took(said: Team) -> None:
    offered(said)
    said.do(keeping.take_next, "mirjam", said.round)
    with clock.at(at("2027-03-16", "03:00")), said.app.app_context():
        keeping.expire()
    assert said.rows(Call.caller_id) == [(None,)]
