"""Forms of the idea box."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form
from plugins.activities.ideas.having import LONGEST, IdeaValues
from plugins.activities.ideas.models import Idea


class IdeaForm(Form):
    """An idea, to change."""

    title = StringField(_("What would you like here?"), [InputRequired(), Length(max=100)])
    about = TextAreaField(_("Tell a little more (optional)"), [Length(max=LONGEST)])
    named = BooleanField(_("My first name may stand with it"))
    sensitive = BooleanField(_("Keep it discreet: no names anywhere"))

    def values(self) -> IdeaValues:
        """What was filled in."""
        return IdeaValues(
            title=self.title.data or "",
            about=self.about.data or "",
            named=bool(self.named.data),
            sensitive=bool(self.sensitive.data),
        )


class NewIdeaForm(IdeaForm):
    """An idea, to put in the box."""

    organises = BooleanField(_("I help to organise it"))

    def values(self) -> IdeaValues:
        """What was filled in."""
        return IdeaValues(
            title=self.title.data or "",
            about=self.about.data or "",
            named=bool(self.named.data),
            sensitive=bool(self.sensitive.data),
            organises=bool(self.organises.data),
        )


def form_of(idea: Idea) -> IdeaForm:
    """A form that says what an idea is now."""
    return IdeaForm(data={"title": idea.title, "about": idea.about, "named": idea.named, "sensitive": idea.sensitive})
