"""Forms of signing in, of one's own details, and of the desk."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.people.contact import EMAIL_MAX, NAME_MAX
from app.web.forms import Form

NO_NEIGHBOURHOOD = ""


class AddressForm(Form):
    """Where the code may go."""

    email = StringField(_("Your e-mail address"), [InputRequired(), Length(max=EMAIL_MAX)])
    next = HiddenField()


class CodeForm(Form):
    """The six digits out of the mail."""

    code = StringField(_("The code from the mail"), [InputRequired(), Length(max=20)])


class NameForm(Form):
    """What somebody new is called."""

    name = StringField(_("Your name"), [InputRequired(), Length(max=NAME_MAX)])


class CardForm(Form):
    """Number and PIN of a house card."""

    number = StringField(_("The number on your card"), [InputRequired(), Length(max=20)])
    pin = PasswordField(_("Your PIN"), [InputRequired(), Length(max=20)])
    next = HiddenField()


class DetailsForm(Form):
    """One's own details, but for the address."""

    name = StringField(_("Name"), [InputRequired(), Length(max=NAME_MAX)])
    phone = StringField(_("Phone number"), [Length(max=30)])
    language = RadioField(_("Language"))
    neighbourhood = SelectField(_("Your neighbourhood"), default=NO_NEIGHBOURHOOD)
    show_name = BooleanField(_("My first name may stand with activities that I organise."))


class NewAddressForm(Form):
    """The address to use from now on; empty for none."""

    email = StringField(_("E-mail address"), [Length(max=EMAIL_MAX)])


class NewPersonForm(Form):
    """Somebody at the desk: a name is enough."""

    name = StringField(_("Name"), [InputRequired(), Length(max=NAME_MAX)])
    phone = StringField(_("Phone number, if there is one"), [Length(max=30)])
    email = StringField(_("E-mail address, if there is one"), [Length(max=EMAIL_MAX)])


class PinForm(Form):
    """The PIN that somebody chooses for their card."""

    pin = PasswordField(_("PIN, 4 to 8 digits"), [InputRequired(), Length(max=20)])
    repeat = PasswordField(_("The same PIN again"), [InputRequired(), Length(max=20)])
