"""The page of figures: rounds that are closed, and no number beside those of their tables."""

import re
from collections.abc import Callable

import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.db import db, transaction
from plugins.outreach.figures.counting import count
from plugins.outreach.replies import expiring
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import round_with
from tests.plugins.outreach.conftest import Round as Team


def held(team: Team) -> None:
    """73 letters, 41 yes; 31 talks, of which 9 not at home."""
    with team.app.app_context(), transaction():
        one = round_with(team.round)
        db.session.execute(sa.update(Round).values(yes=41, no=13, later=3, undeliverable=4))
        for batch in one.district.batches:
            batch.sent = 73
        for form, number in (("home", 22), ("walk", 3), ("house", 2), ("phone", 4)):
            count(one.id, "talk", form, number)
        count(one.id, "followup", "activity", 7)
        count(one.id, "followup", "none", 17)
        count(one.id, "again", "once", 6)


def numbers(page: str) -> list[str]:
    """Every number of the main part but those in dates."""
    main = BeautifulSoup(page, "html.parser").select_one("main")
    assert main is not None
    words = re.sub(r"\d+ \w+ 20\d\d|\w+ 20\d\d", "", main.get_text(" "))
    return re.findall(r"\d+", words)


def test_open_round_is_not_told_of(going: Team, client: FlaskClient) -> None:
    held(going)
    page = client.get("/outreach/figures").get_data(as_text=True)
    assert numbers(page) == []
    assert "Er is nog geen ronde afgesloten." in page


def test_closed_round_is_told_in_its_table_and_nothing_else(
    going: Team, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    held(going)
    going.do(expiring.close_round, "toos", going.round)
    page = client.get("/outreach/figures").get_data(as_text=True)
    assert numbers(page) == ["73", "41", "31", "22"]
    assert page.count("niet te zien") == 4
    for who in ("toos", "mirjam"):  # who has a part knows no more of it than everybody
        own = as_person(going.people[who]).get(f"/outreach/rounds/{going.round}").get_data(as_text=True)
        assert numbers(own) == ["73", "41", "31", "22"]
    english = client.get("/outreach/figures", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert numbers(english) == ["73", "41", "31", "22"]
