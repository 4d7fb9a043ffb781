"""Forms of the work day."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.clock import NoSuchTime, from_wall, wall
from app.refusals import Refusal
from app.web import dates
from app.web.forms import ClockField, DayField, Form, as_choices
from plugins.contributions.workday.models import WorkDay
from plugins.contributions.workday.planning import DayValues


class DayForm(Form):
    """A work day: what it is called, and when."""

    title = StringField(_("What is it called?"), validators=[InputRequired(), Length(max=100)])
    words = TextAreaField(_("Tell a little more (optional)"), validators=[Length(max=1000)])
    day = DayField(_("Which day?"), validators=[InputRequired()])
    start = ClockField(_("From"), validators=[InputRequired()])
    end = ClockField(_("To"), validators=[InputRequired()])

    def values(self, zone: ZoneInfo) -> DayValues:
        """What was filled in; the form must be valid. Raises Refusal, with its field, for a time that is none."""
        day, start, end = self.day.data, self.start.data, self.end.data
        if day is None or start is None or end is None:
            raise ValueError("a form that is not valid has no values")
        try:
            starts, ends = from_wall(day, start, zone), from_wall(day, end, zone)
        except NoSuchTime:
            raise Refusal(_("The clock skips this time that night. Choose another one."), field="start") from None
        except OverflowError:
            raise Refusal(_("That is more than a year ahead. Choose an earlier day."), field="day") from None
        return DayValues(title=self.title.data or "", words=self.words.data or "", starts=starts, ends=ends)


class NewDayForm(DayForm):
    """A new one, with the list of jobs of an earlier one or without."""

    like = SelectField(_("With which list of jobs?"), default="")
    offered: Sequence[str] = ("",)
    """Public ids of the days whose list one can begin with."""

    def fill_days(self, days: Sequence[WorkDay]) -> None:
        """Offer the lists of these days, newest first, and an empty one."""
        self.offered = [one.public_id for one in days] or [""]
        those = [(one.public_id, f"{one.title}, {dates.day(one.starts, one.house.zone)}") for one in days]
        self.like.choices = as_choices([*those, ("", gettext("An empty list"))])

    def choose(self, like: str) -> None:
        """Begin with the list of this day, or with that of last time."""
        self.like.data = like if like in self.offered else self.offered[0]


def data_of(day: WorkDay) -> dict[str, object]:
    """A day as the form shows it."""
    zone = day.house.zone
    start, end = wall(day.starts, zone), wall(day.ends, zone)
    return {"title": day.title, "words": day.words, "day": start.date(), "start": start.time(), "end": end.time()}
