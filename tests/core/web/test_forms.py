"""What people type: trimmed, checked, never lost; each message in our own words and beside its field."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
import wtforms
from bs4 import BeautifulSoup
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length, NumberRange

from app.refusals import Refusal, RuleLink
from app.web.forms import ClockField, DayField, DayTile, Form, email_address, phone_number, refuse

PAGE = """
{% from "macros/forms.html" import day_tiles, errors_summary, field %}
{{ errors_summary(form) }}
{% for one in form %}{{ field(one, hint="A hint.") }}{% endfor %}
{% if tiles %}{{ day_tiles(form.often, tiles) }}{% endif %}
"""


class Sample(Form):
    name = wtforms.StringField("Name", [InputRequired()])
    about = wtforms.TextAreaField("About")
    code = wtforms.StringField("Code", [Length(max=5)])
    email = wtforms.StringField("E-mail", [email_address])
    phone = wtforms.StringField("Phone", [phone_number])
    people = wtforms.IntegerField("People", [wtforms.validators.Optional(), NumberRange(1, 400)])
    kind = wtforms.SelectField("Kind", choices=[SelectChoice("a", "A"), SelectChoice("b", "B")], default="a")
    often = wtforms.RadioField("Often", choices=[SelectChoice("once", "Once")], validate_choice=False)
    day = DayField("Day")
    at = ClockField("At")


@pytest.fixture(autouse=True)
def request_in_dutch(app: Flask) -> Iterator[None]:
    with app.test_request_context("/form", method="POST"):
        yield


def sent(**fields: str) -> Sample:
    given = MultiDict({"name": "Lieke", "kind": "a", **fields})
    return Sample(formdata=given)


def messages(form: Sample, field: str) -> list[str]:
    assert not form.validate()
    return [str(message) for message in form[field].errors]


def test_text_is_trimmed_and_line_ends_are_of_one_kind() -> None:
    form = sent(name="  Lieke\u00a0Morgenster ", about=" one\r\ntwo\rthree ")
    assert form.validate()
    assert form.name.data == "Lieke\u00a0Morgenster"
    assert form.about.data == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "name", ["Zoë 👩‍👩‍👧", "O'Neill-ten Brinke", "<script>alert(1)</script>", "'; DROP TABLE person; --"]
)
def test_name_is_taken_as_it_is(name: str) -> None:
    form = sent(name=name)
    assert form.validate()
    assert form.name.data == name


@pytest.mark.parametrize("odd", ["Li\x00eke", "Li\x1beke", "Li\neke", "Li\u202eeke", "Li\x7feke"])
def test_odd_sign_in_a_line_gets_a_message_and_is_kept_to_be_seen(odd: str) -> None:
    form = sent(name=odd)
    assert messages(form, "name") == ["Hier staat een teken in dat we niet kunnen bewaren. Typ het nog eens."]
    assert form.name.data == odd


def test_text_without_a_length_of_its_own_has_the_usual_one() -> None:
    assert sent(name="x" * 200, about="x" * 4000).validate()
    assert messages(sent(name="x" * 201), "name") == ["Dit is te lang. Gebruik hoogstens 200 tekens."]
    assert messages(sent(about="x" * 4001), "about") == ["Dit is te lang. Gebruik hoogstens 4000 tekens."]
    assert messages(sent(code="x" * 6), "code") == ["Dit is te lang. Gebruik hoogstens 5 tekens."]


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Vul dit nog in."),
        ("email", "lieke@", "Dit is geen e-mailadres. Typ het zo: naam@voorbeeld.nl."),
        ("email", "a b@c.nl", "Dit is geen e-mailadres. Typ het zo: naam@voorbeeld.nl."),
        ("phone", "bel me", "Dit is geen telefoonnummer. Typ het zo: 076-000 00 01."),
        ("phone", "12", "Dit is geen telefoonnummer. Typ het zo: 076-000 00 01."),
        ("people", "veel", "Typ een heel getal."),
        ("people", "401", "Typ een getal van 1 tot en met 400."),
        ("kind", "z", "Kies een van deze."),
        ("day", "31-02-2027", "We begrijpen deze datum niet. Typ hem zo: 18-03-2027."),
        ("at", "half drie", "We begrijpen deze tijd niet. Typ hem zo: 14:00."),
    ],
)
def test_message_says_in_plain_words_what_to_type(field: str, typed: str, message: str) -> None:
    assert messages(sent(**{field: typed}), field) == [message]


def test_good_address_number_day_and_time_are_taken() -> None:
    form = sent(email="lieke@voorbeeld.nl", phone="+31 (0)76 - 000.00.01", day="18-03-2027", at="14.30")
    assert form.validate()
    assert (form.day.data, form.at.data) == (date(2027, 3, 18), time(14, 30))


def test_refusal_stands_beside_its_field() -> None:
    form = sent()
    assert form.validate()
    refuse(form, Refusal("Zaal A is dan bezet.", field="day"))
    assert form.problems() == [("day", "Day", "Zaal A is dan bezet.")]


@pytest.mark.parametrize("field", [None, "gone"])
def test_refusal_without_a_field_stands_above_the_form_with_its_rule(field: str | None) -> None:
    form = sent()
    rule = RuleLink("Stil na 22:00 uur.", date(2026, 1, 12), "/rules#quiet")
    refuse(form, Refusal("Dat mag niet.", field=field, rule=rule))
    html = shown(form)
    assert form.problems() == [("", "", "Dat mag niet.")]
    assert "Dat spraken we af op 12 januari" in html.select_one("#errors").text
    assert html.select_one('#errors a[href="/rules#quiet"]')


def shown(form: Form, **more: Any) -> Any:
    html = render_template_string(PAGE, form=form, **{"tiles": None, **more})
    return BeautifulSoup(html, "html.parser")


def test_list_of_errors_takes_the_focus_and_links_to_each_field() -> None:
    form = sent(name="", day="31-02-2027")
    form.validate()
    page = shown(form)
    summary = page.select_one("#errors")
    assert summary.has_attr("autofocus")
    assert summary["tabindex"] == "-1"
    assert [link["href"] for link in summary.select("a")] == ["#name", "#day"]
    assert "Kijk nog 2 dingen na." in summary.text


def test_error_stands_above_its_field_and_is_linked_to_it() -> None:
    form = sent(day="31-02-2027")
    form.validate()
    field = shown(form).select_one("#day")
    assert field["value"] == "31-02-2027"
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"].split() == ["day-error", "day-hint"]
    block = field.find_parent(class_="wij-error")
    order = [tag.get("id") or tag.name for tag in block.find_all(["label", "p", "input"])]
    assert order == ["label", "day-error", "day-hint", "day"]


def test_every_field_has_a_name_and_ids_are_unique() -> None:
    page = shown(sent())
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for control in page.select("input, select, textarea"):
        assert page.select(f'label[for="{control["id"]}"]'), control


def test_form_without_errors_shows_none() -> None:
    form = sent()
    form.validate()
    assert not shown(form).select("#errors, .wij-error, [aria-invalid]")


def test_day_tiles_are_radios_with_spoken_days() -> None:
    tiles = [DayTile(date(2027, 3, 18), "plek"), DayTile(date(2027, 3, 21), "dicht", closed=True)]
    page = shown(sent(often="2027-03-18"), tiles=tiles)
    first, second = page.select(".wij-day input")
    assert (first["value"], first.has_attr("checked"), first.has_attr("disabled")) == ("2027-03-18", True, False)
    assert second.has_attr("disabled")
    label = first.find_next("label")
    label.select_one("[aria-hidden]").extract()
    assert " ".join(label.text.split()) == "donderdag 18 maart plek"


def test_what_was_typed_is_shown_as_text() -> None:
    page = shown(sent(name='"><script>alert(1)</script>'))
    assert page.select("script") == []
    assert page.select_one("#name")["value"] == '"><script>alert(1)</script>'
