"""An administrator sees nobody, or looks with a reason: for an hour, told at once, ended at once, each look seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock, notices
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.privacy import retention
from app.refusals import NotAllowed, Refusal
from plugins.outreach.partners.keeping import add_partner, give_part
from plugins.outreach.partners.models import COORDINATOR, Part
from plugins.outreach.reasons import keeping
from plugins.outreach.reasons.models import Access
from plugins.outreach.reasons.wording import is_a_sentence, leads_to_somebody
from plugins.outreach.replies import expiring
from plugins.outreach.replies.keeping import look
from plugins.outreach.replies.models import Look
from tests.factories import Make, at
from tests.plugins.outreach.conftest import UNTIL, WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import reply

AsPerson = Callable[[int], FlaskClient]
WHY = "Twee brieven kwamen terug en Toos is ziek"
NOW = at("2027-03-15", "10:00")


def pages(team: Team) -> tuple[tuple[str, str], ...]:
    """What an administrator may only see with a reason: method and address."""
    names = f"/outreach/reason/{team.round}"
    return ("get", names), ("post", f"{names}/{reply(team)}"), ("post", f"{names}/end")


def answers(client: FlaskClient, team: Team) -> list[int]:
    return [getattr(client, method)(path).status_code for method, path in pages(team)]


@pytest.mark.parametrize(
    ("words", "sentence", "leads"),
    [
        (WHY, True, False),
        ("Is nodig", False, False),
        ("Zij is ziek, bel 076-000 00 81 terug", True, True),
        ("Ga langs op Verzonnenlaan 14 alsjeblieft", True, True),
        ("Mail haar op riet@example.org graag vandaag", True, True),
        ("Sinds 3 mei 2027 belt er niemand", True, False),
    ],
)
def test_reason_is_a_sentence_that_leads_to_nobody(words: str, sentence: bool, leads: bool) -> None:
    assert (is_a_sentence(words), leads_to_somebody(words)) == (sentence, leads)


def test_whoever_sees_the_round_by_a_part_goes_by_it_and_gives_no_reason(said: Team, make: Make) -> None:
    make.role(said.people["toos"], said.house, "administrator")
    with pytest.raises(Refusal):
        said.do(keeping.open_with, "toos", said.round, WHY)
    said.do(look, "toos", said.round, reply(said))
    assert None not in {partner for (partner,) in said.rows(Look.partner_id)}


def test_without_a_reason_nothing_is_seen_and_without_words_there_is_none(said: Team, as_person: AsPerson) -> None:
    chantal = as_person(said.people["chantal"])
    assert answers(chantal, said) == [403, 403, 403]
    asked = chantal.get("/outreach/reason").get_data(as_text=True)
    assert "Noem geen naam of adres" in asked
    assert WISH.name not in asked
    for words in ("", "   ", "kort", "Even kijken graag", "Bel 076-000 00 81 dan maar"):
        refused = chantal.post("/outreach/reason", data={"round": said.round, "reason": words})
        assert refused.status_code == 422
    assert (said.rows(Access.id), said.rows(Notice.kind).count(("outreach.access",))) == ([], 0)
    for who in ("toos", "mirjam", "wout", "ria"):
        assert as_person(said.people[who]).get("/outreach/reason").status_code == 403
        with pytest.raises(NotAllowed):
            said.do(keeping.open_with, who, said.round, WHY)


def test_with_a_reason_all_who_coordinate_hear_it_at_once_and_each_look_is_seen(
    said: Team, as_person: AsPerson, client: FlaskClient, make: Make
) -> None:
    for name, partner, kind in (("els", "Ouderenbond", COORDINATOR), ("kees", "Welzijn", COORDINATOR)):
        said.people[name] = make.person(name.title(), email=f"{name}@example.org")
        if partner not in said.partners:
            said.partners[partner] = said.do(add_partner, "toos", partner, "")
        said.do(give_part, "toos", said.partners[partner], said.key(name), kind, UNTIL)
    chantal = as_person(said.people["chantal"])
    done = chantal.post("/outreach/reason", data={"round": said.round, "reason": WHY})
    assert done.headers["Location"] == f"/outreach/reason/{said.round}"
    told = said.rows(Notice.person_id, Notice.kind, Notice.params)
    told = [row for row in told if row[1] == "outreach.access"]
    assert {row[0] for row in told} == {said.people[name] for name in ("toos", "els")}  # Welzijn has no role
    assert not any(secret in params for _person, _kind, params in told for secret in (WHY, WISH.name, "Chantal"))
    listed = chantal.get(done.headers["Location"]).get_data(as_text=True)
    assert WISH.name in listed
    assert not any(secret in listed for secret in (WISH.address, WISH.phone))
    seen = chantal.post(f"{done.headers['Location']}/{reply(said)}").get_data(as_text=True)
    assert all(secret in seen for secret in (WISH.name, WISH.address, WISH.phone))
    assert said.rows(Look.person_id, Look.partner_id) == [(said.people["chantal"], None)]
    own = client.get(f"/outreach/mine/{said.codes[-1]}").get_data(as_text=True)
    assert "Chantal" in own
    assert "Beheerder van het huis, met een reden die de organisaties meteen hoorden" in own
    (line,) = [row for row in said.rows(LogLine.verb, LogLine.ref, LogLine.label) if "outreach.access" in row[0]]
    assert line == ("outreach.access.opened", f"outreach/round/{said.round}", "Klaverveld")
    assert chantal.get(f"/outreach/rounds/{said.round}/replies").status_code == 403


def test_it_lasts_an_hour_and_a_coordinator_of_the_round_ends_it_at_once(said: Team, as_person: AsPerson) -> None:
    chantal, toos, mirjam = (as_person(said.people[name]) for name in ("chantal", "toos", "mirjam"))
    said.do(keeping.open_with, "chantal", said.round, WHY)
    with clock.at(NOW + timedelta(minutes=59)):
        assert answers(chantal, said)[:2] == [200, 200]
    with clock.at(NOW + timedelta(minutes=60)):
        assert answers(chantal, said) == [403, 403, 403]
        said.do(keeping.open_with, "chantal", said.round, "Nog een keer, om dezelfde reden")
        page = f"/outreach/rounds/{said.round}"
        assert WHY not in mirjam.get(page).get_data(as_text=True)
        assert toos.get(page).get_data(as_text=True).count("Nu stoppen") == 1
        key = said.rows(Access.opened, Access.public_id)[-1][1]
        for client, status in ((mirjam, 403), (toos, 303)):
            assert client.post(f"/outreach/reasons/{key}/end").status_code == status
        assert answers(chantal, said) == [403, 403, 403]
        ended = toos.get(page).get_data(as_text=True)
        assert WHY in ended
        assert "Nu stoppen" not in ended


def test_who_is_administrator_no_longer_or_acts_for_others_looks_no_more(said: Team) -> None:
    said.do(keeping.open_with, "chantal", said.round, WHY)
    with said.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE role SET until = '2027-03-14'"))
    with pytest.raises(NotAllowed):
        said.do(keeping.look, "chantal", said.round, reply(said))
    assert said.rows(Look.id) == []


def test_notice_names_who_and_why_and_never_who_would_like_a_talk(said: Team) -> None:
    said.do(keeping.open_with, "chantal", said.round, WHY)
    with said.app.test_request_context(headers={"Accept-Language": "nl"}):
        kind = notices.kinds.find("outreach.access")
        assert kind.prepare is not None
        (access,) = db.session.scalars(sa.select(Access))
        values = kind.prepare({"access": access.ref})
        assert values is not None
        text = said.app.jinja_env.get_template(kind.template).render(zone=clock.now().tzinfo, **values)
    assert all(words in text for words in ("Chantal", WHY, "Klaverveld"))
    assert not any(secret in text for secret in (WISH.name, WISH.address, WISH.phone))


def test_nobody_to_tell_is_no_reason(said: Team) -> None:
    with said.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.delete(Part).where(Part.kind == COORDINATOR))
    with pytest.raises(Refusal) as refused:
        said.do(keeping.open_with, "chantal", said.round, WHY)
    assert (refused.value.field, said.rows(Access.id)) == ("round", [])


def test_reason_goes_with_the_round_and_after_a_year(said: Team) -> None:
    said.do(keeping.open_with, "chantal", said.round, WHY)
    with clock.at(at("2028-03-16", "03:00")), said.app.app_context():
        retention.run()
    assert said.rows(Access.id) == []
    said.do(keeping.open_with, "chantal", said.round, WHY)
    said.do(expiring.close_round, "toos", said.round)
    assert said.rows(Access.id) == []
    with pytest.raises(Refusal):
        said.do(keeping.open_with, "chantal", said.round, WHY)
