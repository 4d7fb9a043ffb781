"""Forms of planning a talk. What was said in it has no field."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.clock import NoSuchTime, from_wall, wall
from app.places.models import Space
from app.refusals import Refusal
from app.web.forms import ClockField, DayField, Form, as_choices, given
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.moments import NOT_THERE
from plugins.outreach.talks.words import week_words


class WeekForm(Form):
    """In which week."""

    week = SelectField(_("In which week?"), [InputRequired()])

    def offer_weeks(self, weeks: Iterable[date]) -> None:
        """Mondays."""
        self.week.choices = as_choices((one.isoformat(), week_words(one)) for one in weeks)

    def monday(self) -> date:
        """The week that was chosen; the first one as long as none was."""
        known = {str(value): value for value, *_others in self.week.iter_choices()}
        return date.fromisoformat(known.get(str(self.week.data), next(iter(known))))


class PairForm(WeekForm):
    """Two who go: one of the proposals, as two public ids with a plus, or two that were named."""

    pair = HiddenField(filters=[lambda text: text or ""])
    one = SelectField(_("The one"), [Optional()], validate_choice=False)
    other = SelectField(_("The other"), [Optional()], validate_choice=False)

    def offer_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Who may be named."""
        self.one.choices = self.other.choices = as_choices((("", _("Choose")), *people))

    def visitors(self) -> tuple[str, str]:
        """Public ids."""
        if "+" in (self.pair.data or ""):
            one, other = str(self.pair.data).split("+", 1)
            return one, other
        return self.one.data or "", self.other.data or ""


class OfferForm(Form):
    """Two moments to choose from."""

    first = DayField(_("The first day"), [InputRequired()])
    first_clock = ClockField(_("At what time?"), [InputRequired()])
    second = DayField(_("The second day"), [InputRequired()])
    second_clock = ClockField(_("And at what time?"), [InputRequired()])

    def show(self, talk: Talk, zone: ZoneInfo) -> None:
        """Fill in what was offered before."""
        if talk.offered:
            first, second = (wall(moment, zone) for moment in talk.offered)
            self.first.data, self.first_clock.data = first.date(), first.time()
            self.second.data, self.second_clock.data = second.date(), second.time()

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The two. Raises Refusal beside the one that the clock does not know."""
        return (
            _moment("first", given(self.first.data), given(self.first_clock.data), zone),
            _moment("second", given(self.second.data), given(self.second_clock.data), zone),
        )


class ChoiceForm(Form):
    """One of the two."""

    moment = HiddenField(_("Which moment?"))

    def chosen(self) -> datetime:
        """The moment. Raises Refusal for what is none."""
        try:
            return datetime.fromisoformat(self.moment.data or "")
        except ValueError:
            raise Refusal(NOT_THERE, field="moment") from None


class NeitherForm(Form):
    """Neither of the two."""

    words = StringField(_("When would suit you? (optional)"), [Optional(), Length(max=120)])


class ConfirmForm(Form):
    """They were told once more."""

    how = HiddenField()


class RoomForm(Form):
    """In which room."""

    room = SelectField(_("In which room?"), [InputRequired()])

    def offer(self, rooms: Iterable[Space]) -> None:
        """Those of the house."""
        self.room.choices = as_choices((one.slug, one.name) for one in rooms)


def last_day(talk: Talk) -> date:
    """The Sunday of its week."""
    return talk.week + timedelta(days=6)


def _moment(field: str, day: date, clock: time, zone: ZoneInfo) -> datetime:
    try:
        return from_wall(day, clock, zone)
    except NoSuchTime:
        raise Refusal(_("The clock skips this time. Choose another one."), field=field) from None
