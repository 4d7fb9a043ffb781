"""Forms of a request: the answer for each date, and a question or an answer in words."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput

from app.web import dates
from app.web.forms import Form, as_choices
from plugins.rooms.models import Booking
from plugins.rooms.requests.answering import LONGEST_WORDS


class AnswerForm(Form):
    """Yes or no (the button) to the dates that are ticked; a no has its reason."""

    dates = SelectMultipleField(
        _("Which dates?"),
        validators=[InputRequired(_("Choose at least one date."))],
        option_widget=CheckboxInput(),
    )
    reason = TextAreaField(_("If not: why?"), validators=[Length(max=LONGEST_WORDS)])

    def offer(self, bookings: Sequence[Booking]) -> None:
        """Let a host choose between the dates that wait."""
        self.dates.choices = as_choices(
            (one.public_id, f"{dates.day(one.starts, one.zone)}, {dates.times(one.span, one.zone)}") for one in bookings
        )


class WordsForm(Form):
    """A question of the house, or what the asker answers."""

    text = TextAreaField(
        _("Your question"), validators=[InputRequired(_("Write something first.")), Length(max=LONGEST_WORDS)]
    )
