"""Forms of an answer. What is asked is what a talk needs: nothing about health, no date of birth."""

from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.web.forms import Form, as_choices, phone_number
from plugins.outreach.replies.answering import Wish
from plugins.outreach.replies.models import HOME, HOUSE, PHONE, WALK, Reply

FORM_WORDS: Final = {
    HOME: _("At my home"),
    WALK: _("A walk together"),
    HOUSE: _("In the house of the neighbourhood"),
    PHONE: _("By phone"),
}
"""What a form of talk is called, by who wants it."""
FIELDS: Final = ("name", "form", "address", "phone", "reach", "moment", "language")


class LetterCodeForm(Form):
    """The code on a letter, or one's own."""

    code = StringField(_("Which code is in your letter?"), [InputRequired(), Length(max=30)])


class EnterForm(Form):
    """The code on a reply card, where it is at hand."""

    code = StringField(_("The code in the letter, if it is at hand"), [Optional(), Length(max=30)])


class WishForm(Form):
    """Yes, please."""

    name = StringField(_("What is your name?"), [InputRequired(), Length(max=80)])
    form = RadioField(
        _("How would you like to talk?"), [DataRequired()], choices=as_choices(FORM_WORDS.items()), default=HOME
    )
    address = StringField(_("Your address (only for a talk at home)"), [Optional(), Length(max=120)])
    phone = StringField(
        _("Your phone number"), [Optional(), Length(max=30), phone_number], render_kw={"type": "tel"}
    )  # fmt: skip
    reach = StringField(_("Or another way to reach you"), [Optional(), Length(max=120)])
    moment = StringField(_("When does it suit you? (optional)"), [Optional(), Length(max=120)])
    together = BooleanField(_("Somebody sits in with me"))
    language = StringField(_("In which language? (optional)"), [Optional(), Length(max=40)])

    def show(self, reply: Reply) -> None:
        """Fill in what was told."""
        for name in (*FIELDS, "together"):
            self[name].data = getattr(reply, name)

    def wish(self) -> Wish:
        """What was told."""
        return Wish(together=bool(self.together.data), **{name: self[name].data or "" for name in FIELDS})


class EnterYesForm(WishForm, EnterForm):
    """Yes, by card or phone."""
