"""Forms of the settings. A field's `description` is the hint under its label."""

from datetime import date, time, timedelta
from typing import Any, Final
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from app.places.facts import FACTS
from app.places.hours_field import HoursField
from app.places.rules import stored
from app.plugins import RuleSpec
from app.web import dates
from app.web.forms import ClockField, DayField, Form, as_choices, phone_number

LANGUAGES: Final = [("nl", "Nederlands"), ("en", "English")]
COUNTRIES: Final = [("NL", _("the Netherlands")), ("BE", _("Belgium")), ("DE", _("Germany"))]
_BEYOND_EUROPE: Final = {"America/Aruba", "America/Curacao", "America/Kralendijk", "America/Lower_Princes"}
_SLUG_HINT: Final = _("The last part of its web address. The old address keeps working.")
_FACTS: Final[dict[str, Any]] = {key: fact.label for key, fact in FACTS.items()}
_A_MONDAY: Final = date(2024, 1, 1)
_WHOLE: Final = {"min": 0, "inputmode": "numeric"}


def zone_names() -> list[str]:
    """Time zones that a house may be in: those of Europe and of the Dutch islands."""
    return sorted(name for name in available_timezones() if name.startswith("Europe/") or name in _BEYOND_EUROPE)


class HouseForm(Form):
    """What a house tells of itself."""

    name = StringField(_("Name"), [DataRequired(), Length(max=100)])
    kind = StringField(_("Kind of house"), [Length(max=40)], description=_("The small word above the name: Buurthuis."))
    slug = StringField(_("Web address"), [DataRequired(), Length(max=60)], description=_SLUG_HINT)
    address = StringField(_("Street, number and place"), [Length(max=200)])
    neighbourhood = StringField(_("Neighbourhood"), [DataRequired(), Length(max=100)])
    about = TextAreaField(_("About the house"), render_kw={"rows": 5})
    language = SelectField(
        _("Language of the house"),
        choices=as_choices(LANGUAGES),
        description=_("Public calendars and the poster speak it. Readers choose their own language."),
    )
    zone_name = SelectField(_("Time zone"))
    holiday_country = SelectField(_("Public holidays of"), choices=as_choices(COUNTRIES))
    is_partner = BooleanField(_("This is a partner's building, not a house of our own"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the time zones."""
        super().__init__(*args, **kwargs)
        self.zone_name.choices = as_choices((name, name) for name in zone_names())


class ContactForm(Form):
    """Whom people can call: it stands on every page."""

    contact_names = StringField(
        _("Names at the desk"), [Length(max=120)], description=_("For example: Toos and Karim.")
    )
    phone = StringField(_("Phone"), [Length(max=30), phone_number], render_kw={"type": "tel", "autocomplete": "off"})
    phone_hours = StringField(
        _("When you can be called"), [Length(max=60)], description=_("For example: Mon–Fri 9–17.")
    )


class HoursForm(Form):
    """The hours of a week, a line a day."""

    day0 = HoursField()
    day1 = HoursField()
    day2 = HoursField()
    day3 = HoursField()
    day4 = HoursField()
    day5 = HoursField()
    day6 = HoursField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Call each line by its weekday, in the reader's language."""
        super().__init__(*args, **kwargs)
        for number in range(7):
            name = dates.weekday(_A_MONDAY + timedelta(days=number))
            self[f"day{number}"].label.text = dates.capitalize_first(name)

    @classmethod
    def fields_for(cls, week: dict[int, list[tuple[time, time]]]) -> dict[str, list[tuple[time, time]]]:
        """Openings by weekday as the form takes them."""
        return {f"day{weekday}": week.get(weekday, []) for weekday in range(7)}


def _about() -> TextAreaField:
    return TextAreaField(_("What is it like?"), render_kw={"rows": 4})


def _condition() -> StringField:
    return StringField(
        _("What one should know before using it"),
        [Length(max=200)],
        description=_("For example: only with somebody who had the instruction."),
    )


class SpaceWordsForm(Form):
    """What a host may change of a room."""

    about = _about()
    condition = _condition()


class SpaceForm(Form):
    """All of a room."""

    name = StringField(_("Name"), [DataRequired(), Length(max=100)])
    slug = StringField(
        _("Web address"),
        [Length(max=60)],
        description=_("The last part of its web address. Empty: made from the name."),
    )
    about = _about()
    condition = _condition()
    seated = IntegerField(_("How many people can sit"), [Optional(), NumberRange(0, 5000)], default=0, render_kw=_WHOLE)
    standing = IntegerField(_("How many can stand"), [Optional(), NumberRange(0, 5000)], default=0, render_kw=_WHOLE)
    buffer_minutes = IntegerField(
        _("Minutes between two uses"),
        [Optional(), NumberRange(0, 240)],
        default=0,
        description=_("Time to tidy up. Nobody can book it."),
        render_kw=_WHOLE,
    )
    facts = SelectMultipleField(_("What is there"), choices=as_choices(_FACTS.items()), option_widget=CheckboxInput())
    parts = SelectMultipleField(
        _("Made of these rooms"),
        coerce=int,
        option_widget=CheckboxInput(),
        description=_("Only for a combined room. Who books it, books all of them."),
    )
    bookable = BooleanField(_("People can book it"), default=True)
    private = BooleanField(_("Private: never show it to the public"))


class PhotoForm(Form):
    """A photo with words for who cannot see it."""

    photo = FileField(
        _("Photo"),
        description=_("JPEG, PNG or WebP, at most 8 MB. We remove where and when it was taken."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    description = StringField(
        _("What can be seen?"),
        [DataRequired(), Length(max=200)],
        description=_("For people who cannot see it. For example: a light room with twenty chairs."),
    )


class ClosureForm(Form):
    """A closure of the house's own."""

    space = SelectField(_("What is closed?"))
    first_day = DayField(_("First day"), [DataRequired()])
    last_day = DayField(_("Last day"), description=_("Leave empty for one day."))
    start = ClockField(_("From what time?"), description=_("Leave both times empty for whole days."))
    end = ClockField(_("Until what time?"))
    reason = StringField(
        _("Why?"), [DataRequired(), Length(max=120)], description=_("People see this. For example: big spring clean.")
    )
    sure = HiddenField()
    """Filled in once what is booked in that time was shown."""


class HolidaysForm(Form):
    """Which public holidays the house is closed on."""

    days = SelectMultipleField(_("On which days are you closed?"), option_widget=CheckboxInput())


def _since() -> DayField:
    return DayField(_("From which day?"), [DataRequired()])


def _why() -> TextAreaField:
    return TextAreaField(
        _("Why did you decide this?"),
        [DataRequired(), Length(max=1000)],
        description=_("Everyone can read this. Do not name people."),
        render_kw={"rows": 4},
    )


class NumberRuleForm(Form):
    """A decision about a rule whose value is a number."""

    value = IntegerField(_("The number"), [InputRequired()])
    since = _since()
    why = _why()


class ChoiceRuleForm(Form):
    """A decision about a rule whose value is one of a few."""

    value = RadioField(_("The choice"), validators=[InputRequired()])
    since = _since()
    why = _why()


def rule_form(spec: RuleSpec, words: dict[str, str], **given: Any) -> NumberRuleForm | ChoiceRuleForm:
    """The form for a rule: a number, or one of `words` (stored form to words)."""
    if spec.kind is int:
        form = NumberRuleForm(**given)
        form.value.render_kw = {"min": spec.minimum, "max": spec.maximum, "inputmode": "numeric"}
        return form
    chosen = ChoiceRuleForm(**{name: stored(one) if name == "value" else one for name, one in given.items()})
    chosen.value.choices = as_choices(words.items())
    return chosen
