"""Forms of activities. What they hold becomes the values of `planning`."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.calendar.themes import THEMES
from app.refusals import Refusal
from app.web.forms import ClockField, DayField, Form, as_choices, given
from plugins.activities.coming import LARGEST_PARTY, Coming
from plugins.activities.labels.forms import LabelsForm
from plugins.activities.online.address import PLACE
from plugins.activities.online.forms import OnlineForm
from plugins.activities.planning import OneDate, When, Where, Words
from plugins.activities.publishing import MOST_PLACES
from plugins.activities.when.forms import LeaveOutForm, OftenForm


def ticks(label: Any, **more: Any) -> SelectMultipleField:
    """Several choices, each with a box to tick."""
    return SelectMultipleField(label, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), **more)


class WordsForm(LabelsForm):
    """What it is, and who can come."""

    title = StringField(_("What is it called?"), [InputRequired(), Length(max=100)])
    about = TextAreaField(_("Tell about it"), [Length(max=4000)])
    themes = ticks(_("What is it about?"), choices=as_choices((one.key, one.label) for one in THEMES))
    costs = StringField(_("What does it cost?"), [Length(max=100)])
    signing = RadioField(
        _("Do people sign up?"),
        choices=as_choices([("no", _("No, everybody just walks in")), ("yes", _("Yes, there is a number of places"))]),
        default="no",
    )
    places = IntegerField(_("How many places?"), [Optional(), NumberRange(1, MOST_PLACES)])
    sensitive = BooleanField(_("Keep it discreet: no names anywhere"))
    with_paid_staff = BooleanField(_("Somebody who is paid for it leads it"))

    def words(self) -> Words:
        """The words as a value. Raises Refusal when there is sign-up without a number of places."""
        if self.signing.data == "yes" and self.places.data is None:
            raise Refusal(_("How many people can come?"), field="places")
        said = self.said()
        return Words(
            title=self.title.data or "",
            about=self.about.data or "",
            costs=self.costs.data or "",
            themes=tuple(self.themes.data or ()),
            tags=tuple(self.tags.data or ()) if self.tags else (),
            labels=said.chosen,
            pace=said.pace,
            places=self.places.data if self.signing.data == "yes" else None,
            sensitive=bool(self.sensitive.data),
            with_paid_staff=bool(self.with_paid_staff.data),
        )


class WhereForm(Form):
    """In which rooms, or where else."""

    spaces = ticks(_("Which room?"), coerce=int)
    place = StringField(_("Or somewhere else"), [Length(max=120)])

    def where(self) -> Where:
        """The place as a value; it may be empty."""
        return Where(space_ids=tuple(self.spaces.data or ()), place=self.place.data or "")


class TimesForm(WhereForm):
    """From when to when on the wall, and where."""

    start = ClockField(_("From"), [InputRequired()])
    end = ClockField(_("To"), [InputRequired()])


class DateForm(TimesForm):
    """One date by itself."""

    day = DayField(_("Which day?"), [InputRequired()])
    title = StringField(_("What is special this time?"), [Length(max=100)])

    def plan(self) -> OneDate:
        """The date as a value; the form must be valid."""
        return OneDate(
            day=given(self.day.data),
            start=given(self.start.data),
            end=given(self.end.data),
            where=self.where(),
            title=self.title.data or "",
        )


class PublishForm(WordsForm, TimesForm, OftenForm, OnlineForm):
    """All of it on one page: what, when, how often, where, who can come."""

    day = DayField(_("Which day?"), [InputRequired()])
    group = SelectField(_("Who organises it?"), coerce=int, default=0)

    def where(self) -> Where:
        """The place as a value; online alone is a place too."""
        online = self.online_at()
        if not online.address:
            return super().where()
        nowhere = not self.spaces.data and not self.place.data
        return replace(super().where(), place=PLACE if nowhere else self.place.data or "", online=online)

    def when(self) -> When:
        """The plan as a value; the form must be valid. Raises Refusal for a series without an end."""
        day, start, end = given(self.day.data), given(self.start.data), given(self.end.data)
        return When(first=day, start=start, end=end, repeat=self.repeat(day), days=self.listed(day))


class ReasonForm(Form):
    """A word why something is called off."""

    reason = StringField(_("A word why, for those who come"), [Length(max=200)])


class UntilForm(LeaveOutForm):
    """Until when a series goes on, and what it leaves out."""

    until = DayField(_("Until when?"), [InputRequired()])


class SignUpForm(Form):
    """I'm coming. The first two are for who did not sign in."""

    name = StringField(_("Your first name"), [Length(max=60)])
    reach = StringField(_("Phone or e-mail"), [Length(max=254)])
    party = IntegerField(_("With how many are you?"), [Optional(), NumberRange(1, LARGEST_PARTY)], default=1)
    first_time = BooleanField(_("It is my first time. Will somebody meet me?"))

    def coming(self, language: str) -> Coming:
        """What was filled in, as a value."""
        return Coming(
            party=self.party.data or 1,
            first_time=bool(self.first_time.data),
            name=self.name.data or "",
            reach=self.reach.data or "",
            language=language,
        )


class PartyForm(Form):
    """With how many somebody waits."""

    party = IntegerField(_("With how many are you?"), [InputRequired(), NumberRange(1, LARGEST_PARTY)])


class CodeForm(Form):
    """The code of a sign-up."""

    code = StringField(_("Your code"), [InputRequired(), Length(max=20)])


def drop_empty_tags(form: Any) -> None:
    """Take the tags off a form where no plugin brings any."""
    if "tags" in form and not form.tags.choices:
        del form.tags
