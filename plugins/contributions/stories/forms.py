"""Form of a story."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.forms import DayField, Form
from plugins.contributions.stories.models import LONGEST, Story
from plugins.contributions.stories.telling import StoryValues


class StoryForm(Form):
    """What neighbours did together, with or without a photo."""

    title = StringField(_("What was done?"), validators=[InputRequired(), Length(max=100)])
    words = TextAreaField(_("Tell a little more (optional)"), validators=[Length(max=LONGEST)])
    day = DayField(_("Which day?"), validators=[InputRequired()])
    photo = FileField(_("Photo (optional)"), render_kw={"accept": "image/jpeg,image/png,image/webp"})
    description = StringField(_("What can be seen in the photo?"), validators=[Length(max=200)])
    agreed = BooleanField(_("Everybody who can be recognised said yes"))

    def values(self) -> StoryValues:
        """What was filled in. Only after `validate`."""
        photo = self.photo.data.read() if self.photo.data else None
        if self.day.data is None:
            raise ValueError("no day")
        return StoryValues(
            title=self.title.data or "",
            words=self.words.data or "",
            day=self.day.data,
            photo=photo or None,
            description=self.description.data or "",
            agreed=bool(self.agreed.data),
        )


def form_of(story: Story) -> StoryForm:
    """A form that says what a story is now."""
    return StoryForm(
        data={"title": story.title, "words": story.words, "day": story.day, "description": story.description}
    )
