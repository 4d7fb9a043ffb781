"""Forms that ask how far a change reaches."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField

from app.web import dates
from app.web.forms import Form, as_choices
from plugins.activities.forms import DateForm, ReasonForm
from plugins.activities.models import Occurrence
from plugins.activities.spreading.shifting import Reach


class ReachForm(Form):
    """Only this date, this and the following ones, or all."""

    reach = RadioField(_("Which dates?"), default=Reach.ONE.value)

    def offer(self, occurrence: Occurrence | None, others: int) -> None:
        """Name the date, and ask only where there are others that can go along."""
        if occurrence is None or not others:
            del self.reach
            return
        day = dates.day(occurrence.starts, occurrence.activity.zone)
        self.reach.choices = as_choices(
            [
                (Reach.ONE.value, gettext("Only %(day)s", day=day)),
                (Reach.ONWARDS.value, gettext("That one and all after it")),
                (Reach.ALL.value, gettext("All that are still to come")),
            ]
        )

    @property
    def reaches(self) -> Reach:
        """How far; the form must be valid."""
        return Reach(self.reach.data) if "reach" in self else Reach.ONE


class ChangeForm(DateForm, ReachForm):
    """Another day, time, place or title."""


class OffForm(ReasonForm, ReachForm):
    """A word why it is off."""
