"""The form of a break."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.forms import DayField, Form
from plugins.rooms.pausing.pausing import LONGEST_REASON


class PauseForm(Form):
    """Why, and until when."""

    reason = TextAreaField(
        _("Why? They read it too."), [InputRequired(_("Write why. They read it too.")), Length(max=LONGEST_REASON)]
    )
    until = DayField(_("Last day"), [InputRequired(_("Choose a day."))])
