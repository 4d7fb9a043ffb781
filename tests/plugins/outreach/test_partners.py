"""Who does it together: an administrator names who begins, coordinators give parts, parts end by themselves."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock
from app.clock import now
from app.db import db
from app.plugins import current_hooks
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, Refusal
from plugins.outreach.partners.keeping import begin, end_part, end_partner, give_part
from plugins.outreach.partners.models import COORDINATOR, VISITOR, Part, Partner
from plugins.outreach.partners.rights import parts_of
from tests.factories import at
from tests.plugins.outreach.conftest import UNTIL, Round

TOMORROW = timedelta(days=1)


def part(team: Round, name: str, kind: str) -> str:
    """The public id of somebody's part."""
    rows = team.rows(Part.public_id, Part.person_id, Part.kind)
    return next(str(key) for key, person, what in rows if (person, what) == (team.people[name], kind))


def test_administrator_names_who_begins_and_has_no_part_for_it(
    team: Round, as_person: Callable[[int], FlaskClient]
) -> None:
    with team.app.app_context():
        assert [parts_of(team.people[name]) for name in ("chantal", "toos", "wout", "ria")] == [
            set(),
            {COORDINATOR},
            {VISITOR},
            set(),
        ]
    chantal = as_person(team.people["chantal"])
    assert chantal.get("/outreach/partners").status_code == 403
    assert chantal.get("/outreach/begin").status_code == 200
    with pytest.raises(NotAllowed):
        team.do(begin, "toos", "De Linde", team.key("ria"))


def test_administrator_names_nobody_while_somebody_coordinates(
    team: Round, as_person: Callable[[int], FlaskClient]
) -> None:
    """Else an administrator could name themselves, and see everybody who said yes."""
    for who in ("chantal", "ria"):
        with pytest.raises(Refusal):
            team.do(begin, "chantal", "De Linde", team.key(who))
    assert "Iemand coördineert al." in as_person(team.people["chantal"]).get("/outreach/begin").text
    with team.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.delete(Part).where(Part.kind == COORDINATOR))
    team.do(begin, "chantal", "De Linde", team.key("ria"))


@pytest.mark.parametrize(("who", "said"), [("Niemand", "Niemand gevonden."), ("example", "Niemand gevonden.")])
def test_coordinator_who_is_not_found_is_refused_beside_the_field(
    team: Round, as_person: Callable[[int], FlaskClient], who: str, said: str
) -> None:
    page = as_person(team.people["chantal"]).post("/outreach/begin", data={"name": "Stib", "who": who})
    assert page.status_code == 422
    text = page.get_data(as_text=True)
    assert said in text
    assert 'value="Stib"' in text
    assert team.rows(Partner.name) == [("De Linde",), ("Ouderenbond",)]


def test_somebody_without_a_part_sees_none_of_its_pages(team: Round, as_person: Callable[[int], FlaskClient]) -> None:
    for name, pages in {"ria": ["partners", "wheel"], "wout": ["partners"], "mirjam": ["partners"]}.items():
        browser = as_person(team.people[name])
        assert [browser.get(f"/outreach/{page}").status_code for page in pages] == [403] * len(pages)
    assert as_person(team.people["wout"]).get("/outreach/wheel").status_code == 200


def test_part_is_given_and_ended_in_the_browser(team: Round, as_person: Callable[[int], FlaskClient]) -> None:
    toos, partner = as_person(team.people["toos"]), f"/outreach/partners/{team.partners['Ouderenbond']}"
    assert "Ria" in toos.get(f"{partner}?q=Ria").get_data(as_text=True)
    until = now().date() + timedelta(days=30)
    form = {"kind": VISITOR, "until": until.strftime("%d-%m-%Y")}
    assert toos.post(f"{partner}/people/{team.key('ria')}", data=form).status_code == 303
    page = toos.get(partner).get_data(as_text=True)
    assert page.index("Ria") < page.index("Wout")
    assert toos.post(f"/outreach/parts/{part(team, 'ria', VISITOR)}/end").status_code == 303
    assert team.rows(Part.person_id, Part.kind) == sorted(
        [(team.people["toos"], COORDINATOR), (team.people["wout"], VISITOR), (team.people["mirjam"], "caller")]
    )


@pytest.mark.parametrize("days", [-1, 400])
def test_part_without_a_last_day_within_a_year_is_refused(team: Round, days: int) -> None:
    until = now().date() + timedelta(days=days)
    with pytest.raises(Refusal) as refused:
        team.do(give_part, "toos", team.partners["De Linde"], team.key("ria"), VISITOR, until)
    assert refused.value.field == "until"


def test_part_ends_by_itself_after_its_last_day(team: Round, as_person: Callable[[int], FlaskClient]) -> None:
    with clock.at(at(UNTIL, "12:00")), team.app.app_context():
        assert parts_of(team.people["wout"]) == {VISITOR}
    with clock.at(at(UNTIL + TOMORROW, "12:00")):
        with team.app.app_context():
            assert parts_of(team.people["wout"]) == set()
        assert as_person(team.people["wout"]).get("/outreach/wheel").status_code == 403


def test_last_coordinator_cannot_leave_the_others_alone(team: Round) -> None:
    for act, key in ((end_part, part(team, "toos", COORDINATOR)), (end_partner, team.partners["De Linde"])):
        with pytest.raises(Refusal):
            team.do(act, "toos", key)
    team.do(give_part, "toos", team.partners["Ouderenbond"], team.key("ria"), COORDINATOR, now().date() + TOMORROW)
    team.do(end_partner, "toos", team.partners["De Linde"])
    with team.app.app_context():
        assert [parts_of(team.people[name]) for name in ("toos", "mirjam", "ria")] == [set(), set(), {COORDINATOR}]


def test_somebody_who_is_forgotten_has_no_part_any_more(team: Round) -> None:
    with team.app.app_context():
        told = current_hooks().export_person(team.people["wout"])["outreach"]
        assert json.loads(json.dumps(told)) == told
        assert [(one["organisation"], one["part"]) for one in told["parts"]] == [("Ouderenbond", VISITOR)]
        assert json.loads(json.dumps(told)) == told
        forget(team.actor("wout"), team.people["wout"])
    assert team.people["wout"] not in [person for (person,) in team.rows(Part.person_id)]
