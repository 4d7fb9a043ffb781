"""The forms: what should not stand there, what a host decides, what its writer says."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.pointing.models import LONGEST
from app.web.forms import Form


class PointForm(Form):
    """Why it should not stand there."""

    why = TextAreaField(_("What should not stand there, and why?"), [InputRequired(), Length(max=LONGEST)])


class DecideForm(Form):
    """Why it is hidden, or stays."""

    reason = TextAreaField(_("Why?"), [InputRequired(), Length(max=LONGEST)])


class AnswerForm(Form):
    """What the writer says."""

    answer = TextAreaField(_("What would you like to say to the hosts?"), [InputRequired(), Length(max=LONGEST)])
