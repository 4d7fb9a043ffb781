"""Forms of the lists for opening and closing."""

from collections.abc import Collection, Sequence
from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput

from app.places.models import Space
from app.web.forms import Form, as_choices
from plugins.rooms.opening.lines import LONGEST, Group
from plugins.rooms.opening.models import CLOSE, OPEN

WHOLE_HOUSE: Final = ""


class LineForm(Form):
    """A line of what is to be done."""

    part = RadioField(
        _("When?"),
        [InputRequired()],
        choices=as_choices([(OPEN, _("When opening")), (CLOSE, _("When closing"))]),
        default=OPEN,
    )
    words = StringField(_("What is to be done?"), [InputRequired(), Length(max=LONGEST)])
    space = SelectField(_("Where?"))

    def offer_rooms(self, rooms: Sequence[Space]) -> None:
        """Let the host choose between the whole house and its rooms."""
        named = ((one.slug, one.name) for one in rooms)
        self.space.choices = as_choices([(WHOLE_HOUSE, _("in the whole house")), *named])


class TickForm(Form):
    """What of the list is done."""

    done = SelectMultipleField(_("To do"), option_widget=CheckboxInput())

    def offer(self, groups: Sequence[Group], ticked: Collection[str]) -> None:
        """Put the lines on it, those of a room with its name, and tick what was ticked before."""
        self.done.choices = as_choices(
            (line.public_id, f"{group.space.name}: {line.words}" if group.space else line.words)
            for group in groups
            for line in group.lines
        )
        if self.done.raw_data is None:
            self.done.data = sorted(ticked)
