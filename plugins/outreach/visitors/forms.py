"""Forms of visitors."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.calendar.labels import LANGUAGE, of_group
from app.people.models import Person
from app.web.forms import DayField, Form, as_choices, given
from plugins.outreach.visitors.keeping import PaperValues, WishValues
from plugins.outreach.visitors.models import MOST_TALKS, Visitor
from plugins.outreach.wheel.models import District


class PapersForm(Form):
    """What was seen of a visitor's papers."""

    trained_on = DayField(_("Training, or last refresher, on (may stay empty)"), [Optional()])
    conduct_seen_on = DayField(
        _("Certificate of conduct (VOG) seen on (may stay empty)"),
        [Optional()],
        description=_("Look at it and give it back. We keep no copy."),
    )
    pass_number = StringField(_("Number of the pass (may stay empty)"), [Optional(), Length(max=20)])

    def values(self) -> PaperValues:
        """What was said."""
        return PaperValues(
            trained_on=self.trained_on.data,
            pass_number=self.pass_number.data or "",
            conduct_seen_on=self.conduct_seen_on.data,
        )


class WishesForm(Form):
    """How one likes to visit."""

    talks = IntegerField(
        _("How many talks a month at most?"),
        [InputRequired(), NumberRange(0, MOST_TALKS)],
        description=_("0 is fine too: then you rest for a while."),
    )
    languages = SelectMultipleField(
        _("In which languages?"),
        choices=as_choices((one.key, one.label) for one in of_group(LANGUAGE)),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    areas = SelectMultipleField(
        _("Where do you like to go? Choose nothing for everywhere."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer_districts(self, districts: Iterable[District]) -> None:
        """The districts of the wheel."""
        self.areas.choices = as_choices((one.public_id, one.name) for one in districts)

    def show(self, visitor: Visitor) -> None:
        """Fill in what is known."""
        self.talks.data, self.languages.data = visitor.talks, list(visitor.language_keys)
        self.areas.data = [one.public_id for one in visitor.areas]

    def values(self) -> WishValues:
        """What was said."""
        return WishValues(
            languages=tuple(self.languages.data or ()),
            areas=tuple(self.areas.data or ()),
            talks=given(self.talks.data),
        )


class PairForm(Form):
    """Whom a visitor goes with."""

    other = SelectField(_("Goes together with"), [InputRequired()])

    def offer(self, people: Iterable[Person]) -> None:
        """Everybody else."""
        self.other.choices = as_choices((one.public_id, one.name) for one in people)
