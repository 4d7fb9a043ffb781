"""The buddy call: who is inside since when; half an hour late, the buddy and the coordinators call."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app import clock
from app.notices.models import Notice, State
from app.refusals import NotAllowed, Refusal
from plugins.outreach.buddies import keeping, late
from plugins.outreach.buddies.mine import export
from plugins.outreach.buddies.models import Inside
from plugins.outreach.buddies.reading import buddy_of, inside_of, talks_for
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.reading import talk_with
from tests.factories import at
from tests.plugins.outreach.conftest import WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import agreed, offered, planned, said_to

AsPerson = Callable[[int], FlaskClient]
SECRETS = (WISH.name, WISH.address, WISH.phone)
NOON = at("2027-03-26", "14:00")


def buddy(team: Team, key: str) -> int | None:
    with team.app.app_context():
        found = buddy_of(talk_with(key))
        return found.id if found else None


def test_buddy_is_who_planned_it_until_the_visitors_choose_somebody_else(said: Team) -> None:
    key = agreed(said)
    assert buddy(said, key) == said.people["mirjam"]
    for who, chosen in (("toos", "sjef"), ("sjef", "sjef")):
        with pytest.raises(NotAllowed):
            said.do(keeping.choose, who, key, said.key(chosen))
    for nobody in ("anneke", "ria"):  # who visits too; who has no part
        with pytest.raises(Refusal):
            said.do(keeping.choose, "wout", key, said.key(nobody))
    said.do(keeping.choose, "wout", key, said.key("sjef"))
    assert buddy(said, key) == said.people["sjef"]


def test_visitors_say_on_their_page_that_they_go_in_and_out_and_the_buddy_sees_it_and_no_more(
    said: Team, as_person: AsPerson
) -> None:
    key, wout, mirjam = agreed(said), as_person(said.people["wout"]), as_person(said.people["mirjam"])
    assert wout.post(f"/outreach/inside/{key}/in").status_code == 409  # a week too early
    assert f"/outreach/inside/{key}/in" not in wout.get(f"/outreach/visiting/{key}").text
    with clock.at(at("2027-03-26", "13:58")):
        assert "We gaan naar binnen" in wout.get(f"/outreach/visiting/{key}").text
        assert wout.post(f"/outreach/inside/{key}/in").headers["Location"] == f"/outreach/visiting/{key}"
        seen = mirjam.get("/outreach/buddy").text
        assert "Binnen sinds 13:58 uur, tot ongeveer 14:58 uur." in seen
        assert not any(secret in seen for secret in SECRETS)
        assert "Wout + Anneke: binnen sinds 13:58 uur" in mirjam.get(f"/outreach/rounds/{said.round}/talks").text
        for who in ("sjef", "ria"):
            assert as_person(said.people[who]).post(f"/outreach/inside/{key}/out").status_code == 403
    with clock.at(at("2027-03-26", "14:50")):
        assert mirjam.post(f"/outreach/inside/{key}/longer").headers["Location"] == "/outreach/buddy"
        assert said.rows(Inside.until) == [(at("2027-03-26", "15:28"),)]
        assert mirjam.post(f"/outreach/inside/{key}/out").status_code == 303
        assert mirjam.post(f"/outreach/inside/{key}/out").status_code == 409
        assert "Weer buiten sinds 14:50 uur." in wout.get(f"/outreach/visiting/{key}").text
        with said.app.app_context():
            assert inside_of(round_with(said.round)) == []


def test_own_data_tell_of_ones_talks_and_not_with_whom(said: Team) -> None:
    agreed(said)
    talk = {"week": "2027-03-22", "district": "Klaverveld", "starts": "2027-03-26T13:00:00+00:00"}
    with said.app.app_context():
        found = {who: export(said.people[who]) for who in ("wout", "mirjam", "ria")}
    assert found["wout"] == {"visits": [talk], "talks_planned": [], "buddy_of": []}
    assert found["mirjam"] == {"visits": [], "talks_planned": [talk], "buddy_of": []}
    assert found["ria"] == {"visits": [], "talks_planned": [], "buddy_of": []}


def test_nobody_is_inside_before_a_moment_is_agreed_on(said: Team) -> None:
    for key in (planned(said), offered(said)):
        with pytest.raises(Refusal):
            said.do(keeping.go_in, "wout", key)
    with said.app.app_context():
        assert talks_for(said.people["mirjam"]) == []


@pytest.mark.both
def test_half_an_hour_late_the_buddy_and_the_coordinators_are_asked_to_call_once(said: Team) -> None:
    key = agreed(said)
    said.do(keeping.choose, "wout", key, said.key("sjef"))
    with clock.at(NOON):
        said.do(keeping.go_in, "anneke", key)
    for minute, number in (("15:29", 0), ("15:30", 2), ("15:35", 2)):
        with clock.at(at("2027-03-26", minute)), said.app.app_context():
            late.sweep()
        assert len(said_to(said, keeping.LATE)) == number
    told = said_to(said, keeping.LATE)
    assert told.keys() == {"sjef", "toos"}
    for mail, spoken in told.values():
        assert "Wout + Anneke gingen om 14:00 uur naar binnen" in mail
        assert "112" in mail
        assert "112" in spoken
        assert not any(secret in mail + spoken for secret in (*SECRETS, "Klaverveld"))


def test_call_is_taken_back_when_they_are_outside_and_all_is_gone_the_day_after(said: Team) -> None:
    key = agreed(said)
    with clock.at(NOON):
        said.do(keeping.go_in, "wout", key)
    with clock.at(at("2027-03-26", "15:30")):
        with said.app.app_context():
            late.sweep()
        said.do(keeping.go_out, "wout", key)
    states = {row[1] for row in said.rows(Notice.id, Notice.state, Notice.kind) if row[2] == keeping.LATE}
    assert states == {State.WITHDRAWN}
    for day, left in (("2027-03-26", 1), ("2027-03-27", 0)):
        with clock.at(at(day, "23:00" if left else "03:00")), said.app.app_context():
            keeping.expire()
        assert len(said.rows(Inside.talk_id)) == left
