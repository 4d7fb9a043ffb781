"""Forms of going along."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.calendar.entry import Entry
from app.people.models import Person
from app.web.dates import short_day
from app.web.forms import DayField, Form, as_choices


class DateForm(Form):
    """A date of the agenda."""

    ref = SelectField(_("Which activity?"), validate_choice=False)

    def offer(self, entries: Iterable[Entry]) -> None:
        """Let these be chosen."""
        self.ref.choices = as_choices(
            (str(one.ref), f"{one.title}, {short_day(one.span.start, one.zone)}") for one in entries
        )


class OtherForm(Form):
    """Something that is not in the agenda."""

    title = StringField(_("What is it?"), [InputRequired(), Length(max=80)])
    day = DayField(_("On which day?"), [DataRequired()])


class CompanionForm(Form):
    """Who goes along."""

    who = SelectField(_("Who could go along?"), validate_choice=False)

    def offer(self, people: Iterable[Person]) -> None:
        """Let these be chosen."""
        self.who.choices = as_choices((one.public_id, one.name) for one in people)
