"""The form after use."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form, as_choices
from plugins.rooms.after.models import BROKEN, FINE, LONGEST, UNTIDY

WORDS = {FINE: _("Left as we found it"), UNTIDY: _("Not quite tidy"), BROKEN: _("Something is broken")}
"""Facts, in the order in which they are offered."""


class AfterForm(Form):
    """How the room was left."""

    state = RadioField(
        _("How did you leave the room?"), choices=as_choices(WORDS.items()), validators=[InputRequired()]
    )
    words = TextAreaField(_("What is it? (optional)"), validators=[Length(max=LONGEST)])
