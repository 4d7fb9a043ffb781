"""Forms of the guided path, and of a booking's page."""

from collections.abc import Sequence
from datetime import time
from typing import Any, Final

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, NumberInput

from app.places.models import Space
from app.web.forms import DayField, Form, as_choices
from plugins.rooms.cancelling import Scope
from plugins.rooms.models import BUSY, PUBLIC
from plugins.rooms.purposes import PURPOSES
from plugins.rooms.use import LONGEST_TITLE, MOST_PEOPLE
from plugins.rooms.wish import ONCE, WEEKLY

MOST_TIMES: Final = 57
"""Weeks in thirteen months."""
MYSELF: Final = ""

_DAY_PLEASE: Final = _("Choose a day.")
_SCOPES: Final = (
    (Scope.ONE.value, _("Only this one")),
    (Scope.FOLLOWING.value, _("This one and all after it")),
    (Scope.ALL.value, _("All of them that are still to come")),
)


def _clocks(times: Sequence[time]) -> list[Any]:
    return as_choices((f"{one:%H:%M}", f"{one:%H:%M}".removeprefix("0")) for one in times)


class WhatForm(Form):
    """Step 1: how many people, for whom, and what for. The last is the button that was pressed."""

    people = IntegerField(
        _("How many people come?"),
        validators=[InputRequired(_("Tell us how many people come.")), NumberRange(1, MOST_PEOPLE)],
        widget=NumberInput(min=1, max=MOST_PEOPLE),
    )
    group = RadioField(_("For whom is it?"), default=MYSELF)
    facts = SelectMultipleField(
        _("What must it have?"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    purpose = RadioField(
        _("What is it for?"),
        choices=as_choices((purpose.key, purpose.key) for purpose in PURPOSES),
        validators=[InputRequired(_("Choose what you need the room for."))],
    )

    def offer_groups(self, groups: Sequence[Any]) -> None:
        """Let the reader choose between themselves and the groups that they speak for."""
        self.group.choices = as_choices([(MYSELF, _("For myself")), *((group.slug, group.name) for group in groups)])

    def offer_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Let the reader choose between what rooms have."""
        self.facts.choices = as_choices(facts)


class TimeForm(Form):
    """A time of day, from and to, in half hours."""

    start = SelectField(_("From"), validators=[InputRequired(_("Choose a time."))])
    end = SelectField(_("Until"), validators=[InputRequired(_("Choose a time."))])

    def offer_times(self, starts: Sequence[time], ends: Sequence[time]) -> None:
        """Let the reader choose between these times."""
        self.start.choices = _clocks(starts)
        self.end.choices = _clocks(ends)

    @property
    def times(self) -> tuple[time, time]:
        """What was chosen."""
        return time.fromisoformat(self.start.data), time.fromisoformat(self.end.data)

    def validate_end(self, field: SelectField) -> None:
        """Later than the start; midnight is the end of the day."""
        if self.start.errors or not self.start.data or not field.data:
            return
        if field.data <= self.start.data and field.data != "00:00":
            raise ValidationError(_("The end lies before the start. Choose a later time."))


class WhenForm(TimeForm):
    """Step 2: a day from the leaves or typed, from and to, once or more often."""

    day = DayField(_("Which day?"))
    other_day = DayField(_("Or choose another day"))
    often = RadioField(
        _("How often?"),
        choices=as_choices([(ONCE, _("Once")), (WEEKLY, _("More often. For example every week."))]),
        default=ONCE,
        validators=[InputRequired(_("Choose one of these."))],
    )

    def validate_day(self, field: DayField) -> None:
        """One of the two; a date that cannot be read gets its own message."""
        if field.data is None and not field.process_errors and not any(self.other_day.raw_data or ()):
            raise ValidationError(_DAY_PLEASE)


class RepeatForm(Form):
    """Step 2, for what repeats: how often, which days off are left out, until a day or a number of times."""

    every = RadioField(_("How often?"), default="1")
    without = SelectMultipleField(_("When not?"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False))
    ends = RadioField(
        _("Until when?"),
        choices=as_choices([("until", _("Until a day")), ("times", _("A number of times"))]),
        default="until",
        validators=[InputRequired(_("Choose one of these."))],
    )
    until = DayField(_("Last day"))
    times = IntegerField(
        _("How many times"),
        validators=[Optional(), NumberRange(2, MOST_TIMES)],
        widget=NumberInput(min=2, max=MOST_TIMES),
    )

    def offer(self, ways: Sequence[tuple[str, str]], with_school: bool) -> None:  # a fact of the house
        """Let the reader choose between these ways to repeat; school holidays only where the house knows them."""
        self.every.choices = as_choices(ways)
        off = [("holidays", _("Not on public holidays"))]
        off += [("school", _("Not in the school holidays"))] if with_school else []
        self.without.choices = as_choices(off)

    def validate_until(self, field: DayField) -> None:
        """Needed when it ends on a day."""
        if self.ends.data == "until" and field.data is None:
            raise ValidationError(_DAY_PLEASE)

    def validate(self, extra_validators: Any = None) -> bool:
        """The number too is needed when that was chosen."""
        fine: bool = super().validate(extra_validators)
        if self.ends.data == "times" and self.times.data is None and not self.times.errors:
            self.times.errors = [_("Type a whole number.")]
            return False
        return fine


class DatesForm(Form):
    """Step 3, for every week: which dates to keep. Dates that are taken have a select of their own (see the view)."""

    keep = SelectMultipleField(_("Which dates?"))


class AgendaForm(Form):
    """Step 4: what stands in the agenda."""

    title = StringField(_("What is it?"), validators=[Length(max=LONGEST_TITLE)])
    visibility = RadioField(
        _("What may everybody see?"),
        choices=as_choices([(PUBLIC, _("What it is")), (BUSY, _("Only that the room is taken"))]),
        validators=[InputRequired(_("Choose one of these."))],
    )


class UseForm(AgendaForm):
    """The words of a booking: what stands in the agenda, what it is for, and how many come."""

    purpose = SelectField(
        _("What is it for?"),
        choices=as_choices((purpose.key, purpose.label) for purpose in PURPOSES),
        validators=[InputRequired(_("Choose what you need the room for."))],
    )
    people = IntegerField(
        _("How many people come?"),
        validators=[InputRequired(_("Tell us how many people come.")), NumberRange(1, MOST_PEOPLE)],
        widget=NumberInput(min=1, max=MOST_PEOPLE),
    )


class SeriesUseForm(UseForm):
    """The words of one date of a series, or of more of them."""

    which = RadioField(
        _("Which dates do you change?"),
        choices=as_choices(_SCOPES),
        default=Scope.ONE.value,
        validators=[InputRequired(_("Choose one of these."))],
    )


class MoveForm(TimeForm):
    """Another time or another room for one booking."""

    room = SelectField(_("Which room?"), validators=[InputRequired(_("Choose one of these."))])
    day = DayField(_("Which day?"), validators=[InputRequired(_DAY_PLEASE)])

    def offer_rooms(self, spaces: Sequence[Space]) -> None:
        """Let the reader choose between these rooms."""
        self.room.choices = as_choices((space.slug, space.name) for space in spaces)


class SeriesMoveForm(MoveForm):
    """Another time or another room for one date of a series, or for more of them."""

    which = RadioField(
        _("Which dates do you move?"),
        choices=as_choices(_SCOPES),
        default=Scope.ONE.value,
        validators=[InputRequired(_("Choose one of these."))],
    )


class CancelForm(Form):
    """Which dates of a series are cancelled."""

    scope = RadioField(
        _("Which dates do you cancel?"),
        choices=as_choices(_SCOPES),
        default=Scope.ONE.value,
        validators=[InputRequired(_("Choose one of these."))],
    )
