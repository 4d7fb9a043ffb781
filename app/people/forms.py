"""Forms of groups."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.people.contact import NAME_MAX
from app.web.forms import Form


class GroupForm(Form):
    """What a group is called and says of itself: both are public."""

    name = StringField(_("Name of the group"), [InputRequired(), Length(max=NAME_MAX)])
    about = TextAreaField(_("What you do together"), [Length(max=2000)])
