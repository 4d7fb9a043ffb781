"""The form of a rule for a kind of use or a room."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.places.models import Space
from app.web.forms import DayField, Form, as_choices
from plugins.rooms.kinds.deciding import LONGEST_WHY
from plugins.rooms.kinds.words import PERS, WHATS
from plugins.rooms.purposes import PURPOSES


class KindRuleForm(Form):
    """What was decided, for what, since when and why."""

    kind = SelectField(
        _("For which use?"), choices=as_choices([("", _("Every use")), *((one.key, one.label) for one in PURPOSES)])
    )
    space = SelectField(_("In which room?"))
    what = SelectField(
        _("What did you agree on?"), choices=as_choices((one.value, words) for one, words in WHATS.items())
    )
    value = IntegerField(_("The number"), [InputRequired()])
    per = SelectField(
        _("In which period?"),
        choices=as_choices([("", _("does not matter here")), *((one.value, words) for one, words in PERS.items())]),
    )
    since = DayField(_("From which day?"), [InputRequired()])
    why = TextAreaField(_("Why did you decide this?"), [InputRequired(), Length(max=LONGEST_WHY)])

    def offer_rooms(self, rooms: Sequence[Space]) -> None:
        """Let the host choose between every room and one."""
        self.space.choices = as_choices([("", _("in every room")), *((one.slug, one.name) for one in rooms)])
