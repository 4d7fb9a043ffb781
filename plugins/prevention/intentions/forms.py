"""The form in which somebody says what they mean to do."""

from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from app.calendar.themes import Theme
from app.clock import wall
from app.web.forms import DayField, Form, as_choices
from plugins.prevention.intentions.keeping import IntentionValues
from plugins.prevention.intentions.models import LONGEST, Intention
from plugins.prevention.intentions.moments import part_of
from plugins.prevention.intentions.sentences import OWN, sentences_of

PART_WORDS: Final = (
    ("morning", _("in the morning")),
    ("afternoon", _("in the afternoon")),
    ("evening", _("in the evening")),
)


class IntentionForm(Form):
    """A ready sentence or one's own words, and when to be reminded."""

    sentence = RadioField(_("What do you mean to do?"), validators=[InputRequired()])
    words = StringField(_("In your own words"), validators=[Length(max=LONGEST)])
    day = DayField(_("On which day?"))
    part = RadioField(_("At what time of the day?"), choices=as_choices(PART_WORDS), default="morning")
    told = BooleanField(_("Put in the reminder what it is about"))

    def __init__(self, theme: Theme, intention: Intention | None = None) -> None:
        """A form for this theme, that says what `intention` is."""
        super().__init__(data=_data(intention) if intention else None)
        self._theme = theme.key
        self.sentence.choices = as_choices([*sentences_of(theme), (OWN, _("Something else, in my own words"))])

    def values(self) -> IntentionValues:
        """What was filled in. Who writes words and chose nothing, means their own words."""
        return IntentionValues(
            theme=self._theme,
            sentence=self.sentence.data or OWN,
            words=self.words.data or "",
            day=self.day.data,
            part=self.part.data or "morning",
            told=self.told.data,
        )


def _data(intention: Intention) -> dict[str, object]:
    moment, zone = intention.remind_at, intention.house.zone
    return {
        "sentence": intention.sentence or OWN,
        "words": intention.words,
        "day": wall(moment, zone).date() if moment else None,
        "part": part_of(moment, zone) if moment else "morning",
        "told": intention.told,
    }
