"""Trying what a form asks: done, or the reason beside its field; what has a page of its own goes on to it."""

import pytest
from flask import Flask
from wtforms import StringField
from wtforms.validators import InputRequired

from app.refusals import NotAllowed, NotFound, Refusal
from app.web.attempts import Done, attempt
from app.web.forms import Form


class TeaForm(Form):
    name = StringField("Name", [InputRequired()])


def refusing(refusal: Refusal) -> str:
    raise refusal


def test_answer_of_a_service_is_given_also_when_it_is_nothing(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"name": "Earl Grey"}):
        assert attempt(TeaForm(), lambda: "k3f9") == Done("k3f9")
        assert bool(attempt(TeaForm(), lambda: None))


def test_form_that_is_not_right_is_not_tried(app: Flask) -> None:
    tried: list[str] = []
    with app.test_request_context(method="POST", data={"name": ""}):
        form = TeaForm()
        assert attempt(form, lambda: tried.append("tea")) is None
        assert [message for _id, _label, message in form.problems()] == ["Vul dit nog in."]
    assert tried == []


def test_refusal_stands_beside_its_field(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"name": "Rooibos"}):
        form = TeaForm()
        assert attempt(form, lambda: refusing(Refusal("There is none left.", field="name"))) is None
        assert form.problems() == [("name", "Name", "There is none left.")]


@pytest.mark.parametrize("refusal", [NotFound("No such tea."), NotAllowed("Not for you.")])
def test_refusal_with_a_page_of_its_own_goes_on(app: Flask, refusal: Refusal) -> None:
    with app.test_request_context(method="POST", data={"name": "Rooibos"}), pytest.raises(type(refusal)):
        attempt(TeaForm(), lambda: refusing(refusal))
