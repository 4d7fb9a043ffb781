"""The form in which somebody asks for a hand."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form
from plugins.contributions.asks.models import LONGEST


class AskForm(Form):
    """One job, in one's own words."""

    words = StringField(_("With what may a neighbour help?"), validators=[InputRequired(), Length(max=LONGEST)])
