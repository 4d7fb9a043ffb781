"""The form that brings a file or an address."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.validators import Length

from app.places.models import Space
from app.web.forms import Form, as_choices


class BringForm(Form):
    """A file, or the address of a calendar; and the room for what names none."""

    file = FileField(
        _("A file: a calendar (.ics) or a list (.csv)"),
        render_kw={"accept": ".ics,.csv,text/calendar,text/csv"},
    )
    url = StringField(_("Or the address of a calendar"), [Length(max=500)])
    space = SelectField(_("Which room, where none is named?"))

    def offer_rooms(self, rooms: Sequence[Space]) -> None:
        """Let the host choose one room, or none."""
        self.space.choices = as_choices([("", _("none: leave those out")), *((one.slug, one.name) for one in rooms)])
