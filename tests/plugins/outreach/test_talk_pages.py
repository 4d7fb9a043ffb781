"""Pages of a talk: for who plans, who visits, and the person themselves. Who sees what, and what each step does."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.refusals import Refusal
from plugins.outreach.replies.answering import Wish, say_yes
from plugins.outreach.replies.keeping import change_own
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.keeping import RoundValues, change_round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.moments import offer
from plugins.outreach.talks.planning import plan, step_back
from plugins.outreach.talks.reading import to_confirm, to_plan
from plugins.outreach.visitors.keeping import PaperValues, WishValues, pair, tell_papers, tell_wishes
from tests.plugins.outreach.conftest import WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import FRIDAY, TUESDAY, WEEK, agreed, offered, planned, reply, stage

AsPerson = Callable[[int], FlaskClient]
SECRETS = (WISH.name, WISH.address, WISH.phone)


def page(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    found = client.get(f"/outreach/{path}")
    assert found.status_code == status
    return BeautifulSoup(found.data, "html.parser")


def text(one: BeautifulSoup) -> str:
    main = one.select_one("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def test_planner_chooses_a_week_and_one_of_two_pairs_that_say_why_they_fit(said: Team, as_person: AsPerson) -> None:
    said.do(tell_papers, "toos", said.key("sjef"), PaperValues(
        trained_on=date(2027, 1, 5), pass_number="K9", conduct_seen_on=date(2027, 1, 6)))  # fmt: skip
    said.do(pair, "toos", said.key("wout"), said.key("anneke"))
    mirjam, path = as_person(said.people["mirjam"]), f"rounds/{said.round}/plan/{reply(said)}"
    listed = text(page(mirjam, f"rounds/{said.round}/talks"))
    assert WISH.name in listed
    assert not any(secret in listed for secret in SECRETS[1:])
    found = page(mirjam, f"{path}?week=2027-03-29")
    buttons = found.select("ul.wij-choices.same button.wij-choice")
    assert len(buttons) == 2  # of the three that there could be
    why = " ".join(buttons[0].get_text(" ").split())
    assert why == (
        "Anneke en Wout Ze gaan vaker samen. Allebei gaan ze overal heen. Nederlands: Anneke en Wout. "
        "Gesprekken in april: Anneke 0 van 2, Wout 0 van 2."
    )
    assert len(found.select("select[name=week] option")) == 8
    sent = {"week": "2027-03-29", "pair": str(buttons[0]["value"])}
    assert mirjam.post(f"/outreach/{path}", data=sent).status_code == 303
    assert said.rows(Talk.week) == [(date(2027, 3, 29),)]
    shown = text(page(mirjam, f"rounds/{said.round}/talks"))
    assert "Week van 29 maart tot en met 4 april Riet Kwikstaart" in shown


def test_planner_hears_in_words_why_no_pair_fits_and_may_name_two(said: Team, as_person: AsPerson) -> None:
    said.do(pair, "toos", said.key("wout"), said.key("anneke"))
    said.do(tell_wishes, "wout", WishValues(languages=("taal-nl",), areas=(), talks=0))
    mirjam, path = as_person(said.people["mirjam"]), f"rounds/{said.round}/plan/{reply(said)}"
    assert "Anneke en Wout: ze hebben die maand zoveel gesprekken als ze graag willen." in text(page(mirjam, path))
    said.do(tell_wishes, "wout", WishValues(languages=("taal-tr",), areas=(said.district["Molenrand"],), talks=1))
    assert "Anneke en Wout: ze gaan liever naar andere wijken." in text(page(mirjam, path))
    wrong = mirjam.post(f"/outreach/{path}", data={"week": "2027-03-22", "one": said.key("sjef"), "other": "a\x00"})
    assert (wrong.status_code, said.rows(Talk.id)) == (422, [])
    both = {"week": "2027-03-22", "one": said.key("wout"), "other": said.key("anneke")}
    assert mirjam.post(f"/outreach/{path}", data=both).status_code == 303


def test_round_without_who_visits_says_so(said: Team, as_person: AsPerson) -> None:
    linde = said.partners["De Linde"]
    roles = {"invites": (linde,), "visits": (), "phones": (linde,)}
    said.do(change_round, "toos", said.round, RoundValues(roles=roles, phone="076-000 00 01"))
    path = f"rounds/{said.round}/plan/{reply(said)}"
    assert "nog geen organisatie die bezoekt" in text(page(as_person(said.people["toos"]), path))


def test_who_comes_instead_must_be_free_at_the_moments(said: Team) -> None:
    agreed(said)
    said.do(tell_papers, "toos", said.key("sjef"), PaperValues(
        trained_on=date(2027, 1, 5), pass_number="K9", conduct_seen_on=date(2027, 1, 6)))  # fmt: skip
    with said.app.app_context():
        say_yes(said.codes[1], WISH)
        second = next(one.public_id for one in to_plan(round_with(said.round)))
    both = (said.key("sjef"), said.key("wout"))
    key = said.do(plan, "toos", said.round, second, WEEK, both)
    said.do(step_back, "wout", key)
    said.do(offer, "sjef", key, TUESDAY, FRIDAY)
    with pytest.raises(Refusal) as refused:
        said.do(plan, "toos", said.round, second, WEEK, both)  # Wout has that other talk on Friday
    assert (refused.value.field, stage(said, key)) == ("visitors", Stage.OFFERED)
    said.do(plan, "toos", said.round, second, date(2027, 3, 29), both)


def test_visitor_sees_no_name_before_the_agreement_and_the_address_by_a_look_after_it(
    said: Team, as_person: AsPerson
) -> None:
    key, wout = planned(said), as_person(said.people["wout"])
    assert "Een gesprek thuis, Klaverveld" in text(page(wout, "visiting"))
    before = page(wout, f"visiting/{key}")
    assert not any(secret in str(before) for secret in SECRETS)
    assert wout.post(f"/outreach/visiting/{key}/address").status_code == 403
    sent = {"first": "2027-03-23", "first_clock": "10.00", "second": "26-03-2027", "second_clock": "14:00"}
    wrong = wout.post(f"/outreach/visiting/{key}/offer", data={**sent, "second": "2027-03-30"})
    assert (wrong.status_code, stage(said, key)) == (422, Stage.PLANNED)
    assert 'value="10.00"' in wrong.text
    assert wout.post(f"/outreach/visiting/{key}/offer", data=sent).status_code == 303
    assert said.rows(Talk.first, Talk.second) == [(TUESDAY, FRIDAY)]
    agreed(said)
    after = page(wout, f"visiting/{key}")
    assert "vrijdag 26 maart, 14:00".capitalize() in text(after)
    assert not any(secret in str(after) for secret in SECRETS)
    seen = wout.post(f"/outreach/visiting/{key}/address")
    assert all(secret in seen.text for secret in SECRETS)
    assert seen.headers["Cache-Control"] == "no-store"
    assert said.rows(Look.person_id) == [(said.people["wout"],)]
    assert wout.get(f"/outreach/visiting/{key}/address").status_code == 303
    for who, status in (("sjef", 403), ("ria", 403), ("mirjam", 403)):
        assert as_person(said.people[who]).get(f"/outreach/visiting/{key}").status_code == status
    assert wout.post(f"/outreach/visiting/{key}/back").status_code == 303
    assert wout.get(f"/outreach/visiting/{key}").status_code == 403
    assert wout.get(f"/outreach/talks/{key}").status_code == 403


def test_person_chooses_with_their_code_changes_and_asks_for_others(said: Team, client: FlaskClient) -> None:
    key, own = planned(said), f"mine/{said.codes[-1]}"
    first = text(page(client, own))
    assert "Binnenkort kiest u hier uit twee momenten." in first
    assert (
        "U praat met Anneke en Wout, van Ouderenbond." in first
        or "U praat met Wout en Anneke, van Ouderenbond." in first
    )
    offered(said)
    buttons = page(client, own).select("ul.wij-choices.same button[name=moment]")
    assert [" ".join(one.get_text(" ").split()) for one in buttons] == [
        "Dinsdag 23 maart 10:00",
        "Vrijdag 26 maart 14:00",
    ]
    for bad in ("", "x", "2027-03-24T10:00:00+00:00", "2027-03-23T10:00:00"):
        wrong = client.post(f"/outreach/{own}/choose", data={"moment": bad})
        assert (wrong.status_code, stage(said, key)) == (422, Stage.OFFERED)
    assert client.post(f"/outreach/{own}/choose", data={"moment": buttons[1]["value"]}).status_code == 303
    assert said.rows(Talk.starts) == [(FRIDAY,)]
    assert "Afgesproken: vrijdag 26 maart 2027, om 14:00 uur" in text(page(client, own))
    assert client.post(f"/outreach/{own}/neither", data={"words": "x" * 121}).status_code == 422
    assert client.post(f"/outreach/{own}/neither", data={"words": "In de ochtend"}).status_code == 303
    assert (said.rows(Reply.moment), stage(said, key)) == ([("In de ochtend",)], Stage.PLANNED)


def test_they_are_told_once_more_by_letter_call_or_mail_after_a_look(said: Team, as_person: AsPerson) -> None:
    key, mirjam = offered(said), as_person(said.people["mirjam"])
    assert mirjam.post(f"/outreach/talks/{key}/tell").status_code == 303
    assert said.rows(Look.id) == []
    agreed(said)
    with said.app.app_context():
        assert [one.public_id for one in to_confirm(round_with(said.round))] == [key]
        wish = Wish(name=WISH.name, form="home", address=WISH.address, reach="mail mij: riet@example.org")
        change_own(said.codes[-1], wish)
    assert not any(secret in str(page(mirjam, f"talks/{key}")) for secret in (WISH.address, "riet@example.org"))
    found = BeautifulSoup(mirjam.post(f"/outreach/talks/{key}/tell").data, "html.parser")
    letter = found.select_one("article.wij-sheet")
    assert letter is not None
    words = " ".join(letter.get_text(" ").split())
    for part in (WISH.name, WISH.address, "Vrijdag 26 maart 2027 om 14:00 uur", "Wout", "Ouderenbond", "076-000 00 01"):
        assert part in words
    mail = str(found.select("a[href^='mailto:']")[0]["href"])
    assert mail.startswith("mailto:riet@example.org?subject=Uw%20gesprek&body=Beste%20buur")
    assert WISH.address not in mail
    assert len(said.rows(Look.id)) == 1
    assert mirjam.post(f"/outreach/talks/{key}/told", data={"how": "pigeon"}).status_code == 303
    assert said.rows(Talk.confirmed_by) == [(None,)]
    assert mirjam.post(f"/outreach/talks/{key}/told", data={"how": "letter"}).status_code == 303
    assert said.rows(Talk.confirmed_by) == [("letter",)]
    with said.app.app_context():
        assert to_confirm(round_with(said.round)) == []


def test_planner_takes_every_step_for_who_phones(said: Team, as_person: AsPerson) -> None:
    key, mirjam = planned(said), as_person(said.people["mirjam"])
    sent = {"first": "2027-03-23", "first_clock": "10:00", "second": "2027-03-26", "second_clock": "14:00"}
    assert mirjam.post(f"/outreach/talks/{key}/offer", data={**sent, "first_clock": "7:00"}).status_code == 422
    assert mirjam.post(f"/outreach/talks/{key}/offer", data=sent).status_code == 303
    assert mirjam.post(f"/outreach/talks/{key}/choose", data={"moment": "morgen"}).status_code == 422
    assert mirjam.post(f"/outreach/talks/{key}/choose", data={"moment": TUESDAY.isoformat()}).status_code == 303
    assert stage(said, key) is Stage.AGREED
    said.do(step_back, "wout", key)
    assert "Er mist een bezoeker." in text(page(mirjam, f"talks/{key}"))
    assert mirjam.post(f"/outreach/talks/{key}/neither", data={"words": ""}).status_code == 303
    assert mirjam.post(f"/outreach/talks/{key}/off").status_code == 303
    assert said.rows(Talk.id) == []
    for who in ("wout", "anneke", "ria"):
        assert as_person(said.people[who]).get(f"/outreach/rounds/{said.round}/talks").status_code == 403
