"""The documents of a round: made from its settings and from what the code does, and nobody of 75 or older in them."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from dateutil.relativedelta import relativedelta
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.db import Base, db
from app.refusals import NotFound
from plugins.outreach.after.asking import ask
from plugins.outreach.after.handling import give
from plugins.outreach.after.held import took_place
from plugins.outreach.after.models import Followup
from plugins.outreach.after.rights import has_taken
from plugins.outreach.agreements import kept
from plugins.outreach.agreements.seeing import SEES, Looker, Phase, Sight, by_sight
from plugins.outreach.partners.keeping import add_partner, give_part
from plugins.outreach.partners.models import CALLER, COORDINATOR, VISITOR
from plugins.outreach.replies.expiring import close_round
from plugins.outreach.replies.keeping import own_reply
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.keeping import RoundValues, change_round, write_letter
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import sees
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.reading import talk_of, talks_of
from plugins.outreach.talks.rights import sees_address, visits
from tests.factories import Make, at
from tests.plugins.outreach.conftest import UNTIL, WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import agreed, planned

AsPerson = Callable[[int], FlaskClient]
SOON = at("2027-03-26", "15:05")
"""An hour after the talk began."""
DOCUMENTS = ("together", "check", "leak")


def pages(browser: FlaskClient, team: Team) -> dict[str, BeautifulSoup]:
    """The three documents as somebody reads them."""
    address = f"/outreach/rounds/{team.round}/agreements"
    return {one: BeautifulSoup(browser.get(f"{address}/{one}").data, "html.parser") for one in DOCUMENTS}


def parties(page: BeautifulSoup, caption: str) -> list[tuple[str, str]]:
    """The rows of a table: what it says, and what is beside it ("" to fill in with a pen)."""
    table = next(one for one in page.select("table") if one.select_one("caption").get_text() == caption)  # type: ignore[union-attr]
    rows = [(row.select_one("th"), row.select_one("td")) for row in table.select("tr")]
    for one in table.select(".visually-hidden"):
        one.decompose()
    return [(head.get_text(", ", strip=True), cell.get_text(" ", strip=True)) for head, cell in rows if head and cell]


def has(page: BeautifulSoup, *words: str) -> list[bool]:
    """Whether a page says each of these."""
    text = " ".join(page.get_text(" ").split())
    return [one in text for one in words]


def test_other_settings_make_other_documents(going: Team, as_person: AsPerson) -> None:
    toos, linde, union = as_person(going.people["toos"]), going.partners["De Linde"], going.partners["Ouderenbond"]
    names, numbers = "Organisaties en hun telefoonnummers", ("076-000 00 01", "076-000 00 99")
    reminder = ("Er is geen herinnering.", "Er is één herinnering.", "Nederlands en Engels")
    before = pages(toos, going)
    for one in ("together", "check"):
        assert parties(before[one], names) == [
            ("De Linde, nodigt uit en belt", ""),
            ("Ouderenbond, nodigt uit en gaat op bezoek", "076-000 00 71"),
        ]
        assert has(before[one], *numbers, *reminder) == [True, False, True, False, False]
    assert parties(before["leak"], "Wie wij bellen")[:3] == [
        ("Eerst: het nummer in de brief, De Linde", "076-000 00 01"),
        ("De Linde, nodigt uit en belt", ""),
        ("Ouderenbond, nodigt uit en gaat op bezoek", "076-000 00 71"),
    ]
    added = going.do(add_partner, "toos", "Welzijn", "076-000 00 72")
    roles = {"invites": (added,), "visits": (added, linde), "phones": (union,)}
    going.do(change_round, "toos", going.round, RoundValues(roles=roles, phone="076-000 00 99", reminds=True))
    going.do(write_letter, "toos", going.round, "Dag buur!", "Hello neighbour!")
    after = pages(toos, going)
    for one in ("together", "check"):
        assert parties(after[one], names) == [
            ("De Linde, gaat op bezoek", ""),
            ("Ouderenbond, belt", "076-000 00 71"),
            ("Welzijn, nodigt uit en gaat op bezoek", "076-000 00 72"),
        ]
        assert has(after[one], *numbers, *reminder) == [False, True, False, True, True]
    assert parties(after["leak"], "Wie wij bellen")[0] == (
        "Eerst: het nummer in de brief, Ouderenbond",
        "076-000 00 99",
    )
    assert has(after["leak"], *numbers) == [False, True]
    duties = [who for _what, who in parties(after["together"], "Volgens de rollen in deze ronde")]
    assert duties == ["Welzijn", "", "Ouderenbond", "Ouderenbond", "De Linde en Welzijn", "De Linde", "", ""]
    who = "coördinatoren van De Linde, Ouderenbond en Welzijn"
    assert [line.get_text() for line in after["check"].select("main dd")][::4] == [
        f"Naam, adres en telefoonnummer: de persoon zelf, {who} en bellers van Ouderenbond."
        "Niets: de twee bezoekers, wie doet wat de persoon in het gesprek vroeg en alle anderen, ook"
        " een beheerder, gastvrouw of gastheer van het huis.",
        "Niets: iedereen.",
    ]


def test_terms_are_those_of_the_deadlines(going: Team, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch) -> None:
    toos, caption = as_person(going.people["toos"]), "Hoe lang het er is"
    for page in pages(toos, going).values():
        assert [long for _what, long in parties(page, caption)] == [
            "3 maanden na het ja",
            "3 dagen na het afgesproken moment, als dat later is",
            "6 weken na het gesprek, of nadat het laatste is gedaan waar ze in het gesprek om vroegen",
            "12 maanden, of tot het ja zelf wordt gewist",
            "12 maanden, of tot de ronde is gesloten",
            "Meteen weg",
            "Meteen weg: alleen aantallen blijven",
            "31 dagen na hun laatste dag als bezoeker",
            "30 dagen, zonder naam of adres van wie bezoek krijgt",
            "2 jaar, zonder naam of adres van wie bezoek krijgt",
        ]
    monkeypatch.setattr(kept, "WITHOUT_TALK", relativedelta(months=1))
    monkeypatch.setattr(kept, "AFTER_TALK", timedelta(days=10))
    changed = [long for _what, long in parties(pages(toos, going)["leak"], caption)]
    assert [changed[0], changed[2]] == [
        "1 maand na het ja",
        "10 dagen na het gesprek, of nadat het laatste is gedaan waar ze in het gesprek om vroegen",
    ]


def test_what_is_kept_is_told_column_by_column() -> None:
    columns = Base.metadata.tables[Reply.__tablename__].columns
    assert list(kept.KEPT) == [one.name for one in columns if one.info["holds"] in ("contact", "words of a person")]


def test_coordinators_alone_read_them_also_after_closing_and_in_both_languages(said: Team, as_person: AsPerson) -> None:
    """Riet said yes, and a talk is agreed on with her: nothing of her is in any of them, and no code."""
    agreed(said)
    address = f"/outreach/rounds/{said.round}"
    shown = [f"{address}/agreements", *(f"{address}/agreements/{one}" for one in DOCUMENTS)]
    for name in said.people.keys() - {"toos"}:
        assert [as_person(said.people[name]).get(one).status_code for one in shown] == [403] * 4, name
    assert as_person(said.people["toos"]).get(f"{address}/agreements/else").status_code == 404
    toos, other = as_person(said.people["toos"]), as_person(said.people["toos"])
    other.get("/language/en")
    private = [WISH.name, WISH.address, WISH.phone, "Kwikstaart", "Verzonnenlaan", *said.codes]
    for closed in (False, True):
        if closed:
            said.do(close_round, "toos", said.round)
        front = BeautifulSoup(toos.get(address).data, "html.parser")
        assert len(front.select(f'a[href="{shown[0]}"]')) == 1
        for one in shown[1:]:
            assert len(BeautifulSoup(toos.get(shown[0]).data, "html.parser").select(f'a[href="{one}"]')) == 1
        for one in shown:
            dutch, english = toos.get(one).get_data(as_text=True), other.get(one).get_data(as_text=True)
            assert ["geen juridisch advies" in dutch, "no legal advice" in english] == [True, True]
            assert [word for word in private if word in dutch + english] == []
            page = BeautifulSoup(dutch, "html.parser")
            assert page.select("main form, main input, main textarea, main select") == []
            assert ("De ronde is gesloten op" in dutch) == (closed and one != shown[0])


def test_each_phase_says_who_sees_how_much_and_everybody_is_in_it() -> None:
    assert list(SEES) == list(Phase)
    for phase in Phase:
        assert set(SEES[phase]) == set(Looker)
        assert sorted(one for _sight, lookers in by_sight(phase) for one in lookers) == sorted(Looker)


def test_who_sees_what_is_what_the_rights_say_in_each_phase(said: Team, make: Make) -> None:
    """Each kind of looker is somebody; "everybody else" is an administrator, a host, and who has parts elsewhere."""
    said.people |= {name: make.person(name.title()) for name in ("elsewhere", "bellen", "host", "helper")}
    make.role(said.people["host"], said.house, "host")
    elsewhere = said.do(add_partner, "toos", "Elders", "")
    for name, partner, kind in (
        ("elsewhere", elsewhere, COORDINATOR),
        ("elsewhere", elsewhere, CALLER),
        ("helper", said.partners["Ouderenbond"], VISITOR),
        ("bellen", said.partners["Ouderenbond"], CALLER),  # it visits, and does not phone
    ):
        said.do(give_part, "toos", partner, said.key(name), kind, UNTIL)
    lookers = {
        Looker.COORDINATOR: ("toos",),
        Looker.CALLER: ("mirjam",),
        Looker.VISITOR: ("wout", "anneke"),
        Looker.HELPER: ("helper",),
        Looker.OTHER: ("sjef", "ria", "chantal", "host", "elsewhere", "bellen"),
    }
    for phase in reach(said):
        with said.app.app_context():
            found = {looker: {sight_of(said, said.actor(name)) for name in names} for looker, names in lookers.items()}
            found[Looker.PERSON] = {own_sight(said)}
        assert found == {looker: {sight} for looker, sight in SEES[phase].items()}, phase


def reach(said: Team) -> Iterator[Phase]:
    """Come to each phase, one after another."""
    yield Phase.ANSWERED
    planned(said)
    yield Phase.PLANNED
    agreed(said)
    yield Phase.AGREED
    with clock.at(SOON):
        key = said.rows(Talk.public_id)[0][0]
        said.do(took_place, "wout", key, "home")
        said.do(ask, "wout", key, "information", "Ouderenbond", True)
        said.do(give, "toos", said.rows(Followup.public_id)[0][0], said.key("helper"))
    yield Phase.HELD
    said.do(close_round, "toos", said.round)
    yield Phase.CLOSED


def sight_of(said: Team, actor: Actor) -> Sight:
    """How much somebody may see now of the only one who said yes."""
    reply = db.session.query(Reply).one_or_none()
    if reply is None or sees(actor, round_with(said.round)):
        return Sight.ALL if reply is not None else Sight.NOTHING
    talk, followup = talk_of(reply), db.session.query(Followup).one_or_none()
    if followup is not None and has_taken(actor, followup):
        return Sight.NEEDED
    if talk is None or talk not in talks_of(actor.subject or 0) or not visits(actor, talk):
        return Sight.ALL if talk is not None and sees_address(actor, talk) else Sight.NOTHING
    return Sight.ALL if sees_address(actor, talk) else Sight.WEEK


def own_sight(said: Team) -> Sight:
    """How much the person sees with their own code."""
    try:
        return Sight.ALL if own_reply(said.codes[-1]).name == WISH.name else Sight.NOTHING
    except NotFound:
        return Sight.NOTHING


def test_role_that_nobody_has_is_left_to_fill_in(going: Team, as_person: AsPerson) -> None:
    roles = {"phones": (going.partners["De Linde"],)}
    going.do(change_round, "toos", going.round, RoundValues(roles=roles, phone="076-000 00 01"))
    page = pages(as_person(going.people["toos"]), going)["together"]
    assert parties(page, "Organisaties en hun telefoonnummers") == [("De Linde, belt", "")]
    duties = [who for _what, who in parties(page, "Volgens de rollen in deze ronde")]
    assert duties == ["", "", "De Linde", "De Linde", "", "De Linde", "", ""]
