"""The form of a theme week."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.forms import DayField, Form, given
from plugins.prevention.circles.having import LONGEST
from plugins.prevention.themeweeks.holding import WeekValues
from plugins.prevention.themeweeks.models import ThemeWeek


class WeekForm(Form):
    """What a theme week is called, and when it is."""

    title = StringField(_("What is the week called?"), [InputRequired(), Length(max=80)])
    first = DayField(_("First day"), [InputRequired()])
    last = DayField(_("Last day"), [InputRequired()])
    about = TextAreaField(_("Tell about it (optional)"), [Length(max=LONGEST)])

    def values(self) -> WeekValues:
        """What was filled in."""
        return WeekValues(
            title=self.title.data or "",
            first=given(self.first.data),
            last=given(self.last.data),
            about=self.about.data or "",
        )


def form_of(week: ThemeWeek) -> WeekForm:
    """A form that says how it is now."""
    return WeekForm(data={"title": week.title, "first": week.first_day, "last": week.last_day, "about": week.about})
