"""Forms of the key register."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from app.web.forms import Form


class KeyForm(Form):
    """A key that somebody takes home."""

    number = StringField(_("Number on the key"), [DataRequired(), Length(max=20)])
    person = StringField(_("Who takes it?"), [DataRequired(), Length(max=100)])
    signed = BooleanField(_("The key rules are signed"))


class CodeForm(Form):
    """The code of the key safe."""

    code = StringField(_("New code"), [DataRequired(), Length(max=20)])
