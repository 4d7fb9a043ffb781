"""The base of every form: what people type is trimmed, odd signs and endless texts get a message, nothing is lost."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, TypeVar

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of 3.2
from wtforms.validators import Length
from wtforms.widgets import DateInput, TextInput

from app.refusals import Refusal, RuleLink
from app.web import dates

T = TypeVar("T")

LINE: Final = 200
"""Most characters in a field of one line, unless it has a Length of its own."""
TEXT: Final = 4000
"""Most characters in a field of several lines, unless it has a Length of its own."""
_BREAKS: Final = frozenset("\n\t")
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of a text around, and make it read as another one."""

WORDS: Final[Mapping[str, object]] = {
    "This field is required.": _("Please fill this in."),
    "Not a valid choice.": _("Choose one of these."),
    "Not a valid choice: could not coerce.": _("Choose one of these."),
    "Invalid Choice: could not coerce.": _("Choose one of these."),
    "'%(value)s' is not a valid choice for this field.": _("Choose one of these."),
    "'%(value)s' are not valid choices for this field.": _("Choose one of these."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _("Choose one of these."),
    "Not a valid integer value.": _("Type a whole number."),
    "Not a valid decimal value.": _("Type a number."),
    "Not a valid float value.": _("Type a number."),
    "Not a valid date value.": _("We don't understand this date. Type it like this: 18-03-2027."),
    "Not a valid time value.": _("We don't understand this time. Type it like this: 14:00."),
    "Number must be between %(min)s and %(max)s.": _("Type a number from %(min)s to %(max)s."),
    "Number must be at least %(min)s.": _("Type a number of %(min)s or more."),
    "Number must be at most %(max)s.": _("Type a number of at most %(max)s."),
    "Field cannot be longer than %(max)d character.": _("This is too long. Use at most %(max)d characters."),
    "Field cannot be longer than %(max)d characters.": _("This is too long. Use at most %(max)d characters."),
    "Field must be at least %(min)d character long.": _("This is too short. Use at least %(min)d characters."),
    "Field must be at least %(min)d characters long.": _("This is too short. Use at least %(min)d characters."),
    "Field must be between %(min)d and %(max)d characters long.": _("Use %(min)d to %(max)d characters."),
    "Field must be exactly %(max)d character long.": _("Use exactly %(max)d characters."),
    "Field must be exactly %(max)d characters long.": _("Use exactly %(max)d characters."),
    "Invalid input.": _("We don't understand this. Please check it."),
}
"""WTForms' own messages, in our words."""


class _OurWords:
    """What WTForms asks for its messages."""

    def gettext(self, message: str) -> str:
        return str(WORDS.get(message, message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


class Form(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """A form of ours. `refuse` puts a service's refusal on it."""

    refused_by: RuleLink | None = None
    """The house rule behind a refusal."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # nor has this
        """Trim and check every text, and speak in our own words."""

        def bind_field(self, form: "Form", unbound_field: Any, options: dict[str, Any]) -> Field:
            """Add cleaning to the filters of every text."""
            if issubclass(unbound_field.field_class, StringField):
                several = issubclass(unbound_field.field_class, TextAreaField)
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": (*own, clean_text if several else clean_line)}
            field: Field = unbound_field.bind(form=form, **options)
            return field

        def get_translations(self, form: "Form") -> _OurWords:
            """Where WTForms gets its messages."""
            return _OurWords()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give every text without a Length of its own the usual one."""
        super().__init__(*args, **kwargs)
        for field in self:
            if isinstance(field, StringField) and not any(isinstance(one, Length) for one in field.validators):
                limit = Length(max=TEXT if isinstance(field, TextAreaField) else LINE)
                field.validators = [*field.validators, limit]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether all is well. What could not be read gets that message alone, and not what follows from it."""
        fine: bool = super().validate(extra_validators)
        for field in self:
            if field.errors and field.process_errors:
                field.errors = list(field.process_errors)
        return fine

    def problems(self) -> list[tuple[str, str, str]]:
        """What is wrong, as (id of the field or "", its label, message), in the order of the fields."""
        found = [("", "", str(message)) for message in self.form_errors]
        for field in self:
            found += [(field.id, str(field.label.text), str(message)) for message in flat(field.errors)]
        return found


def refuse(form: Form, refusal: Refusal) -> None:
    """Put a refusal beside its field, or on the form as a whole, with the house rule behind it."""
    form.refused_by = refusal.rule
    if refusal.field in form:
        field = form[refusal.field]
        field.errors = [*field.errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]


def given(value: T | None) -> T:
    """What a valid form holds in a field that must be filled in. Raises ValueError where it was not validated."""
    if value is None:
        raise ValueError("a field is empty: was the form validated?")
    return value


def clean_line(text: str | None) -> str | None:
    """One line of text, trimmed. Raises ValueError with words for signs that do not belong in it."""
    return None if text is None else _checked(unicodedata.normalize("NFC", text).strip(), frozenset())


def clean_text(text: str | None) -> str | None:
    """Several lines of text, trimmed, with one kind of line end. Raises ValueError like `clean_line`."""
    if text is None:
        return None
    return _checked(unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip(), _BREAKS)


def _checked(text: str, allowed: frozenset[str]) -> str:
    if any((unicodedata.category(sign) in ("Cc", "Cs") or sign in _TURNING) and sign not in allowed for sign in text):
        raise ValueError(_("There is a sign in this that we cannot keep. Please type it again."))
    return text


def as_choices(pairs: Iterable[tuple[Any, object]]) -> list[Any]:
    """What a field offers to choose from, as WTForms wants it from 3.3 on: pairs of a value and its (lazy) label."""
    return [SelectChoice(value, label) for value, label in pairs]


def flat(errors: Any) -> list[object]:
    """The messages of a field, also of one that holds others (whose errors are lists of lists, or a dict)."""
    if isinstance(errors, Mapping):
        errors = list(errors.values())
    if not isinstance(errors, Sequence) or isinstance(errors, str):
        return [errors]
    return [message for one in errors for message in flat(one)]


class DayField(Field):
    """A day, from a browser's own field or typed: "18-03-2027". `data` is a date, or None."""

    widget = DateInput()
    data: date | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a date that does not exist is a message."""
        self.data = dates.parse_day(valuelist[0]) if valuelist and valuelist[0].strip() else None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if self.data else ""


class ClockField(Field):
    """A time of day: "14:00", "14.00", "14u30". `data` is a time, or None."""

    widget = TextInput()
    data: time | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a time that does not exist is a message."""
        self.data = dates.parse_clock(valuelist[0]) if valuelist and valuelist[0].strip() else None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data else ""


@dataclass(frozen=True, slots=True)
class DayTile:
    """One day of a row of day tiles. `word` is "plek", "bijna vol" or "dicht"; `value` is what the form sends."""

    day: date
    word: str
    closed: bool = False

    @property
    def value(self) -> str:
        """As the form sends it."""
        return self.day.isoformat()


def email_address(_form: Form, field: Field) -> None:
    """Validator: looks like an e-mail address. Whether it works, a mail to it tells."""
    if field.data and not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@.<>,]{2,}", field.data):
        raise ValidationError(_("This is not an e-mail address. It looks like this: name@example.nl."))


def phone_number(_form: Form, field: Field) -> None:
    """Validator: looks like a telephone number, however it is written."""
    digits = re.sub(r"[\s().+/-]", "", field.data or "")
    if field.data and not (digits.isascii() and digits.isdigit() and 6 <= len(digits) <= 15):
        raise ValidationError(_("This is not a phone number. It looks like this: 076-000 00 01."))


def init_app(app: Flask) -> None:
    """Let templates show errors."""
    app.add_template_global(flat, "flat_errors")
