"""Visitors: what coordinators saw of their papers, what they like in their own words, pairs, and the refresher."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.db import db
from app.notices.models import Notice
from app.plugins import current_hooks
from app.privacy.forgetting import forget
from app.refusals import Refusal
from plugins.outreach.partners.keeping import give_part
from plugins.outreach.partners.models import COORDINATOR, VISITOR
from plugins.outreach.visitors import telling
from plugins.outreach.visitors.keeping import PaperValues, WishValues, expire, pair, tell_papers, tell_wishes
from plugins.outreach.visitors.models import Pair, Visitor
from plugins.outreach.visitors.readiness import Lacking, Papers, is_soon_due, lacking, refresher_due
from plugins.outreach.wheel.keeping import DistrictValues, add_district
from tests.factories import at
from tests.plugins.outreach.conftest import UNTIL, Round

TODAY = date(2027, 3, 15)
SEEN = PaperValues(trained_on=date(2026, 9, 1), pass_number="K01", conduct_seen_on=date(2026, 10, 1))
DAYS = st.dates(date(2015, 1, 1), TODAY)


def soup_of(browser: FlaskClient, path: str) -> BeautifulSoup:
    answer = browser.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def test_visitors_find_how_to_talk_about_a_worry_and_others_are_not_bothered(
    team: Round, as_person: Callable[[int], FlaskClient]
) -> None:
    guide = 'main a[href="/prevention/worried"]'
    found = {name: len(soup_of(as_person(team.people[name]), "/outreach/").select(guide)) for name in ("wout", "ria")}
    assert found == {"wout": 1, "ria": 0}


@pytest.mark.parametrize(
    ("papers", "needed"),
    [
        (Papers(None, False, None), [Lacking.TRAINING, Lacking.CONDUCT, Lacking.PASS]),
        (Papers(date(2025, 3, 16), True, date(2024, 3, 16)), []),
        (Papers(date(2025, 3, 15), True, date(2024, 3, 16)), [Lacking.REFRESHER]),
        (Papers(date(2025, 3, 16), True, date(2024, 3, 15)), [Lacking.CONDUCT]),
        (Papers(date(2025, 3, 16), False, date(2024, 3, 16)), [Lacking.PASS]),
    ],
)
def test_visitor_lacks_what_was_not_seen_or_is_too_long_ago(papers: Papers, needed: list[Lacking]) -> None:
    assert list(lacking(papers, TODAY)) == needed


@given(DAYS)
def test_visitor_is_told_of_a_refresher_before_it_is_lacking(trained_on: date) -> None:
    due = refresher_due(trained_on)
    assert not is_soon_due(trained_on, due - timedelta(days=31))
    assert is_soon_due(trained_on, due - timedelta(days=30))
    assert Lacking.REFRESHER not in lacking(Papers(trained_on, True, trained_on), due - timedelta(days=1))
    assert Lacking.REFRESHER in lacking(Papers(trained_on, True, trained_on), due)


def test_coordinator_writes_down_what_was_seen_and_the_visitor_reads_it(
    team: Round, as_person: Callable[[int], FlaskClient]
) -> None:
    toos, wout = as_person(team.people["toos"]), as_person(team.people["wout"])
    line = soup_of(toos, "/outreach/visitors").select_one(".wij-line")
    assert line is not None
    assert line.get_text(" ", strip=True) == "Wout Nog nodig: training, VOG, pas"
    form = {"trained_on": "01-09-2026", "conduct_seen_on": "01-10-2026", "pass_number": "K01"}
    assert toos.post(f"/outreach/visitors/{team.key('wout')}", data=form).status_code == 303
    line = soup_of(toos, "/outreach/visitors").select_one(".wij-line")
    assert line is not None
    assert line.get_text(" ", strip=True) == "Wout Nederlands · overal · 2 gesprekken per maand kan op bezoek"
    told = [one.get_text(strip=True) for one in soup_of(wout, "/outreach/visiting").select("h1 ~ ul li")]
    assert told == [
        "Training: dinsdag 1 september 2026. Opfrisles vanaf vrijdag 1 september 2028.",
        "VOG: gezien op donderdag 1 oktober 2026 door Toos.",
        "Pas: nummer K01.",
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"trained_on": "16-03-2027"}, "trained_on"),
        ({"conduct_seen_on": "01-01-2019"}, "conduct_seen_on"),
        ({"trained_on": "ooit"}, "trained_on"),
        ({"pass_number": "K02"}, "pass_number"),
        ({"pass_number": "x" * 21}, "pass_number"),
    ],
)
def test_papers_with_something_wrong_are_refused_beside_their_field(
    team: Round, as_person: Callable[[int], FlaskClient], values: dict[str, str], field: str
) -> None:
    team.do(give_part, "toos", team.partners["Ouderenbond"], team.key("ria"), VISITOR, UNTIL)
    seen = PaperValues(trained_on=None, pass_number="K02", conduct_seen_on=None)
    team.do(tell_papers, "toos", team.key("ria"), seen)
    before = team.rows(Visitor.person_id, Visitor.pass_number)
    form = {"trained_on": "01-09-2026", "conduct_seen_on": "01-10-2026", "pass_number": "K01"} | values
    answer = as_person(team.people["toos"]).post(f"/outreach/visitors/{team.key('wout')}", data=form)
    assert answer.status_code == 422
    assert [a["href"] for a in BeautifulSoup(answer.data, "html.parser").select("#errors a")] == [f"#{field}"]
    assert team.rows(Visitor.person_id, Visitor.pass_number) == before


def test_nobody_sees_their_own_certificate(team: Round) -> None:
    team.do(give_part, "toos", team.partners["De Linde"], team.key("toos"), VISITOR, UNTIL)
    with pytest.raises(Refusal) as refused:
        team.do(tell_papers, "toos", team.key("toos"), SEEN)
    assert refused.value.field == "conduct_seen_on"
    team.do(give_part, "toos", team.partners["De Linde"], team.key("ria"), COORDINATOR, UNTIL)
    team.do(tell_papers, "ria", team.key("toos"), SEEN)
    assert team.rows(Visitor.person_id, Visitor.conduct_seen_by_id) == [(team.people["toos"], team.people["ria"])]


def test_visitor_says_how_and_where_and_nobody_else_does(team: Round, as_person: Callable[[int], FlaskClient]) -> None:
    key = team.do(add_district, "toos", DistrictValues(name="Klaverveld", letters=64))
    wout = as_person(team.people["wout"])
    form = {"talks": "0", "languages": ["taal-nl", "taal-tr"], "areas": [key]}
    assert wout.post("/outreach/visiting", data=form).status_code == 303
    page = soup_of(wout, "/outreach/visiting")
    assert [box["value"] for box in page.select("form [checked]")] == ["taal-nl", "taal-tr", key]
    assert page.select_one("#talks")["value"] == "0"  # type: ignore[index]  # not there is a failure too
    assert as_person(team.people["toos"]).post("/outreach/visiting", data=form).status_code == 403
    likes = soup_of(as_person(team.people["toos"]), f"/outreach/visitors/{team.key('wout')}")
    assert "Nederlands, Turks · Klaverveld · 0 gesprekken per maand" in likes.get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("values", "field"), [({"languages": []}, "languages"), ({"talks": "13"}, "talks"), ({"talks": ""}, "talks")]
)
def test_wishes_with_something_wrong_are_refused_and_kept_on_the_page(
    team: Round, as_person: Callable[[int], FlaskClient], values: dict[str, object], field: str
) -> None:
    wout = as_person(team.people["wout"])
    answer = wout.post("/outreach/visiting", data={"talks": "3", "languages": ["taal-tr"]} | values)
    assert answer.status_code == 422
    assert [a["href"] for a in BeautifulSoup(answer.data, "html.parser").select("#errors a")] == [f"#{field}"]
    assert team.rows(Visitor.person_id) == []


def test_pair_is_made_once_and_undone(team: Round, as_person: Callable[[int], FlaskClient]) -> None:
    team.do(give_part, "toos", team.partners["Ouderenbond"], team.key("ria"), VISITOR, UNTIL)
    toos, page = as_person(team.people["toos"]), f"/outreach/visitors/{team.key('wout')}"
    assert toos.post(f"{page}/pairs", data={"other": team.key("ria")}).status_code == 303
    team.do(pair, "toos", team.key("ria"), team.key("wout"))
    assert team.rows(Pair.one_id, Pair.other_id) == [(team.people["wout"], team.people["ria"])]
    assert "Je gaat samen met Wout." in soup_of(as_person(team.people["ria"]), "/outreach/visiting").get_text()
    assert toos.post(f"{page}/pairs", data={"other": team.key("mirjam")}).status_code == 422
    undo = soup_of(toos, page).select_one("form[action$='/end']")
    assert undo is not None
    assert toos.post(str(undo["action"])).status_code == 303
    assert team.rows(Pair.one_id) == []


def test_refresher_is_told_once_for_each_training(team: Round) -> None:
    """Trained on 1 June 2025: told from 2 May 2027 on, which is within Wout's part."""
    team.do(tell_papers, "toos", team.key("wout"), replace(SEEN, trained_on=date(2025, 6, 1)))
    for day, told in (("2027-05-01", 0), ("2027-05-02", 1), ("2027-05-20", 1)):
        with clock.at(at(day, "12:00")), team.app.app_context():
            telling.sweep()
            found = db.session.scalars(sa.select(Notice).where(Notice.kind == telling.REFRESHER)).all()
            assert [one.person_id for one in found] == [team.people["wout"]] * told


def test_what_is_kept_of_a_visitor_goes_a_month_after_the_last_day(team: Round) -> None:
    team.do(tell_papers, "toos", team.key("wout"), SEEN)
    team.do(give_part, "toos", team.partners["Ouderenbond"], team.key("ria"), VISITOR, UNTIL)
    team.do(pair, "toos", team.key("ria"), team.key("wout"))
    for day, left in ((UNTIL + timedelta(days=31), 1), (UNTIL + timedelta(days=32), 0)):
        with clock.at(at(day, "12:00")), team.app.app_context():
            expire()
        assert (len(team.rows(Visitor.id)), len(team.rows(Pair.one_id))) == (left, left)


def test_visitor_takes_their_data_along_and_is_forgotten(team: Round) -> None:
    team.do(give_part, "toos", team.partners["Ouderenbond"], team.key("ria"), VISITOR, UNTIL)
    team.do(tell_papers, "toos", team.key("wout"), SEEN)
    team.do(tell_wishes, "wout", WishValues(languages=("taal-nl", "taal-tr"), areas=(), talks=3))
    team.do(pair, "toos", team.key("ria"), team.key("wout"))
    with team.app.app_context():
        told = current_hooks().export_person(team.people["wout"])["outreach"]
        assert told["pairs"] == 1
        assert told["visiting"] == {
            "trained_on": str(SEEN.trained_on),
            "pass_number": "K01",
            "certificate_of_conduct_seen_on": str(SEEN.conduct_seen_on),
            "languages": "Nederlands, Turks",
            "districts": [],
            "talks_a_month": 3,
        }
        forget(team.actor("wout"), team.people["wout"])
    assert (team.rows(Visitor.id), team.rows(Pair.one_id)) == ([], [])
