"""Forms of who checks facts."""

from typing import Any, Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.calendar.themes import THEMES
from app.web.forms import DayField, Form, as_choices
from plugins.prevention.facts.reading import Fact
from plugins.prevention.facts.words import ADDRESS, EMERGENCY, NORM
from plugins.prevention.facts.writing import BODY, LINK, PHONE, SOURCE, TITLE, Values

_EVERY: Final = [("", _("every theme")), *((theme.key, theme.label) for theme in THEMES)]


class CheckForm(Form):
    """The source was read today, and it says this. `digest` is the mark of the text on the screen."""

    digest = HiddenField()
    has_read = BooleanField(_("I have read the source today, and it says this"))
    show_name = BooleanField(_("My first name may stand with it"))


class WordsForm(Form):
    """A norm, in the house's own words."""

    title = StringField(_("What is it about?"), [InputRequired(), Length(max=TITLE)])
    body = TextAreaField(
        _("What does the source say? A sentence a line, in your own words"), [InputRequired(), Length(max=BODY)]
    )
    source = StringField(_("Who says so? The name of the source"), [InputRequired(), Length(max=SOURCE)])
    link = StringField(_("Where can it be read? The address of the page"), [Length(max=LINK)])
    dated = StringField(_("Of when is the source? A day, a month or a year"), [Length(max=20)])
    valid_until = DayField(_("Until which day does it hold? (only if the source says so)"))

    def values(self) -> Values:
        """What was filled in."""
        return Values(
            title=self.title.data or "",
            body=self.body.data or "",
            source=self.source.data or "",
            link=self.link.data or "",
            dated=self.dated.data or "",
            valid_until=self.valid_until.data,
        )


class AddressForm(WordsForm):
    """An address or a number."""

    title = StringField(_("What is it called?"), [InputRequired(), Length(max=TITLE)])
    body = TextAreaField(_("What for? A sentence a line"), [InputRequired(), Length(max=BODY)])
    phone = StringField(_("Phone number"), [Length(max=PHONE)])
    theme = SelectField(_("For which theme?"), choices=as_choices(_EVERY))
    link = StringField(_("Its own page, or where you found it"), [Length(max=LINK)])
    source = StringField(_("Who says so? The name of the source"), [InputRequired(), Length(max=SOURCE)])

    def values(self) -> Values:
        """What was filled in."""
        return Values(
            title=self.title.data or "",
            body=self.body.data or "",
            source=self.source.data or "",
            link=self.link.data or "",
            phone=self.phone.data or "",
            dated=self.dated.data or "",
            valid_until=self.valid_until.data,
            theme=self.theme.data or "",
        )


class NewAddressForm(AddressForm):
    """One that is not on the list yet."""

    kind = RadioField(
        _("Where shall it stand?"),
        choices=as_choices(
            [(ADDRESS, _("with the addresses")), (EMERGENCY, _("with the numbers for when it cannot wait"))]
        ),
        default=ADDRESS,
    )


def form_for(fact: Fact) -> WordsForm:
    """The form of its words, filled in as they are."""
    data: dict[str, Any] = {
        name: getattr(fact.words, name) for name in ("title", "body", "source", "link", "phone", "dated", "valid_until")
    }
    if fact.kind == NORM:
        return WordsForm(data=data)
    return AddressForm(data={**data, "theme": fact.theme})
