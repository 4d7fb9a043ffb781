"""Forms of the rota."""

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from app.calendar.repeats import Frequency, Repeat, nth_of
from app.web.forms import ClockField, DayField, Form, as_choices
from plugins.contributions.forms import TaskWordsForm
from plugins.contributions.models import MOST_PLACES
from plugins.contributions.rota.planning import RotaValues

MONTHLY: Final = "month"


class RotaWordsForm(TaskWordsForm):
    """What may change of a task that comes back."""

    newcomers = IntegerField(
        _("How many places do we keep for newcomers?"),
        default=0,
        validators=[InputRequired(), NumberRange(0, MOST_PLACES)],
    )


class RotaForm(RotaWordsForm):
    """A task that comes back."""

    day = DayField(_("First day"), [InputRequired()])
    clock = ClockField(_("Time"), [InputRequired()])
    often = RadioField(
        _("How often?"),
        choices=as_choices(
            [
                ("1", _("Every week")),
                ("2", _("Every other week")),
                ("4", _("Every four weeks")),
                (MONTHLY, _("Every month, on the same weekday")),
            ]
        ),
        default="1",
    )
    until = DayField(_("Last day"), [InputRequired()])

    def values(self) -> RotaValues:
        """What was filled in; the form must be valid."""
        first, start, until = self.day.data, self.clock.data, self.until.data
        if first is None or start is None or until is None:
            raise ValueError("a form that is not valid has no values")
        return RotaValues(
            task=self.task_values(),
            repeat=self._repeat(first, until),
            first=first,
            start=start,
            newcomers=self.newcomers.data or 0,
        )

    def _repeat(self, first: date, until: date) -> Repeat:
        if self.often.data == MONTHLY:
            return Repeat(freq=Frequency.MONTHLY, weekdays=(first.weekday(),), nth=nth_of(first), until=until)
        return Repeat.weekly(first.weekday(), interval=int(self.often.data), until=until)


class GoOnForm(Form):
    """Until when a rota goes on."""

    until = DayField(_("Until when?"), [InputRequired()])
