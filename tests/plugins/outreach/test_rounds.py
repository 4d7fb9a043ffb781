"""A round: begun for a district of the wheel, its letter and its codes; and nowhere a place for an address list."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from wtforms import DateField, FileField

from app.db import Base
from app.journal import LogLine
from app.refusals import Refusal
from app.web.forms import DayField, Form
from plugins.outreach.after.models import Followup
from plugins.outreach.replies import forms as reply_forms
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds import forms as round_forms
from plugins.outreach.rounds.codes import digest_of
from plugins.outreach.rounds.keeping import RoundValues, begin_round, change_round, drop_codes, make_codes, tell_counts
from plugins.outreach.rounds.models import ReplyCode, Round, RoundRole
from plugins.outreach.wheel.keeping import tell_sent
from tests.plugins.outreach.conftest import Round as Team

AsPerson = Callable[[int], FlaskClient]


def counts_on(page: BeautifulSoup) -> list[int]:
    """The numbers of a round, in the order of its table."""
    return [int(cell.get_text()) for cell in page.select("table td.n")]


def test_round_begins_in_the_browser_and_its_sent_letters_are_those_of_the_wheel(
    going: Team, as_person: AsPerson
) -> None:
    toos, linde = as_person(going.people["toos"]), going.partners["De Linde"]
    offered = BeautifulSoup(toos.get("/outreach/rounds/new").data, "html.parser").select("#district option")
    assert [one.get_text() for one in offered] == ["Molenrand, april 2027"]
    form = {"district": going.district["Molenrand"], "phones": [linde], "phone": "076-000 00 01"}
    began = toos.post("/outreach/rounds/new", data=form)
    assert began.status_code == 303
    assert going.rows(Round.month, Round.reminds) == [(date(2027, 1, 1), False), (date(2027, 4, 1), False)]
    page = BeautifulSoup(toos.get(f"/outreach/rounds/{going.round}").data, "html.parser")
    assert counts_on(page) == [8, 0, 0, 0, 8, 0]
    going.do(tell_sent, "toos", going.district["Klaverveld"], date(2027, 1, 1), 6)
    page = BeautifulSoup(toos.get(f"/outreach/rounds/{going.round}").data, "html.parser")
    assert counts_on(page) == [6, 0, 0, 0, 6, 0]


def test_round_without_who_phones_and_second_round_of_a_district_are_refused(going: Team) -> None:
    linde, nobody = going.partners["De Linde"], RoundValues(roles={"phones": ()}, phone="076-000 00 01")
    with pytest.raises(Refusal) as refused:
        going.do(begin_round, "toos", going.district["Molenrand"], nobody)
    assert refused.value.field == "phones"
    again = RoundValues(roles={"phones": (linde,)}, phone="076-000 00 01")
    with pytest.raises(Refusal) as refused:
        going.do(begin_round, "toos", going.district["Klaverveld"], again)
    assert refused.value.field == "district"
    assert len(going.rows(Round.id)) == 1


def test_roles_are_changed_and_reminder_is_for_everybody_or_nobody(going: Team, as_person: AsPerson) -> None:
    toos, union = as_person(going.people["toos"]), going.partners["Ouderenbond"]
    settings = f"/outreach/rounds/{going.round}/settings"
    assert "naar iedereen, of naar niemand" in toos.get(settings).get_data(as_text=True)
    form = {"phones": [union], "visits": [union], "phone": "076-000 00 71", "reminds": "y"}
    assert toos.post(settings, data=form).status_code == 303
    assert [kind for (kind,) in going.rows(RoundRole.kind)] == ["phones", "visits"]
    going.do(tell_counts, "toos", going.round, 1, 8)
    with pytest.raises(Refusal) as refused:
        going.do(change_round, "toos", going.round, RoundValues(roles={"phones": (union,)}, phone="076-000 00 71"))
    assert refused.value.field == "reminds"


@pytest.mark.parametrize(("numbers", "field"), [((9, 0), "undeliverable"), ((0, 1), "reminded")])
def test_more_came_back_or_were_reminded_than_went_out_is_refused(
    going: Team, numbers: tuple[int, int], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        going.do(tell_counts, "toos", going.round, *numbers)
    assert refused.value.field == field
    assert going.rows(Round.undeliverable, Round.reminded) == [(0, 0)]


def test_letter_is_printed_with_own_words_three_equal_answers_and_no_address(going: Team, as_person: AsPerson) -> None:
    toos, letter = as_person(going.people["toos"]), f"/outreach/rounds/{going.round}/letter"
    page = toos.get(letter).get_data(as_text=True)
    assert "Beste buurtgenoot," in page
    assert toos.get(f"/outreach/rounds/{going.round}/print/en").status_code == 404
    assert toos.post(letter, data={"dutch": "Dag buur!", "english": "Hello!"}).status_code == 303
    sheet = BeautifulSoup(toos.get(f"/outreach/rounds/{going.round}/print/nl").data, "html.parser").select("article")
    said = sheet[0].get_text(" ", strip=True)
    assert all(words in said for words in ("Dag buur!", "[naam en adres]", "[code]", "076-000 00 01"))
    assert [one.get_text() for one in sheet[0].select("p.fs-4 b")] == ["Ja", "Nee, dank u", "Later"]
    english = toos.get(f"/outreach/rounds/{going.round}/print/en").get_data(as_text=True)
    assert "Hello!" in english
    assert "No, thanks" in english


def test_codes_are_said_once_as_a_list_or_in_letters_and_only_digests_stay(going: Team, as_person: AsPerson) -> None:
    toos, codes = as_person(going.people["toos"]), f"/outreach/rounds/{going.round}/codes"
    listed = toos.post(codes, data={"number": "2"})
    assert listed.mimetype == "text/csv"
    assert listed.headers["Cache-Control"] == "no-store"
    lines = listed.get_data(as_text=True).split()
    assert len(lines) == 1 + 2 * 2  # each code in fours, with its address
    address = lines[2].partition(",")[2]
    assert toos.get(address).status_code == 200
    printed = BeautifulSoup(toos.post(codes, data={"number": "2", "letters": "nl"}).data, "html.parser")
    assert len(printed.select("article img.wij-qr")) == 2
    kept = {digest for (digest,) in going.rows(ReplyCode.digest)}
    assert len(kept) == 8
    with going.app.app_context():
        assert kept >= {digest_of(code) for code in going.codes}
    assert not kept & set(going.codes)


def test_codes_are_two_for_each_letter_at_most_until_lost_ones_are_let_go_of(going: Team, as_person: AsPerson) -> None:
    answer = as_person(going.people["toos"]).post(f"/outreach/rounds/{going.round}/codes", data={"number": "13"})
    assert answer.status_code == 422
    assert "Er kunnen nog 12 codes bij." in answer.get_data(as_text=True)
    going.do(drop_codes, "toos", going.round)
    assert going.rows(ReplyCode.digest) == []
    assert len(going.do(make_codes, "toos", going.round, 16)) == 16


def test_visitor_sees_no_round_and_caller_only_reads_it(going: Team, as_person: AsPerson) -> None:
    pages = ("", "/letter", "/codes", "/settings", "/close", "/goes")
    for name, wanted in {
        "wout": [403] * 6,
        "ria": [403] * 6,
        "chantal": [403] * 6,
        "mirjam": [200, *[403] * 5],
    }.items():
        browser = as_person(going.people[name])
        assert [browser.get(f"/outreach/rounds/{going.round}{page}").status_code for page in pages] == wanted, name


def test_no_form_or_column_could_take_an_address_list_or_a_date_of_birth() -> None:
    """Files and dates are in no form; a way to reach somebody is in one table, and in the one form that fills it."""
    classes = [
        one
        for module in (round_forms, reply_forms)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Form) and one.__module__ == module.__name__
    ]
    assert len(classes) == 10
    asked = {one: {field.name: field for field in one(meta={"csrf": False})} for one in classes}
    fields = [field for form in asked.values() for field in form.values()]
    assert [field.name for field in fields if isinstance(field, FileField | DateField | DayField)] == []
    assert {one.__name__ for one, form in asked.items() if "address" in form} == {"WishForm", "EnterYesForm"}
    texts = {
        (one.__name__, name)
        for one, form in asked.items()
        for name, field in form.items()
        if field.type == "TextAreaField"
    }
    assert texts == {("LetterForm", "dutch"), ("LetterForm", "english")}
    holding = {
        column.table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name.startswith("outreach_") and column.info["holds"] == "contact"
    }
    assert holding == {Reply.__tablename__, Followup.__tablename__}  # in the second: who gets to know it


def test_log_of_a_round_tells_the_district_and_no_code(going: Team) -> None:
    labels = {label for _verb, label in going.rows(LogLine.verb, LogLine.label) if _verb.startswith("outreach.round")}
    assert labels == {"Klaverveld"}
