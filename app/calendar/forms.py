"""Forms of the calendar."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.web.forms import Form


class PlaceForm(Form):
    """Where a link to one's own calendar is used."""

    label = StringField(_("Where will you use it?"), [DataRequired(), Length(max=60)])
