"""Forms of contributions."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.clock import NoSuchTime, Span, from_wall, now, wall
from app.refusals import Refusal
from app.web.forms import ClockField, DayField, Form, as_choices
from plugins.contributions import promising, thanking
from plugins.contributions.models import LONGEST, MOST_PLACES, Task
from plugins.contributions.takes import TAKES
from plugins.contributions.tasks import TaskValues


class OwnForm(Form):
    """Something of one's own."""

    words = TextAreaField(
        _("What would you like to do?"), validators=[InputRequired(), Length(max=promising.OWN_LONGEST)]
    )


class ToldForm(Form):
    """What somebody did, told afterwards."""

    words = TextAreaField(_("What was done?"), validators=[InputRequired(), Length(max=promising.OWN_LONGEST)])


class ToldAtDeskForm(ToldForm):
    """The same for a host, who may tell what somebody without an account did."""

    name = StringField(_("First name of who did it (empty: you did)"), validators=[Length(max=60)])


class ThanksForm(Form):
    """A thank-you: words, a drawing (the second button), or both."""

    words = TextAreaField(_("Your thank-you"), validators=[Length(max=thanking.LONGEST)])


class GuestForm(Form):
    """At the desk: somebody without an account."""

    name = StringField(_("First name"), validators=[InputRequired(), Length(max=60)])
    reach = StringField(_("Phone or e-mail (optional)"), validators=[Length(max=120)])


class TaskWordsForm(Form):
    """What is to be done, by how many, and what it takes."""

    title = StringField(_("What is to be done?"), validators=[InputRequired(), Length(max=100)])
    words = TextAreaField(_("Tell a little more (optional)"), validators=[Length(max=1000)])
    minutes = IntegerField(
        _("About how many minutes?"), default=30, validators=[InputRequired(), NumberRange(1, LONGEST)]
    )
    places = IntegerField(
        _("For how many people?"), default=1, validators=[InputRequired(), NumberRange(1, MOST_PLACES)]
    )
    takes = SelectMultipleField(
        _("What does it take?"),
        choices=as_choices((take.key, take.label) for take in TAKES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def task_values(self, starts: datetime | None = None, ends: datetime | None = None) -> TaskValues:
        """What was filled in, with its time."""
        return TaskValues(
            title=self.title.data or "",
            words=self.words.data or "",
            minutes=self.minutes.data or 0,
            places=self.places.data or 0,
            takes=tuple(self.takes.data or ()),
            starts=starts,
            ends=ends,
        )


class TaskForm(TaskWordsForm):
    """A task of the house."""

    when = RadioField(
        _("When?"),
        choices=as_choices(
            [
                ("moment", _("At a set time")),
                ("week", _("Within a week")),
                ("window", _("On a day that suits you, between two days")),
                ("whenever", _("Whenever you like")),
            ]
        ),
        default="whenever",
    )
    day = DayField(_("Day, or first day"), validators=[Optional()])
    clock = ClockField(_("Time"), validators=[Optional()])
    last_day = DayField(_("Last day"), validators=[Optional()])

    def values(self, zone: ZoneInfo) -> TaskValues:
        """What was filled in. Raises Refusal, with its field, where the time does not fit together."""
        return self.task_values(*self._time(zone))

    def _time(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        if self.when.data == "whenever":
            return None, None
        if self.when.data == "week":
            week = Span.day(wall(now(), zone).date(), zone, days=8)
            return week.start, week.end
        if self.day.data is None:
            raise Refusal(_("Choose a day."), field="day")
        try:
            if self.when.data == "moment":
                if self.clock.data is None:
                    raise Refusal(_("Choose a time."), field="clock")
                return from_wall(self.day.data, self.clock.data, zone), None
            if self.last_day.data is None:
                raise Refusal(_("Choose the last day."), field="last_day")
            last = from_wall(self.last_day.data + timedelta(days=1), time(0), zone)
            return from_wall(self.day.data, time(0), zone), last
        except NoSuchTime:
            raise Refusal(_("The clock skips this time that night. Choose another one."), field="clock") from None
        except OverflowError:
            raise Refusal(_("That is more than a year ahead. Choose an earlier day."), field="day") from None


def form_of(task: Task) -> TaskForm:
    """A form that says what a task is now."""
    zone = task.house.zone
    start = wall(task.starts, zone) if task.starts else None
    return TaskForm(
        data={
            **words_of(task),
            "when": "window" if task.ends else "moment" if task.starts else "whenever",
            "day": start.date() if start else None,
            "clock": start.time() if start and task.ends is None else None,
            "last_day": wall(task.ends - timedelta(seconds=1), zone).date() if task.ends else None,
        }
    )


def words_of(task: Any) -> dict[str, Any]:
    """What a form says of a task, or of one that comes back: its words, places, and what it takes."""
    return {
        "title": task.title,
        "words": task.words,
        "minutes": task.minutes,
        "places": task.places,
        "takes": list(task.take_keys),
    }
