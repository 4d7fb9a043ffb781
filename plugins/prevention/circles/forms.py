"""Forms of circles."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.calendar.themes import THEMES
from app.people.models import Group
from app.web.forms import Form, as_choices, email_address, phone_number
from plugins.prevention.circles.having import LONGEST, CircleValues
from plugins.prevention.circles.models import Circle, CircleOrganisation
from plugins.prevention.circles.putting import MaterialValues, OrganisationValues


class CircleForm(Form):
    """What a circle says of itself."""

    theme = SelectField(_("Around which theme?"), choices=as_choices((one.key, one.label) for one in THEMES))
    name = StringField(_("What is the circle called?"), [InputRequired(), Length(max=80)])
    about = TextAreaField(_("What do you want to do together? (optional)"), [Length(max=LONGEST)])
    ask_at = StringField(_("Where can people ask something? (optional)"), [Length(max=200)])
    whole_theme = BooleanField(_("Everything of this theme"), default=True)
    groups = SelectMultipleField(
        _("And what these groups do"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def fill_groups(self, groups: Sequence[Group]) -> "CircleForm":
        """Offer the groups of the neighbourhood."""
        self.groups.choices = as_choices((group.id, group.name) for group in groups)
        return self

    def values(self) -> CircleValues:
        """What was filled in."""
        return CircleValues(
            theme=self.theme.data or "",
            name=self.name.data or "",
            about=self.about.data or "",
            contact=self.ask_at.data or "",
            whole_theme=bool(self.whole_theme.data),
            groups=tuple(self.groups.data or ()),
        )


class NewCircleForm(CircleForm):
    """A circle, to start."""

    show_name = BooleanField(_("My first name may stand with it"))


class OrganisationForm(Form):
    """What an organisation tells everybody."""

    name = StringField(_("What is the organisation called?"), [InputRequired(), Length(max=100)])
    does = TextAreaField(_("What does it do around this theme? (optional)"), [Length(max=LONGEST)])
    link = StringField(_("Web page (optional)"), [Length(max=500)])
    phone = StringField(_("Phone number of the organisation (optional)"), [Length(max=30), phone_number])
    email = StringField(_("E-mail address of the organisation (optional)"), [Length(max=254), email_address])

    def values(self) -> OrganisationValues:
        """What was filled in."""
        return OrganisationValues(
            name=self.name.data or "",
            does=self.does.data or "",
            link=self.link.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
        )


class MaterialForm(Form):
    """A link or a short text."""

    title = StringField(_("What is it?"), [InputRequired(), Length(max=100)])
    link = StringField(_("Web page (optional)"), [Length(max=500)])
    text = TextAreaField(_("A few words (optional)"), [Length(max=LONGEST)])

    def values(self) -> MaterialValues:
        """What was filled in."""
        return MaterialValues(title=self.title.data or "", link=self.link.data or "", text=self.text.data or "")


def form_of(circle: Circle) -> CircleForm:
    """A form that says what a circle says now."""
    return CircleForm(
        data={
            "theme": circle.theme,
            "name": circle.name,
            "about": circle.about,
            "ask_at": circle.contact,
            "whole_theme": circle.whole_theme,
            "groups": list(circle.groups),
        }
    )


def form_of_organisation(found: CircleOrganisation) -> OrganisationForm:
    """A form that says what stands there of an organisation."""
    names = ("name", "does", "link", "phone", "email")
    return OrganisationForm(data={name: getattr(found, name) for name in names})
