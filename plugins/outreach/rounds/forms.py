"""Forms of a round. None of them can take an address, a name or a file."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.dates import month as month_words
from app.web.forms import Form, as_choices, phone_number
from plugins.outreach.partners.models import Partner
from plugins.outreach.rounds.keeping import RoundValues
from plugins.outreach.rounds.models import ROLES, Round
from plugins.outreach.wheel.models import District

MOST: Final = 20_000
ROLE_WORDS: Final = {
    "invites": _("Who invites?"),
    "visits": _("Who visits?"),
    "phones": _("Who phones?"),
}
"""What a role is asked with."""


class SettingsForm(Form):
    """Who does what in a round."""

    invites = SelectMultipleField(ROLE_WORDS["invites"], widget=ListWidget(), option_widget=CheckboxInput())
    visits = SelectMultipleField(ROLE_WORDS["visits"], widget=ListWidget(), option_widget=CheckboxInput())
    phones = SelectMultipleField(ROLE_WORDS["phones"], widget=ListWidget(), option_widget=CheckboxInput())
    phone = StringField(
        _("Which number stands in the letter?"), [InputRequired(), Length(max=30), phone_number],
        description=_("Of an organisation, not somebody's own."), render_kw={"type": "tel"},
    )  # fmt: skip
    reminds = BooleanField(_("Send one reminder"))

    def offer_partners(self, partners: Iterable[Partner]) -> None:
        """The organisations that take part."""
        choices = as_choices((one.public_id, one.name) for one in partners)
        for kind in ROLES:
            self[kind].choices = choices

    def show(self, one: Round) -> None:
        """Fill in how it is."""
        for kind in ROLES:
            self[kind].data = [partner.public_id for partner in one.partners(kind)]
        self.phone.data, self.reminds.data = one.phone, one.reminds

    def values(self) -> RoundValues:
        """What was said."""
        roles = {kind: tuple(self[kind].data or ()) for kind in ROLES}
        return RoundValues(roles=roles, phone=self.phone.data or "", reminds=bool(self.reminds.data))


class BeginRoundForm(SettingsForm):
    """A new round."""

    district = SelectField(_("Which district?"), [InputRequired()])

    def offer_districts(self, found: Iterable[tuple[District, date]]) -> None:
        """Districts that may begin, each with its first month of letters."""
        self.district.choices = as_choices((one.public_id, f"{one.name}, {month_words(month)}") for one, month in found)


class LetterForm(Form):
    """What the organisations write."""

    dutch = TextAreaField(_("The letter in Dutch"), [InputRequired(), Length(max=2500)], render_kw={"rows": 14})
    english = TextAreaField(
        _("The letter in English (optional)"), [Optional(), Length(max=2500)], render_kw={"rows": 8}
    )


class CountsForm(Form):
    """What came back."""

    undeliverable = IntegerField(
        _("How many letters came back undeliverable?"), [InputRequired(), NumberRange(0, MOST)]
    )


class RemindedForm(CountsForm):
    """The same, where there is a reminder."""

    reminded = IntegerField(_("How many reminders went out?"), [InputRequired(), NumberRange(0, MOST)])


class CodesForm(Form):
    """How many codes."""

    number = IntegerField(_("How many codes?"), [InputRequired(), NumberRange(1, MOST)])
