"""A room for a talk in the house: held at both moments, then at the chosen one, and let go of on every way out."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.entry import EntryQuery, Visibility
from app.clock import Span
from app.db import db, transaction
from app.places.closures import close
from app.places.holding import hold
from app.places.models import Occupancy, Space
from app.places.requests import HoldRequest
from app.plugins import current_hooks
from app.refs import Ref
from app.refusals import Refusal
from plugins.outreach.replies.answering import Wish
from plugins.outreach.replies.expiring import close_round
from plugins.outreach.replies.keeping import change_own, leave
from plugins.outreach.talks.entries import entries
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.moments import choose_own, neither_own, offer
from plugins.outreach.talks.planning import plan, unplan
from plugins.outreach.talks.reading import talk_with
from plugins.outreach.talks.room import choose_room, refs_of
from tests.factories import Make, at
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import FRIDAY, TUESDAY, planned, reply

AsPerson = Callable[[int], FlaskClient]
IN_HOUSE = Wish(name="Riet Kwikstaart", form="house", phone="076-000 00 81")


@pytest.fixture
def inside(said: Team, make: Make) -> Team:
    """Riet would like it in the house, which has a room that is open by day."""
    make.space(said.house, "Zaal A", slug="zaal-a", seated=20)
    with said.app.app_context():
        change_own(said.codes[-1], IN_HOUSE)
    return said


def held(team: Team) -> list[object]:
    return [row[0] for row in team.rows(Occupancy.starts)]


def in_room(team: Team) -> str:
    key = planned(team)
    team.do(choose_room, "mirjam", key, "zaal-a")
    team.do(offer, "wout", key, TUESDAY, FRIDAY)
    return key


@pytest.mark.both
def test_room_is_held_at_both_moments_then_at_the_chosen_one(inside: Team) -> None:
    in_room(inside)
    assert held(inside) == [TUESDAY, FRIDAY]
    for moment in (FRIDAY, TUESDAY):
        with inside.app.app_context():
            choose_own(inside.codes[-1], moment)
        assert held(inside) == [moment]
    with inside.app.app_context():
        neither_own(inside.codes[-1], "")
    assert held(inside) == []


@pytest.mark.both
@pytest.mark.parametrize(
    "end",
    [
        lambda team, key: team.do(unplan, "mirjam", key),
        lambda team, key: team.do(close_round, "toos", team.round),
        lambda team, key: team.do(
            plan, "toos", team.round, reply(team), date(2027, 3, 29), (team.key("wout"), team.key("anneke"))
        ),
        lambda team, key: told(team, lambda: leave(team.codes[-1])),
        lambda team, key: told(
            team, lambda: change_own(team.codes[-1], Wish(name="Riet", form="phone", phone="076-1234567"))
        ),
    ],
)
def test_every_way_out_lets_go_of_the_room(inside: Team, end: Callable[[Team, str], object]) -> None:
    key = in_room(inside)
    end(inside, key)
    assert held(inside) == []


def told(team: Team, act: Callable[[], object]) -> None:
    with team.app.app_context():
        act()


def test_taken_room_is_refused_with_what_is_free_that_day(inside: Team) -> None:
    with inside.app.app_context(), transaction():
        space = db.session.query(Space).one()
        hold(HoldRequest(actor=Actor.job(), ref=Ref("rooms", "booking", "x"), house_id=inside.house,
                         space_ids=(space.id,), spans=(Span(FRIDAY, at("2027-03-26", "15:30")),)))  # fmt: skip
    key = planned(inside)
    inside.do(choose_room, "mirjam", key, "zaal-a")
    with pytest.raises(Refusal) as refused:
        inside.do(offer, "wout", key, TUESDAY, FRIDAY)
    assert refused.value.field == "second"
    assert "12:30, 13:00, 15:30" in str(refused.value)
    assert held(inside) == [FRIDAY]
    inside.do(close, "chantal", inside.house, Span.day(TUESDAY.date(), ZoneInfo("Europe/Amsterdam")), "Schoonmaak")
    with pytest.raises(Refusal) as refused:
        inside.do(offer, "wout", key, TUESDAY, at("2027-03-25", "10:00"))
    assert (refused.value.field, inside.rows(Talk.first)) == ("first", [(None,)])


def test_others_see_that_it_is_taken_and_not_for_what(inside: Team, as_person: AsPerson) -> None:
    key = in_room(inside)
    with inside.app.test_request_context(headers={"Accept-Language": "nl"}):
        refs = refs_of(talk_with(key))
        told_of = current_hooks().describe(refs, inside.people["ria"])
        assert {(one.title, one.url) for one in told_of.values()} == {("Bezet", None)}
        window = Span(at("2027-03-22", "00:00"), at("2027-03-29", "00:00"))
        shown = entries(EntryQuery(window=window, house_id=inside.house))
        assert [(one.span.start, one.title, one.visibility, one.url) for one in shown] == [
            (TUESDAY, "Bezet", Visibility.BUSY, None),
            (FRIDAY, "Bezet", Visibility.BUSY, None),
        ]
    mirjam = as_person(inside.people["mirjam"])
    assert "Anderen zien alleen dat hij bezet is." in mirjam.get(f"/outreach/talks/{key}").text
    assert mirjam.post(f"/outreach/talks/{key}/room", data={"room": "kelder"}).status_code == 422
