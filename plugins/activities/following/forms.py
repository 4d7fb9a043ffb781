"""The forms of followed calendars."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.calendar.importing.addresses import LONGEST
from app.calendar.themes import THEMES
from app.people.models import Group
from app.places.models import House
from app.web.forms import Form, as_choices
from plugins.activities.following.keeping import SourceValues
from plugins.activities.following.models import Source
from plugins.activities.forms import ticks


class AddressForm(Form):
    """Where the calendar is."""

    url = StringField(_("The address of your calendar"), [InputRequired(), Length(max=LONGEST)])


class SourceForm(Form):
    """How it stands here."""

    name = StringField(_("What shall we call it?"), [InputRequired(), Length(max=100)])
    group = SelectField(_("Whose is it?"), coerce=int, default=0)
    themes = ticks(_("What is it about?"), choices=as_choices((one.key, one.label) for one in THEMES))
    place = StringField(_("Where is it, if a date doesn’t say so?"), [Length(max=120)])
    page = StringField(_("A web page about it"), [Length(max=LONGEST)])
    sensitive = BooleanField(_("Keep it discreet: no names anywhere"))

    def fill_groups(self, me: str, groups: Sequence[Group]) -> None:
        """Offer oneself and the groups that one speaks for."""
        self.group.choices = as_choices([(0, me), *((group.id, group.name) for group in groups)])

    def values(self) -> SourceValues:
        """What was filled in."""
        return SourceValues(
            name=self.name.data or "",
            place=self.place.data or "",
            page=self.page.data or "",
            themes=tuple(self.themes.data or ()),
            group_id=self.group.data or None,
            sensitive=bool(self.sensitive.data),
        )


class FollowForm(SourceForm):
    """The last step: yes, with the address that was looked at."""

    url = HiddenField(validators=[InputRequired(), Length(max=LONGEST)])
    house = SelectField(_("In the agenda of which house?"))

    def fill_houses(self, houses: Sequence[House], here: House) -> None:
        """Offer every house, this one first."""
        ordered = sorted(houses, key=lambda house: house.id != here.id)
        self.house.choices = as_choices((house.slug, house.name) for house in ordered)


def data_of(source: Source) -> dict[str, object]:
    """A calendar as the form shows it."""
    return {
        "name": source.name,
        "group": source.group_id or 0,
        "themes": list(source.theme_keys),
        "place": source.place,
        "page": source.page,
        "sensitive": source.sensitive,
    }
