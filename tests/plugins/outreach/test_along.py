"""Going along: an activity, a companion, both say yes; then a name, until it has been; and only counts are left."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock
from app.db import db
from app.notices.models import Notice
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.outreach.after import handling
from plugins.outreach.after.mine import export
from plugins.outreach.after.models import Followup
from plugins.outreach.handover import answering, choosing
from plugins.outreach.handover.models import Again, Along
from plugins.outreach.replies import expiring
from plugins.outreach.replies.models import Look
from tests.factories import at
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.test_after import asked, counts, followup

DAY = date(2027, 4, 1)
DURING, AFTER = at("2027-04-01", "16:00"), at("2027-04-02", "10:00")


def arranged(team: Team) -> str:
    """Coffee is chosen for Riet, and Ria is asked."""
    asked(team, "activity", "De Linde")
    key = followup(team)
    team.do(choosing.choose_other, "toos", key, "Koffie in het huis", DAY)
    team.do(choosing.ask, "toos", key, team.key("ria"))
    return str(team.rows(Along.public_id)[0][0])


def both(team: Team) -> str:
    key = arranged(team)
    team.do(answering.answer, "ria", key, True)
    with team.app.app_context():
        answering.agree_own(team.codes[-1], key, True)
    return key


def told(team: Team) -> Sequence[tuple[str, str]]:
    """Kind and params of each notice that may still go out."""
    return [
        (kind, params) for kind, params, state in team.rows(Notice.kind, Notice.params, Notice.state) if "along" in kind
    ]


@pytest.mark.both
def test_name_is_seen_once_both_said_yes_and_until_it_has_been(said: Team) -> None:
    key = arranged(said)
    with pytest.raises(NotAllowed):
        said.do(answering.look, "ria", key)
    said.do(answering.answer, "ria", key, True)
    with pytest.raises(NotAllowed):
        said.do(answering.look, "ria", key)
    said.do(answering.agree_for, "toos", followup(said), True)
    for who in said.people.keys() - {"ria"}:
        with pytest.raises(NotFound):
            said.do(answering.look, who, key)
    with clock.at(DURING):
        said.do(answering.look, "ria", key)
    assert said.rows(Look.person_id) == [(said.people["ria"],)]
    with clock.at(AFTER), pytest.raises(NotAllowed):
        said.do(answering.look, "ria", key)


def test_going_together_is_counted_and_only_a_question_stays(said: Team) -> None:
    key = both(said)
    with pytest.raises(Refusal):
        said.do(answering.been, "ria", key)
    with clock.at(AFTER):
        said.do(answering.been, "ria", key)
        assert (said.rows(Along.title), said.rows(Followup.id)) == ([], [])
        assert counts(said) == {("talk", "walk"): 1, ("followup", "activity"): 1}
        ((question, title),) = said.rows(Again.public_id, Again.title)
        with pytest.raises(NotFound):
            said.do(answering.again, "wout", question, True)
        said.do(answering.again, "ria", question, True)
    assert (title, said.rows(Again.id)) == ("Koffie in het huis", [])
    assert counts(said)["again", "once"] == 1


def test_no_of_either_leaves_it_open_for_somebody_else(said: Team) -> None:
    key = arranged(said)
    said.do(answering.answer, "ria", key, False)
    assert said.rows(Along.companion_id, Along.title) == [(None, "Koffie in het huis")]
    said.do(choosing.ask, "toos", followup(said), said.key("ria"))
    said.do(answering.answer, "ria", key, True)
    with said.app.app_context():
        answering.agree_own(said.codes[-1], key, False)
    assert said.rows(Along.companion_id, Along.yes_on) == [(None, None)]
    with pytest.raises(NotFound):
        said.do(answering.look, "ria", key)


def test_another_activity_or_companion_is_a_new_question(said: Team) -> None:
    key = both(said)
    said.do(choosing.choose_other, "toos", followup(said), "Wandelen", DAY)
    assert said.rows(Along.title, Along.companion_id, Along.agreed_on) == [("Wandelen", None, None)]
    said.do(choosing.ask, "toos", followup(said), said.key("wout"))
    with pytest.raises(NotFound):
        said.do(answering.answer, "ria", key, True)


def test_only_who_took_it_on_or_coordinates_arranges_it(said: Team) -> None:
    asked(said, "activity", "De Linde")
    key = followup(said)
    said.do(handling.give, "toos", key, said.key("mirjam"))
    for who in ("wout", "anneke", "ria", "chantal"):
        with pytest.raises(NotAllowed):
            said.do(choosing.choose_other, who, key, "Koffie", DAY)
    said.do(choosing.choose_other, "mirjam", key, "Koffie", DAY)
    for day in (date(2027, 3, 14), date(2027, 6, 1)):
        with pytest.raises(Refusal) as refused:
            said.do(choosing.choose_other, "mirjam", key, "Koffie", day)
        assert refused.value.field == "day"
    with pytest.raises(Refusal):
        said.do(choosing.choose, "mirjam", key, "activities/occurrence/none")
    assert said.rows(Along.title) == [("Koffie",)]


def test_notices_name_nobody_and_go_no_further_than_true(said: Team) -> None:
    key = both(said)
    with said.app.app_context():
        handling.withdraw_own(said.codes[-1], followup(said))
    kinds = [kind for kind, _params in told(said)]
    assert kinds.count("outreach.along_not_needed") == 1
    assert [mark for _kind, params in told(said) for mark in ("Riet", "Kwikstaart", "076-000") if mark in params] == []
    assert said.rows(Along.title) == []
    assert key


def test_question_about_a_second_time_goes_after_six_weeks_and_at_closing(said: Team) -> None:
    key = both(said)
    with clock.at(AFTER):
        said.do(answering.been, "ria", key)
    with said.app.app_context():
        assert export(said.people["ria"]) == {"went_along": [{"to": "Koffie in het huis", "asked_until": "2027-05-14"}]}
    for moment, left in ((at("2027-05-14", "03:00"), 1), (at("2027-05-15", "03:00"), 0)):
        with clock.at(moment), said.app.app_context():
            expiring.expire()
        assert len(said.rows(Again.id)) == left


def test_it_is_arranged_in_pages(said: Team, as_person: Callable[[int], FlaskClient], client: FlaskClient) -> None:
    asked(said, "activity", "De Linde")
    toos, ria, key = as_person(said.people["toos"]), as_person(said.people["ria"]), followup(said)
    page = f"/outreach/asked/{key}/along"
    assert toos.post(f"{page}/other", data={"title": "Koffie", "day": "2027-04-01"}).status_code == 303
    assert f'value="{said.key("ria")}"' in toos.get(f"{page}?q=Ria").text
    assert toos.post(f"{page}/who", data={"who": "nobody"}).status_code == 422
    assert toos.post(f"{page}/who", data={"who": said.key("ria")}).status_code == 303
    ((along,),) = said.rows(Along.public_id)
    assert "Koffie" in ria.get("/me").text
    asks = ria.get(f"/outreach/along/{along}").text
    assert ("Koffie" in asks, "Riet" in asks) == (True, False)
    assert ria.post(f"/outreach/along/{along}", data={"answer": "yes"}).status_code == 303
    own = f"/outreach/mine/{said.codes[-1]}"
    assert "Ria gaat graag mee." in client.get(own).get_data(as_text=True)
    assert client.post(f"/outreach/mine/{said.codes[-1]}/along/{along}", data={"answer": "yes"}).status_code == 303
    who = ria.post(f"/outreach/along/{along}/who").text
    assert ("Riet Kwikstaart" in who, "076-000 00 81" in who, "Verzonnenlaan" in who) == (True, True, False)
    with clock.at(AFTER):
        assert ria.post(f"/outreach/along/{along}/been", data={"answer": "yes"}).status_code == 303
        ((again,),) = said.rows(Again.public_id)
        assert "Kwam een tweede keer" in ria.get("/outreach/along").text
        assert ria.post(f"/outreach/along/{again}/again", data={"answer": "yes"}).status_code == 303
    assert counts(said)["again", "once"] == 1
    with said.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Again)) == 0


@pytest.mark.parametrize("agrees", [True, False])
def test_companion_who_is_forgotten_is_no_companion(
    said: Team, as_person: Callable[[int], FlaskClient], client: FlaskClient, agrees: bool
) -> None:
    key = both(said) if agrees else arranged(said)
    said.do(answering.answer, "ria", key, True)
    with said.app.app_context():
        forget(said.actor("ria"), said.people["ria"])
    arranging = as_person(said.people["toos"]).get(f"/outreach/asked/{followup(said)}/along")
    own = client.get(f"/outreach/mine/{said.codes[-1]}")
    assert [page.status_code for page in (arranging, own)] == [200, 200]
    assert "Nog niemand gevraagd" in arranging.text
    assert "We zoeken iemand die meegaat." in own.text


def test_only_who_coordinates_looks_up_somebody_of_the_house(
    said: Team, as_person: Callable[[int], FlaskClient]
) -> None:
    asked(said, "activity", "De Linde")
    key = followup(said)
    said.do(handling.give, "toos", key, said.key("mirjam"))
    said.do(choosing.choose_other, "mirjam", key, "Koffie", DAY)
    page, chantal = f"/outreach/asked/{key}/along?q=Chantal", said.key("chantal")
    for who, sees in (("toos", True), ("mirjam", False)):
        found = as_person(said.people[who]).get(page)
        assert (found.status_code, chantal in found.text) == (200, sees)
