"""Forms of a call: what they said, one button each."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.web.forms import DayField, Form, as_choices

TOLD, NOBODY, OFF = "told", "nobody", "off"


class SaidForm(Form):
    """Which button was pressed: a moment that is offered, or one of the others."""

    said = RadioField(_("What came of it?"), [InputRequired()])

    def offer(self, moments: Sequence[datetime], agreed: bool) -> None:
        """What there is to say: nothing is chosen once it is agreed on."""
        words = [TOLD] if agreed else [moment.isoformat() for moment in moments]
        self.said.choices = as_choices((one, one) for one in (*words, NOBODY, OFF))


class NeitherForm(Form):
    """Neither suits."""

    moment = StringField(_("When would it suit? (optional)"), [Optional(), Length(max=120)])


class LaterForm(Form):
    """Another day."""

    day = DayField(_("Call again on which day?"), [DataRequired()])
