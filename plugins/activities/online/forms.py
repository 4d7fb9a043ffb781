"""Where it is online, and who sees that."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import Length

from app.web.forms import Form, as_choices
from plugins.activities.online.address import LONGEST, OnlineAt

EVERYBODY, COMING = "all", "coming"


class OnlineForm(Form):
    """An address, and for whom."""

    online = StringField(_("Or online, at this address"), [Length(max=LONGEST)])
    online_for = RadioField(
        _("Who sees that address?"),
        choices=as_choices([(EVERYBODY, _("Everybody")), (COMING, _("Only who signed up"))]),
        default=EVERYBODY,
    )

    def online_at(self) -> OnlineAt:
        """What was filled in; the address may be empty."""
        return OnlineAt(address=self.online.data or "", everybody=self.online_for.data == EVERYBODY)
