"""Forms of the calendar."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form


class PlaceForm(Form):
    """Where a link to one's own calendar is used."""

    label = StringField(_("Where will you use it?"), [InputRequired(), Length(max=60)])
