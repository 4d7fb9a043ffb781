"""The part of a form that says how often, on which days, and which of those are left out."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, IntegerField, RadioField, SelectMultipleField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.calendar.repeats import Frequency, Repeat, nth_of
from app.places.daysoff import HOLIDAYS, SCHOOL, days_off, has_school_breaks
from app.places.models import House
from app.refusals import Refusal
from app.web import dates
from app.web.forms import DayField, Form, as_choices

ONCE: Final = "once"
SO_MANY: Final = "weeks"
MONTHLY: Final = "month"
LAST: Final = "last"
ON_DATE: Final = "date"
LIST: Final = "list"
MOST_WEEKS: Final = 26
MOST_DAYS: Final = 60
"""Days that one can choose one by one."""
_DAYS_OFF: Final = {HOLIDAYS: _("Public holidays"), SCHOOL: _("School holidays")}


class LeaveOutForm(Form):
    """Days off that a series leaves out, by choice."""

    without = SelectMultipleField(
        _("Leave out?"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    break_first = DayField(_("A break of your own, from"), [Optional()])
    break_last = DayField(_("Up to and with"), [Optional()])

    def fit_to(self, house: House) -> None:
        """Offer the school holidays only where the house wrote them down."""
        known = [SCHOOL] if has_school_breaks(house.id) else []
        self.without.choices = as_choices((key, _DAYS_OFF[key]) for key in (HOLIDAYS, *known))

    def left_out(self, house: House, days: Iterable[date]) -> dict[date, str]:
        """Which of `days` are left out to begin with, each with its reason in the reader's words. Raises Refusal."""
        wanted = list(days)
        first, last = self.break_first.data or self.break_last.data, self.break_last.data or self.break_first.data
        found = days_off(house, wanted, self.without.data or ())
        if first is None or last is None:
            return found
        if last < first:
            raise Refusal(_("The last day is before the first."), field="break_last")
        return found | {day: gettext("our own break") for day in wanted if first <= day <= last}


class OftenForm(LeaveOutForm):
    """How often, until when; or on days that are chosen one by one."""

    often = RadioField(
        _("How often?"),
        choices=as_choices(
            [
                (ONCE, _("Once")),
                ("1", _("Every week")),
                ("2", _("Every other week")),
                (SO_MANY, _("Every so many weeks")),
                (MONTHLY, _("Every month, on the same weekday: the 2nd Tuesday")),
                (LAST, _("Every month, on the last one: the last Friday")),
                (ON_DATE, _("Every month, on the same date: the 15th")),
                (LIST, _("On days that I choose one by one")),
            ]
        ),
        default=ONCE,
    )
    every = IntegerField(_("Every how many weeks?"), [Optional(), NumberRange(1, MOST_WEEKS)])
    weekdays = SelectMultipleField(
        _("On more than one weekday?"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    until = DayField(_("Until when?"), [Optional()])
    days = FieldList(DayField(_("Day"), [Optional()]), label=_("Which days?"), max_entries=MOST_DAYS)

    def fit_to(self, house: House) -> None:
        """Name the weekdays in the reader's language, and offer what the house knows."""
        super().fit_to(house)
        monday = date(2027, 3, 8)
        self.weekdays.choices = as_choices((n, dates.weekday(monday + timedelta(days=n))) for n in range(7))

    @property
    def is_list(self) -> bool:
        """Whether the days are chosen one by one."""
        return bool(self.often.data == LIST)

    def listed(self, first: date) -> tuple[date, ...]:
        """The days that were chosen one by one, with the first; none where it is not about a list."""
        return tuple(sorted({first, *(one.data for one in self.days if one.data)})) if self.is_list else ()

    def repeat(self, first: date) -> Repeat | None:
        """How it repeats. Raises Refusal, with its field, for a series without an end."""
        until = self.until.data
        if self.often.data in (ONCE, LIST):
            return None
        if until is None:
            raise Refusal(_("Until when? After a year you renew it."), field="until")
        if until < first:
            raise Refusal(_("The last day comes after the first. Look at the days again."), field="until")
        if self.often.data == ON_DATE:
            return Repeat.on_date(first.day, until=until)
        if self.often.data in (MONTHLY, LAST):
            nth = -1 if self.often.data == LAST else nth_of(first)
            return Repeat.monthly(first.weekday(), nth, until=until)
        weekdays = tuple(sorted(set(self.weekdays.data or ()))) or (first.weekday(),)
        return Repeat(freq=Frequency.WEEKLY, weekdays=weekdays, interval=self._weeks(), until=until)

    def _weeks(self) -> int:
        if self.often.data != SO_MANY:
            return int(self.often.data)
        if self.every.data is None:
            raise Refusal(_("Every how many weeks? Type a number."), field="every")
        return int(self.every.data)
