"""The forms of a question and of an answer."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.web import current_language, current_person_id
from app.web.forms import Form
from plugins.activities.models import Activity
from plugins.activities.openly.asking import Asked
from plugins.activities.openly.models import LONGEST, LONGEST_ANSWER


class QuestionForm(Form):
    """A question to who organises it."""

    question = TextAreaField(_("Your question"), [InputRequired(), Length(max=LONGEST)])
    first_name = StringField(_("Your first name, if it may stand with it (optional)"), [Length(max=60)])
    tell = StringField(_("E-mail address or phone number, to hear the answer (optional)"), [Length(max=254)])
    with_name = BooleanField(_("My first name may stand with it"))

    def asked(self) -> Asked:
        """What was filled in."""
        return Asked(
            words=self.question.data or "",
            with_name=bool(self.with_name and self.with_name.data),
            name=(self.first_name.data or "") if self.first_name else "",
            reach=(self.tell.data or "") if self.tell else "",
            language=current_language(),
        )


class AnswerForm(Form):
    """An answer, or another one."""

    answer = TextAreaField(_("Your answer"), [InputRequired(), Length(max=LONGEST_ANSWER)])


def form_for(activity: Activity) -> QuestionForm:
    """The form for who is here: a guest may leave a name and a way back, of whom we know we ask only a yes.

    Of what is sensitive nobody is named, so no name is asked for.
    """
    form = QuestionForm()
    known = current_person_id() is not None
    if known:
        del form.tell
    if known or activity.sensitive:
        del form.first_name
    if not known or activity.sensitive:
        del form.with_name
    return form
