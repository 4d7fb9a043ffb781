"""Forms of the door: how long, a code, a house card, and how the door works."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import NumberInput

from app.web.forms import Form, as_choices
from plugins.rooms.door.doorway import LENGTHS
from plugins.rooms.door.setting import GRACE

_LENGTH_PLEASE = _("Choose how long you want to use the room.")


class UseForm(Form):
    """How long: the button that was pressed."""

    minutes = RadioField(
        _("How long?"),
        choices=as_choices((str(length), str(length)) for length in LENGTHS),
        validators=[InputRequired(_LENGTH_PLEASE)],
    )


class HereForm(Form):
    """The code of a booking."""

    code = StringField(_("Your code"), [InputRequired(_("Type the four digits.")), Length(max=20)])


class CardForm(Form):
    """Number and PIN of a house card, and for how many minutes the room is wanted: empty for who has booked it."""

    minutes = HiddenField(_("How long?"))
    number = StringField(_("The number on your card"), [InputRequired(), Length(max=20)])
    pin = PasswordField(_("Your PIN"), [InputRequired(), Length(max=20)])

    def validate_minutes(self, field: HiddenField) -> None:
        """One of the lengths, or none."""
        if field.data and field.data not in {str(length) for length in LENGTHS}:
            raise ValidationError(_LENGTH_PLEASE)


class DoorForm(Form):
    """How the door of a room works."""

    checks_in = BooleanField(_("Who booked says at the door that they are there."))
    grace_minutes = IntegerField(
        _("So many minutes we wait"),
        [InputRequired(), NumberRange(GRACE[0], GRACE[-1])],
        widget=NumberInput(min=GRACE[0], max=GRACE[-1]),
    )
