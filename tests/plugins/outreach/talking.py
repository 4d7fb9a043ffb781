"""A yes that becomes a talk: what the tests of planning, holding and visiting a talk share."""

from datetime import date

from plugins.outreach.replies.models import Reply
from plugins.outreach.talks.models import Stage
from plugins.outreach.talks.moments import choose_own, offer
from plugins.outreach.talks.planning import plan
from plugins.outreach.talks.reading import talk_with
from tests.factories import at
from tests.plugins.outreach.conftest import Round as Team

WEEK = date(2027, 3, 22)
TUESDAY, FRIDAY = at("2027-03-23", "10:00"), at("2027-03-26", "14:00")


def reply(team: Team) -> str:
    return str(team.rows(Reply.id, Reply.public_id)[0][1])


def planned(team: Team, who: str = "mirjam", one: str = "wout", other: str = "anneke", week: date = WEEK) -> str:
    return str(team.do(plan, who, team.round, reply(team), week, (team.key(one), team.key(other))))


def offered(team: Team) -> str:
    key = planned(team)
    team.do(offer, "wout", key, TUESDAY, FRIDAY)
    return key


def agreed(team: Team) -> str:
    key = offered(team)
    with team.app.app_context():
        choose_own(team.codes[-1], FRIDAY)
    return key


def stage(team: Team, key: str) -> Stage:
    with team.app.app_context():
        return talk_with(key).stage
