"""After a talk: that it took place, what the person asked for and said yes to, and who does it until it is done."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from app import clock
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.outreach.after import asking, handling, held
from plugins.outreach.after.models import Followup, Held
from plugins.outreach.figures.models import Count
from plugins.outreach.partners.keeping import give_part
from plugins.outreach.replies.keeping import leave
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.reading import talk_with, talks_of, to_plan
from plugins.outreach.talks.rights import sees_address
from tests.factories import at
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import agreed, offered, stage

SOON, LATER = at("2027-03-26", "15:05"), at("2027-03-26", "16:06")
"""An hour after the talk began, and more than another hour later."""


def counts(team: Team) -> dict[tuple[str, str], int]:
    return {(what, kind): number for what, kind, number in team.rows(Count.what, Count.kind, Count.number) if number}


def talked(team: Team, who: str = "wout", form: str = "walk") -> str:
    key = agreed(team)
    with clock.at(SOON):
        team.do(held.took_place, who, key, form)
    return key


def followup(team: Team) -> str:
    return str(team.rows(Followup.id, Followup.public_id)[-1][1])


def asked(team: Team, kind: str = "information", recipient: str = "Ouderenbond") -> str:
    key = talked(team)
    with clock.at(SOON):
        team.do(asking.ask, "wout", key, kind, recipient, True)
    return key


@pytest.mark.both
def test_talk_that_took_place_is_counted_by_its_form_and_taken_back(said: Team) -> None:
    key = talked(said)
    assert (stage(said, key), counts(said)) == (Stage.HELD, {("talk", "walk"): 1})
    with clock.at(SOON):
        said.do(asking.nothing_more, "wout", key)
        assert counts(said) == {("talk", "walk"): 1, ("followup", "none"): 1}
        said.do(held.take_back, "wout", key)
    assert (stage(said, key), counts(said), said.rows(Held.talk_id)) == (Stage.AGREED, {}, [])


def test_only_who_visits_or_plans_tells_it_and_not_before_it_began(said: Team) -> None:
    with pytest.raises(NotAllowed):
        said.do(held.took_place, "wout", offered(said), "home")
    key = agreed(said)
    for moment, may in ((at("2027-03-26", "13:59"), set()), (SOON, {"wout", "anneke", "toos", "mirjam"})):
        for who in said.people:
            with clock.at(moment):
                if who in may:
                    said.do(held.took_place, who, key, "home")
                    said.do(held.take_back, who, key)
                else:
                    with pytest.raises(NotAllowed):
                        said.do(held.took_place, who, key, "home")
    with clock.at(SOON), pytest.raises(Refusal) as refused:
        said.do(held.took_place, "wout", key, "sofa")
    assert (refused.value.field, counts(said)) == ("form", {})


def test_talk_that_did_not_take_place_is_to_be_planned_again(said: Team) -> None:
    key = agreed(said)
    with clock.at(SOON):
        said.do(held.did_not, "anneke", key)
    with said.app.app_context():
        assert (len(to_plan(round_with(said.round))), said.rows(Talk.id), counts(said)) == (1, [], {})


def test_visitors_see_nothing_of_the_person_once_it_took_place(
    said: Team, as_person: Callable[[int], FlaskClient]
) -> None:
    key = asked(said)
    wout, anneke = as_person(said.people["wout"]), as_person(said.people["anneke"])
    with clock.at(SOON), said.app.app_context():
        assert [sees_address(said.actor(who), talk_with(key)) for who in ("wout", "anneke")] == [False, False]
        assert [list(talks_of(said.people[who])) for who in ("wout", "anneke")] == [[], []]
    with clock.at(SOON):
        page = wout.get(f"/outreach/talks/{key}/asked")
        assert (page.status_code, anneke.get(f"/outreach/talks/{key}/asked").status_code) == (200, 403)
    assert "Ouderenbond" in page.text
    assert [word for word in ("Riet", "Kwikstaart", "Verzonnenlaan", "076-000 00 81") if word in page.text] == []
    with clock.at(LATER):
        assert wout.get(f"/outreach/talks/{key}/asked").status_code == 403
        assert wout.post(f"/outreach/talks/{key}/held/undo").status_code == 403


@pytest.mark.parametrize(
    ("kind", "recipient", "yes", "field"),
    [
        ("visit", "Ouderenbond", True, "kind"),
        ("contact", "Ouderenbond", False, "agreed"),
        ("information", "Ouderenbond", True, "recipient"),
    ],
)
def test_nothing_is_written_down_without_a_yes_or_twice(
    said: Team, kind: str, recipient: str, yes: bool, field: str
) -> None:
    key = asked(said)
    with clock.at(SOON), pytest.raises(Refusal) as refused:
        said.do(asking.ask, "wout", key, kind, recipient, yes)
    assert (refused.value.field, len(said.rows(Followup.id))) == (field, 1)


def test_only_who_took_it_on_sees_whom_to_call_and_the_person_sees_who_looked(
    said: Team, as_person: Callable[[int], FlaskClient], client: FlaskClient
) -> None:
    asked(said)
    key = followup(said)
    said.do(give_part, "toos", said.partners["Ouderenbond"], said.key("ria"), "caller", date(2027, 6, 30))
    for who in said.people.keys() - {"toos"}:
        with pytest.raises(NotAllowed):
            said.do(handling.give, who, key, said.key("ria"))
    with pytest.raises(Refusal) as refused:
        said.do(handling.give, "toos", key, said.key("chantal"))
    assert refused.value.field == "who"
    said.do(handling.give, "toos", key, said.key("ria"))
    for who in said.people.keys() - {"ria"}:
        with pytest.raises(NotAllowed):
            said.do(handling.look, who, key)
    ria = as_person(said.people["ria"])
    assert "Riet" not in ria.get("/outreach/taken").text
    page = ria.post(f"/outreach/taken/{key}").text
    assert [word in page for word in ("Riet Kwikstaart", "076-000 00 81", "Verzonnenlaan 14")] == [True] * 3
    own = client.get(f"/outreach/mine/{said.codes[-1]}").get_data(as_text=True)
    assert "Ouderenbond krijgt uw naam, telefoonnummer en adres." in own
    assert "Ria doet het, of geeft het door." in own
    assert 'Ria <span class="wij-line__where">Ouderenbond</span>' in own  # looked, and for whom
    assert said.rows(Look.person_id) == [(said.people["ria"],)]


@pytest.mark.parametrize("kind", ["activity", "contact"])
def test_address_is_for_information_at_home_only(
    said: Team, kind: str, as_person: Callable[[int], FlaskClient]
) -> None:
    asked(said, kind, "Buurtzorg")
    said.do(handling.give, "toos", followup(said), said.key("mirjam"))
    page = as_person(said.people["mirjam"]).post(f"/outreach/taken/{followup(said)}").text
    assert [word in page for word in ("Riet Kwikstaart", "076-000 00 81", "Verzonnenlaan 14")] == [True, True, False]


def test_what_is_done_is_counted_and_gone(said: Team) -> None:
    asked(said)
    key = followup(said)
    said.do(handling.give, "toos", key, said.key("wout"))
    with clock.at(at("2027-04-02", "10:00")):
        with pytest.raises(NotAllowed):
            said.do(handling.done, "anneke", key)
        said.do(handling.done, "wout", key)
        with pytest.raises(NotFound):
            said.do(handling.look, "wout", key)
    assert (said.rows(Followup.id), said.rows(Talk.handled_on)) == ([], [(date(2027, 4, 2),)])
    assert counts(said) == {("talk", "walk"): 1, ("followup", "information"): 1}


def test_person_takes_back_each_thing_on_their_own_page(said: Team, client: FlaskClient) -> None:
    asked(said)
    key, own = followup(said), f"/outreach/mine/{said.codes[-1]}"
    assert client.post(f"{own}/asked/{key}x/off").status_code == 404
    assert client.post(f"{own}/asked/{key}/off").status_code == 303
    assert (said.rows(Followup.id), counts(said)) == ([], {("talk", "walk"): 1})
    assert "Niemand krijgt iets van u." in client.get(own).get_data(as_text=True)


def test_coordinator_takes_it_back_for_them(said: Team) -> None:
    asked(said)
    with pytest.raises(NotAllowed):
        said.do(handling.withdraw_for, "mirjam", followup(said))
    said.do(handling.withdraw_for, "toos", followup(said))
    assert said.rows(Followup.id) == []


def test_all_deleted_after_the_talk_is_still_a_yes(said: Team) -> None:
    asked(said)
    with said.app.app_context():
        leave(said.codes[-1])
    assert said.rows(Round.yes, Round.no) == [(1, 0)]
    assert (said.rows(Reply.id), said.rows(Followup.id), said.rows(Held.talk_id)) == ([], [], [])
    assert counts(said) == {("talk", "walk"): 1}


def test_visitor_and_coordinator_go_through_it_in_pages(said: Team, as_person: Callable[[int], FlaskClient]) -> None:
    key = agreed(said)
    wout, toos = as_person(said.people["wout"]), as_person(said.people["toos"])
    with clock.at(SOON):
        assert f"/outreach/talks/{key}/held" in wout.get("/outreach/visiting").text
        page = wout.post(f"/outreach/talks/{key}/held", data={"form": "home"}, follow_redirects=True).text
        assert f"/outreach/talks/{key}/held/undo" in page
        wrong = wout.post(f"/outreach/talks/{key}/asked", data={"kind": "contact", "recipient": "Buurtzorg"})
        assert (wrong.status_code, 'value="Buurtzorg"' in wrong.text) == (422, True)
        assert "Riet Kwikstaart" in toos.get(f"/outreach/rounds/{said.round}/asked").text
        data = {"kind": "contact", "recipient": "Buurtzorg", "agreed": "y"}
        assert wout.post(f"/outreach/talks/{key}/asked", data=data).status_code == 303
        assert wout.post(f"/outreach/talks/{key}/asked/all").status_code == 303
    assert [toos.get(f"/outreach/{page}").status_code for page in (f"asked/{followup(said)}", "taken")] == [200, 200]
    given = {"who": said.key("toos")}
    assert toos.post(f"/outreach/asked/{followup(said)}/give", data=given).status_code == 303
    assert toos.post(f"/outreach/asked/{followup(said)}/done").status_code == 303
    assert counts(said) == {("talk", "home"): 1, ("followup", "contact"): 1}
