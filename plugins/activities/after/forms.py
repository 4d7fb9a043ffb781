"""The forms after a date: the answer, and the ticks on paper."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.web.forms import Form
from plugins.activities.after.models import LONGEST
from plugins.activities.after.saying import MOST_ON_PAPER


class SayForm(Form):
    """Something for a next time; the button that is pressed is the answer."""

    words = TextAreaField(_("Something for a next time? (optional)"), [Length(max=LONGEST)])


class PaperForm(Form):
    """How many ticks are in each column."""

    fine = IntegerField(_("Ticks below “Fine”"), [InputRequired(), NumberRange(0, MOST_ON_PAPER)])
    better = IntegerField(_("Ticks below “Could be better”"), [InputRequired(), NumberRange(0, MOST_ON_PAPER)])
