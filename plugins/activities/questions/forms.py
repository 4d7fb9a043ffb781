"""Forms of deadline, questions and answers."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.web.forms import Form, as_choices
from plugins.activities.questions.asking import Asked
from plugins.activities.questions.models import LONGEST, LONGEST_ANSWER, MOST, Question


class DeadlineForm(Form):
    """Until when one signs up."""

    days = RadioField(
        _("Until when do people sign up?"),
        coerce=int,
        choices=as_choices(
            [
                (0, _("It does not matter when")),
                (1, _("Until the evening before, six o’clock")),
                (2, _("Until two days before, six o’clock")),
                (7, _("Until a week before, six o’clock")),
            ]
        ),
        default=0,
    )


class QuestionsForm(Form):
    """Two questions, each with answers to choose from or without."""

    words0 = StringField(_("First question"), [Length(max=LONGEST)])
    choices0 = TextAreaField(_("Answers to choose from"), [Length(max=1300)])
    words1 = StringField(_("Second question"), [Length(max=LONGEST)])
    choices1 = TextAreaField(_("Answers to choose from"), [Length(max=1300)])

    def asked(self) -> list[Asked]:
        """What was filled in."""
        return [
            Asked(words=self[f"words{n}"].data or "", choices=tuple((self[f"choices{n}"].data or "").split("\n")))
            for n in range(MOST)
        ]

    @classmethod
    def of(cls, questions: Sequence[Question]) -> "QuestionsForm":
        """The form with what is asked now."""
        data = {f"words{n}": one.words for n, one in enumerate(questions)}
        return cls(data=data | {f"choices{n}": one.choices for n, one in enumerate(questions)})


def answer_form(questions: Sequence[Question], answers: dict[int, str]) -> Form:
    """A form with a field for each question: a few words, or one of its answers. Nobody has to answer."""
    fields: dict[str, object] = {}
    for one in questions:
        if one.options:
            pairs = [("", gettext("I’d rather not say")), *((option, option) for option in one.options)]
            fields[_name(one)] = SelectField(one.words, choices=as_choices(pairs), default="")
        else:
            fields[_name(one)] = StringField(one.words, [Length(max=LONGEST_ANSWER)])
    made: type[Form] = type("AnswerForm", (Form,), fields)
    return made(data={_name(one): answers.get(one.id, "") for one in questions})


def answers_in(form: Form, questions: Sequence[Question]) -> dict[int, str]:
    """What was filled in, by question id."""
    return {one.id: form[_name(one)].data or "" for one in questions}


def _name(question: Question) -> str:
    return f"answer{question.id}"
