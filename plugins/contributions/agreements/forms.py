"""Forms of agreements."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form
from plugins.contributions.agreements.models import LONGEST


class ProposalForm(Form):
    """What a group will do in return."""

    words = TextAreaField(_("What do we do in return?"), validators=[InputRequired(), Length(max=LONGEST)])


class LookBackForm(Form):
    """How the season went."""

    worked = TextAreaField(_("What went well?"), validators=[Length(max=LONGEST)])
    did_not = TextAreaField(_("What did not?"), validators=[Length(max=LONGEST)])
    onward = TextAreaField(_("How do we go on?"), validators=[Length(max=LONGEST)])
