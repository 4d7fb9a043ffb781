"""The form of a small role."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.web import dates
from app.web.forms import Form, as_choices
from plugins.activities.models import Occurrence
from plugins.activities.roles.asking import RoleValues
from plugins.activities.roles.models import LONGEST, MOST_PLACES, Role
from plugins.activities.roles.moments import AFTER, BEFORE, DURING

MOMENTS: Final = {BEFORE: _("Before it begins"), DURING: _("While it is on"), AFTER: _("When it is over")}
"""In the order of the day."""


class RoleForm(Form):
    """A small role: what, when, how long, for how many."""

    title = StringField(_("What is to be done?"), [InputRequired(), Length(max=100)])
    moment = RadioField(_("When?"), choices=as_choices(MOMENTS.items()), default=BEFORE)
    minutes = IntegerField(_("About how many minutes?"), [InputRequired(), NumberRange(1, LONGEST)], default=20)
    places = IntegerField(_("For how many people?"), [InputRequired(), NumberRange(1, MOST_PLACES)], default=1)
    date = SelectField(_("On which dates?"), default="")
    welcomes = BooleanField(_("Who does this welcomes newcomers"))

    def fill_dates(self, occurrences: Sequence[Occurrence]) -> None:
        """Offer each date, or one of these."""
        those = [(one.public_id, dates.day(one.starts, one.activity.zone)) for one in occurrences]
        self.date.choices = as_choices([("", gettext("On every date")), *those])

    def values(self) -> RoleValues:
        """What was filled in."""
        return RoleValues(
            title=self.title.data or "",
            minutes=self.minutes.data or 0,
            places=self.places.data or 0,
            moment=self.moment.data or "",
            date=self.date.data or "",
            welcomes=bool(self.welcomes.data),
        )


def data_of(role: Role, date: str) -> dict[str, object]:
    """A role as the form shows it; `date` is the public id of its one date, or ""."""
    return {
        "title": role.title,
        "moment": role.moment,
        "minutes": role.minutes,
        "places": role.places,
        "date": date,
        "welcomes": role.welcomes,
    }
