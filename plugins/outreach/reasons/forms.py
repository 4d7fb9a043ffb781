"""The form of a reason."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.web.forms import Form, as_choices
from plugins.outreach.reasons.models import LONGEST
from plugins.outreach.rounds.models import Round


class ReasonForm(Form):
    """Which round, and why."""

    round = RadioField(_("Which round?"), [DataRequired()])
    reason = TextAreaField(
        _("Why do you have to look?"),
        [InputRequired(), Length(min=10, max=LONGEST)],
        description=_("In a sentence. Write no name and no address of anybody who would like a talk."),
    )

    def offer(self, rounds: Iterable[tuple[Round, str]]) -> None:
        """Rounds that are open, and what they are called."""
        self.round.choices = as_choices((one.public_id, words) for one, words in rounds)
