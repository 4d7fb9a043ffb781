"""Forms about roles in a house."""

from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length

from app.people.roles_giving import KIND_WORDS
from app.web.forms import DayField, Form, as_choices

_KINDS: Final = list(KIND_WORDS.items())


class FindForm(Form):
    """Look for somebody. It is sent with GET, so it holds no secret and changes nothing."""

    class Meta(Form.Meta):
        """Nothing changes, so there is nothing to protect."""

        csrf = False

    q = StringField(
        _("Who?"),
        [Length(max=100)],
        description=_("A name, an e-mail address, a phone number, or the code on their slip."),
        render_kw={"type": "search", "autocomplete": "off"},
    )


class RoleForm(Form):
    """A role for somebody, until a day."""

    kind = RadioField(_("Which role?"), choices=as_choices(_KINDS), validators=[DataRequired()])
    until = DayField(_("Until which day?"), [DataRequired()], description=_("A year at most. Then you look again."))


class LastDayForm(Form):
    """Another last day."""

    until = DayField(_("Until which day?"), [DataRequired()], description=_("A year at most. Then you look again."))
