"""Forms of the wheel."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.dates import capitalize_first, month_name
from app.web.dates import month as month_words
from app.web.forms import Form, as_choices, given
from plugins.outreach.views import outreach
from plugins.outreach.wheel.keeping import DistrictValues, Turning
from plugins.outreach.wheel.models import District, Wheel

ANY: Final = ""
EVERY: Final = (
    (1, _("every month")),
    (2, _("every two months")),
    (3, _("every three months")),
    (6, _("twice a year")),
)


class WheelForm(Form):
    """How the wheel turns."""

    first = SelectField(_("The first month"), [InputRequired()])
    years = IntegerField(_("In how many years does everybody get a letter?"), [InputRequired(), NumberRange(1, 20)])
    every = RadioField(_("Letters go out"), [InputRequired()], choices=as_choices(EVERY), coerce=int)
    quiet = SelectMultipleField(
        _("Months without letters"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput()
    )
    visitors = IntegerField(_("How many visitors are there?"), [InputRequired(), NumberRange(0, 999)])
    talks = IntegerField(_("How many talks a month for each visitor?"), [InputRequired(), NumberRange(1, 60)])
    together = IntegerField(_("How many visitors go to one talk?"), [InputRequired(), NumberRange(1, 3)])
    one_in = IntegerField(_("One talk in how many letters do you expect?"), [InputRequired(), NumberRange(1, 10)])

    def offer_months(self, months: Iterable[date]) -> None:
        """The months with which the wheel may begin; the names of a year's months."""
        self.first.choices = as_choices((one.isoformat(), month_words(one)) for one in months)
        self.quiet.choices = as_choices((n, capitalize_first(month_name(date(2027, n, 1)))) for n in range(1, 13))

    def begin(self, month: date) -> None:
        """Fill in what the founding paper says, and what is common."""
        self.first.data, self.every.data, self.quiet.data = month.isoformat(), 1, [7, 8, 12]
        self.years.data, self.talks.data, self.together.data, self.one_in.data = 5, 2, 2, 3

    def show(self, wheel: Wheel) -> None:
        """Fill in how it turns now."""
        self.first.data, self.quiet.data = wheel.first.isoformat(), sorted(wheel.quiet_months)
        for name in ("years", "every", "visitors", "talks", "together", "one_in"):
            self[name].data = getattr(wheel, name)

    def values(self) -> Turning:
        """What was said."""
        return Turning(
            first=date.fromisoformat(self.first.data),
            quiet=tuple(self.quiet.data or ()),
            **{name: given(self[name].data) for name in ("years", "every", "visitors", "talks", "together", "one_in")},
        )


class DistrictForm(Form):
    """A district."""

    name = StringField(_("What is the district called?"), [InputRequired(), Length(max=60)])
    letters = IntegerField(
        _("How many people aged 75 to 85 live there?"),
        [InputRequired(), NumberRange(1, 20_000)],
        description=_("A number that the municipality may give. Never their names."),
    )
    source = StringField(_("Who counted, and when? (optional)"), [Optional(), Length(max=120)])
    earliest = SelectField(_("Not before"), default=ANY)
    latest = SelectField(_("Not after"), default=ANY)

    def offer_months(self, months: Iterable[date]) -> None:
        """The months of the wheel."""
        choices = [(ANY, _("does not matter")), *((one.isoformat(), month_words(one)) for one in months)]
        self.earliest.choices = self.latest.choices = as_choices(choices)

    def show(self, district: District) -> None:
        """Fill in what is known."""
        self.name.data, self.letters.data, self.source.data = district.name, district.letters, district.source
        self.earliest.data = district.earliest.isoformat() if district.earliest else ANY
        self.latest.data = district.latest.isoformat() if district.latest else ANY

    def values(self) -> DistrictValues:
        """What was said."""
        return DistrictValues(
            name=self.name.data or "",
            letters=given(self.letters.data),
            source=self.source.data or "",
            earliest=date.fromisoformat(self.earliest.data) if self.earliest.data else None,
            latest=date.fromisoformat(self.latest.data) if self.latest.data else None,
        )


class SentForm(Form):
    """How many letters of a month went out."""

    sent = IntegerField(_("How many letters went out?"), [InputRequired(), NumberRange(0, 20_000)])


@outreach.app_template_global()
def letters_words(number: int) -> str:
    """So many letters, in words."""
    return ngettext("%(num)s letter", "%(num)s letters", number)
