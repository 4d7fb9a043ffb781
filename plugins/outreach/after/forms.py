"""Forms of what comes after a talk. There is no place for a note."""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.people.models import Person
from app.web.forms import Form, as_choices
from plugins.outreach.after.models import ACTIVITY, CONTACT, INFORMATION

FOLLOWUP_WORDS: Final = {
    ACTIVITY: _("An activity together"),
    INFORMATION: _("Information at home"),
    CONTACT: _("A first contact with help"),
}
"""What somebody may ask for."""


class AskedForm(Form):
    """What the person asked for, and their yes to who gets their name for it."""

    kind = RadioField(_("What did they ask for?"), [DataRequired()], choices=as_choices(FOLLOWUP_WORDS.items()))
    recipient = StringField(_("Who gets their name and phone number for it?"), [InputRequired(), Length(max=80)])
    agreed = BooleanField(_("They are fine with this: exactly that one gets their name and phone number."))


class GiveForm(Form):
    """Who does it."""

    who = SelectField(_("Give it to"), validate_choice=False)

    def offer(self, people: Iterable[Person]) -> None:
        """Let these be chosen."""
        self.who.choices = as_choices((one.public_id, one.name) for one in people)
