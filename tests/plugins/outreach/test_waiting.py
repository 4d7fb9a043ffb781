"""What has been open for six weeks after a talk: who coordinates hears it once, and the page says since when."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app import clock
from app.notices.models import Notice, State
from plugins.outreach.after import handling, waiting
from plugins.outreach.after.models import Followup
from plugins.outreach.replies import expiring
from tests.factories import at
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.test_after import asked, followup

LAST_DAY, FIRST_DAY, LATER = at("2027-05-06", "12:00"), at("2027-05-07", "12:00"), at("2027-05-20", "12:00")
"""Riet said yes on 26 March: the day before six weeks have passed, the day itself, and well after."""


def told(team: Team) -> list[tuple[int, str]]:
    return [
        (person_id, state)
        for kind, person_id, state in team.rows(Notice.kind, Notice.person_id, Notice.state)
        if kind == waiting.WAITING
    ]


@pytest.mark.both
def test_only_who_coordinates_the_round_is_told_once_after_six_weeks(said: Team) -> None:
    asked(said)
    for moment, number in ((LAST_DAY, 0), (FIRST_DAY, 1), (LATER, 1)):
        with clock.at(moment), said.app.app_context():
            waiting.sweep()
        assert told(said) == [(said.people["toos"], State.WAITING)] * number
    assert [params for (params,) in said.rows(Notice.params) if "Riet" in params or "Ouderenbond" in params] == []


def test_notice_goes_with_what_is_done(said: Team) -> None:
    asked(said)
    with clock.at(FIRST_DAY):
        with said.app.app_context():
            waiting.sweep()
        said.do(handling.done, "toos", followup(said))
        assert told(said) == [(said.people["toos"], State.WITHDRAWN)]


def test_nothing_is_told_once_the_round_is_closed(said: Team) -> None:
    asked(said)
    said.do(expiring.close_round, "toos", said.round)
    with clock.at(FIRST_DAY), said.app.app_context():
        waiting.sweep()
    assert (told(said), said.rows(Followup.id)) == ([], [])


def test_page_says_since_when_it_is_open(said: Team, as_person: Callable[[int], FlaskClient]) -> None:
    asked(said)
    toos, page = as_person(said.people["toos"]), f"/outreach/rounds/{said.round}/asked"
    for moment, long in ((LAST_DAY, False), (FIRST_DAY, True)):
        with clock.at(moment):
            text = toos.get(page).text
        assert ("sinds vrijdag 26 maart 2027" in text, "zes weken of langer" in text) == (True, long)
