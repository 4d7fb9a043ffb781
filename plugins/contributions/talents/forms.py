"""The form in which somebody tells what they like to do."""

from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.forms import Form, as_choices
from plugins.contributions.takes import BY_KEY
from plugins.contributions.talents.keeping import HOW, TalentValues
from plugins.contributions.talents.models import HOSTS, LONGEST, ME, NEIGHBOURS, Talent
from plugins.contributions.talents.words import PART_WORDS, day_words

AUDIENCES: Final = (
    (ME, _("Only I. It is used to show me tasks that fit.")),
    (HOSTS, _("The hosts of the house too. They may ask me.")),
    (NEIGHBOURS, _("Neighbours who are signed in too, with my first name.")),
)


class TalentForm(Form):
    """What one likes to do, when and how, and who may see it."""

    words = StringField(_("What do you like to do?"), validators=[InputRequired(), Length(max=LONGEST)])
    days = SelectMultipleField(
        _("On which days? (optional)"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    parts = SelectMultipleField(
        _("When on the day? (optional)"),
        choices=as_choices(PART_WORDS.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    takes = SelectMultipleField(
        _("How? (optional)"),
        choices=as_choices((key, BY_KEY[key].label) for key in HOW),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    audience = RadioField(_("Who may see this?"), choices=as_choices(AUDIENCES), default=ME)

    def __init__(self, talent: Talent | None = None) -> None:
        """A form that says what is known of `talent`, or an empty one."""
        super().__init__(data=_data(talent) if talent else None)
        self.days.choices = as_choices((str(day), day_words(day)) for day in range(7))

    def values(self) -> TalentValues:
        """What was filled in."""
        return TalentValues(
            words=self.words.data or "",
            days=tuple(int(day) for day in self.days.data or ()),
            parts=tuple(self.parts.data or ()),
            takes=tuple(self.takes.data or ()),
            audience=self.audience.data or ME,
        )


def _data(talent: Talent) -> dict[str, object]:
    return {
        "words": talent.words,
        "days": [str(day) for day in talent.day_numbers],
        "parts": list(talent.part_keys),
        "takes": list(talent.take_keys),
        "audience": talent.audience,
    }
