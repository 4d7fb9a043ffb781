"""The form of going together."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from app.people.models import Person
from app.web.forms import Form, as_choices
from plugins.prevention.together.asking import ways_of
from plugins.prevention.together.models import DOOR, MAIL, PHONE


class CompanyForm(Form):
    """How who goes along finds you."""

    reach = RadioField(_("How does who goes along find you, when you both said yes?"))

    @classmethod
    def of(cls, somebody: Person) -> "CompanyForm":
        """The form with the ways in which `somebody` can be reached."""
        words = {
            PHONE: _("By phone: %(phone)s", phone=somebody.phone),
            MAIL: _("By e-mail: %(email)s", email=somebody.email),
            DOOR: _("At the door, ten minutes before it begins"),
        }
        ways = ways_of(somebody)
        form = cls(data={"reach": ways[0]})
        form.reach.choices = as_choices((way, words[way]) for way in ways)
        return form
