"""Forms of challenges."""

from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.web.forms import DayField, Form, as_choices, given
from plugins.prevention.challenges.distance import FARTHEST
from plugins.prevention.challenges.models import PLACE, TITLE
from plugins.prevention.challenges.steering import ChallengeValues

US: Final = "us"
EVERYONE: Final = "everyone"
WHO: Final = ((US, _("Only our group")), (EVERYONE, _("Everybody")))


class ChallengeForm(Form):
    """What a group sets itself."""

    title = StringField(_("What do you call it?"), validators=[InputRequired(), Length(max=TITLE)])
    start = StringField(_("From where?"), validators=[InputRequired(), Length(max=PLACE)])
    goal = StringField(_("To where?"), validators=[InputRequired(), Length(max=PLACE)])
    km = IntegerField(_("How many kilometres is that?"), validators=[InputRequired(), NumberRange(min=1, max=FARTHEST)])
    ends_on = DayField(_("Until which day?"), validators=[InputRequired()])
    audience = RadioField(_("Who may see it?"), choices=as_choices(WHO), default=US)

    def values(self) -> ChallengeValues:
        """What was filled in."""
        return ChallengeValues(
            title=self.title.data or "",
            start=self.start.data or "",
            goal=self.goal.data or "",
            km=given(self.km.data),
            ends_on=given(self.ends_on.data),
            everyone=self.audience.data == EVERYONE,
        )


class DistanceForm(Form):
    """A distance that the group covered together."""

    km = StringField(_("How many kilometres together?"), validators=[InputRequired(), Length(max=12)])
    day = DayField(_("On which day?"))
