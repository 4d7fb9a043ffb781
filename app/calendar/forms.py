"""Forms of the calendar."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length

from app.calendar.offered import Offered
from app.web.forms import Form, as_choices


class PlaceForm(Form):
    """Where a link to a calendar is used."""

    label = StringField(_("Where will you use it?"), [DataRequired(), Length(max=60)])


class ReaderForm(Form):
    """Who may read along, and what they get to see."""

    label = StringField(_("Who may read along?"), [DataRequired(), Length(max=60)])
    lets_see = RadioField(
        _("What do they get to see?"),
        [DataRequired()],
        choices=as_choices(
            [
                ("times", _("Only when I have something, not what")),
                ("all", _("My agenda, as I see it myself")),
            ]
        ),
    )


class LinkForm(PlaceForm):
    """A new link: where it is used, and to which calendar, for who may read more than their own."""

    calendar = RadioField(_("Which calendar?"), default="")

    def offer(self, offered: Sequence[Offered]) -> None:
        """Let the reader choose between their own calendar and these; where there are none nothing is asked."""
        self.calendar.choices = [("", _("My own agenda")), *((one.key, one.name) for one in offered)]
        if not offered:
            del self.calendar
