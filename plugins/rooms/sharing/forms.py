"""Forms of sharing."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.people.models import Group
from app.web.forms import Form, as_choices
from plugins.rooms.forms import AgendaForm
from plugins.rooms.sharing.joining import MOST_TOGETHER
from plugins.rooms.sharing.models import LONGEST_WORDS, MOST_MORE


class OpenForm(Form):
    """How many more are welcome, and a few words."""

    places = IntegerField(_("How many more can come?"), [InputRequired(), NumberRange(1, MOST_MORE)])
    words = StringField(_("A few words for them (optional)"), [Length(max=LONGEST_WORDS)])


class JoinForm(Form):
    """With how many."""

    people = IntegerField(_("With how many do you come?"), [InputRequired(), NumberRange(1, MOST_TOGETHER)], default=1)


class SwapForm(Form):
    """A word with the question."""

    words = StringField(_("A word with it (optional)"), [Length(max=LONGEST_WORDS)])


class OfferForm(Form):
    """To whom."""

    group = SelectField(_("To whom?"))

    def offer_groups(self, groups: Sequence[Group]) -> None:
        """Let them choose between somebody with the address, and a group."""
        named = ((one.slug, one.name) for one in groups)
        self.group.choices = as_choices([("", _("to somebody I send the address to")), *named])


class TakeForm(AgendaForm):
    """What the new owner says of it."""

    group = SelectField(_("For whom is it?"))

    def offer_groups(self, groups: Sequence[Group]) -> None:
        """Let them choose between themselves and the groups that they speak for."""
        self.group.choices = as_choices([("", _("For myself")), *((one.slug, one.name) for one in groups)])
