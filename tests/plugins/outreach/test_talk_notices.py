"""What visitors and coordinators hear of a talk: through their own channel, and nothing of who is visited."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from app import clock
from app.calendar.entry import EntryQuery, Status
from app.clock import Span
from app.notices import sweep
from app.notices.models import Notice
from plugins.outreach.buddies.keeping import go_in
from plugins.outreach.buddies.models import Inside
from plugins.outreach.partners.keeping import end_part
from plugins.outreach.partners.models import Part
from plugins.outreach.replies.expiring import close_round
from plugins.outreach.replies.keeping import leave
from plugins.outreach.talks import leaving
from plugins.outreach.talks.entries import entries
from plugins.outreach.talks.moments import choose_own, neither_own, offer
from plugins.outreach.talks.planning import step_back, unplan
from plugins.outreach.talks.reading import talk_with
from plugins.outreach.talks.telling import AGREED, ALONE, CHANGED, MISSING, OFF, PLANNED
from plugins.outreach.visitors.keeping import PaperValues, tell_papers
from tests.factories import at
from tests.plugins.outreach.conftest import WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import FRIDAY, TUESDAY, WEEK, agreed, offered, planned, said_to
from tests.plugins.outreach.test_gone import found

KINDS = (PLANNED, AGREED, CHANGED, ALONE, MISSING, OFF)


def sent(team: Team) -> None:
    """An hour later all that waited has gone out."""
    with clock.at(at("2027-03-15", "11:00")), team.app.app_context():
        sweep()


def whom(team: Team, kind: str) -> set[str]:
    """Who hears something of this kind."""
    return set(said_to(team, kind))


def test_each_step_is_told_to_who_did_not_take_it(said: Team) -> None:
    key = planned(said)
    told = said_to(said, *KINDS)
    assert told.keys() == {"wout", "anneke"}
    assert "in Klaverveld, in de week van 22 tot en met 28 maart." in told["wout"][0]
    assert "Wilt u de coördinator bellen" in told["wout"][1]
    said.do(offer, "wout", key, TUESDAY, FRIDAY)
    with said.app.app_context():
        choose_own(said.codes[-1], FRIDAY)
    told = said_to(said, AGREED)
    assert told.keys() == {"wout", "anneke"}
    assert "op vrijdag 26 maart om 14:00 uur" in told["anneke"][0]
    said.do(offer, "wout", key, TUESDAY, FRIDAY)
    assert (whom(said, AGREED), whom(said, CHANGED)) == (set(), {"anneke"})
    with said.app.app_context():
        neither_own(said.codes[-1], "")
    assert whom(said, CHANGED) == {"wout", "anneke"}
    said.do(step_back, "wout", key)
    assert (whom(said, ALONE), whom(said, MISSING)) == ({"anneke"}, {"toos"})


def test_other_visitors_hear_that_they_go_and_the_one_who_went_that_it_is_off(said: Team) -> None:
    planned(said)
    sent(said)
    said.do(tell_papers, "toos", said.key("sjef"), PaperValues(
        trained_on=date(2027, 1, 5), pass_number="K9", conduct_seen_on=date(2027, 1, 6)))  # fmt: skip
    planned(said, one="sjef")
    assert (whom(said, PLANNED), whom(said, OFF)) == ({"sjef"}, {"wout"})
    planned(said, one="sjef", week=date(2027, 3, 29))
    assert whom(said, PLANNED) == {"sjef", "anneke"}


def test_whoever_had_not_heard_of_it_hears_nothing_of_its_end(said: Team) -> None:
    said.do(unplan, "mirjam", planned(said))
    assert said_to(said, *KINDS) == {}
    agreed(said)
    sent(said)
    with said.app.app_context():
        leave(said.codes[-1])
    told = said_to(said, *KINDS)
    assert told.keys() == {"wout", "anneke"}
    assert "gaat voor jou niet door" in told["wout"][0]


def test_whoever_stops_as_a_visitor_is_off_the_talks_to_come(said: Team) -> None:
    key = agreed(said)
    with clock.at(at("2027-03-16", "03:00")), said.app.app_context():
        leaving.sweep()
    assert len(visiting(said, key)) == 2
    ((part,),) = [row[1:] for row in said.rows(Part.person_id, Part.public_id) if row[0] == said.people["wout"]]
    said.do(end_part, "toos", part)
    for _night in range(2):
        with clock.at(at("2027-03-16", "03:00")), said.app.app_context():
            leaving.sweep()
    assert visiting(said, key) == {said.people["anneke"]}
    assert (whom(said, ALONE), whom(said, MISSING)) == ({"anneke"}, {"toos"})


def visiting(team: Team, key: str) -> set[int]:
    with team.app.app_context():
        return {one.id for one in talk_with(key).visitors}


@pytest.mark.both
def test_nothing_of_who_was_visited_is_in_any_table_once_the_round_is_closed(
    said: Team, as_person: Callable[[int], FlaskClient]
) -> None:
    key, mirjam, wout = agreed(said), as_person(said.people["mirjam"]), as_person(said.people["wout"])
    secrets = (WISH.name, WISH.address, WISH.phone)
    assert all(secret in mirjam.post(f"/outreach/talks/{key}/tell").text for secret in secrets)
    assert all(secret in wout.post(f"/outreach/visiting/{key}/address").text for secret in secrets)
    with clock.at(FRIDAY):
        said.do(go_in, "wout", key)
    said.do(step_back, "anneke", key)
    sent(said)
    with said.app.app_context():
        assert {hit.split(".")[0] for secret in secrets for hit in found(secret)} == {"outreach_reply"}
    said.do(close_round, "toos", said.round)
    assert {row[1] for row in said.rows(Notice.id, Notice.kind)} >= {PLANNED, ALONE, MISSING, OFF}
    with said.app.app_context():
        assert [found(secret) for secret in (*secrets, "Riet", said.codes[-1])] == [[]] * 5
    assert said.rows(Inside.talk_id) == []


def test_own_calendar_has_the_talk_under_a_neutral_title_and_without_a_place(said: Team) -> None:
    query = EntryQuery(window=Span(at(WEEK, "00:00"), at("2027-03-29", "00:00")), person_id=said.people["wout"])

    def listed() -> list[tuple[object, ...]]:
        with said.app.test_request_context(headers={"Accept-Language": "nl"}):
            return [
                (one.title, one.span.start, one.status, one.place, one.sequence, one.mine) for one in entries(query)
            ]

    key = offered(said)
    assert listed() == []
    agreed(said)
    assert listed() == [("Gesprek Samen sterker", FRIDAY, Status.CONFIRMED, "", 1, True)]
    with said.app.app_context():
        choose_own(said.codes[-1], TUESDAY)
    assert listed() == [("Gesprek Samen sterker", TUESDAY, Status.CONFIRMED, "", 2, True)]
    said.do(step_back, "wout", key)
    assert listed() == []


@pytest.mark.parametrize("which", ["space", "house"])
def test_others_calendars_have_nothing_of_a_talk_without_a_room(said: Team, which: str) -> None:
    agreed(said)
    window = Span(at(WEEK, "00:00"), at("2027-03-29", "00:00"))
    with said.app.app_context():
        assert entries(EntryQuery(window=window, house_id=said.house, space_id=1 if which == "space" else None)) == []
        assert entries(EntryQuery(window=window, person_id=said.people["toos"])) == []
