"""Forms of partners and parts."""

from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.web.forms import DayField, Form, as_choices, phone_number
from plugins.outreach.partners.models import CALLER, COORDINATOR, VISITOR

PART_WORDS: Final = {
    COORDINATOR: _("Coordinates"),
    VISITOR: _("Visits"),
    CALLER: _("Phones"),
}
"""What a part is called on screen."""


class BeginForm(Form):
    """Who begins."""

    name = StringField(_("Which organisation coordinates?"), [InputRequired(), Length(max=80)])
    who = StringField(
        _("Who coordinates for it?"),
        [InputRequired(), Length(max=100)],
        description=_("The code on their slip, a phone number, or a name."),
    )


class PartnerForm(Form):
    """An organisation."""

    name = StringField(_("What is the organisation called?"), [InputRequired(), Length(max=80)])
    phone = StringField(
        _("Phone number of the organisation (optional)"), [Optional(), Length(max=30), phone_number],
        render_kw={"type": "tel"},
    )  # fmt: skip


class PartForm(Form):
    """A part for somebody, until a day."""

    kind = RadioField(_("What do they do?"), choices=as_choices(PART_WORDS.items()), validators=[DataRequired()])
    until = DayField(_("Until which day?"), [DataRequired()], description=_("A year at most. Then you look again."))
