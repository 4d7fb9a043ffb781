"""Forms of what is put ready."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import NumberInput

from app.places.models import Space
from app.web.forms import Form, as_choices
from plugins.rooms.cancelling import Scope
from plugins.rooms.preparing.models import MOST, Setup, Thing

WHOLE_HOUSE: Final = ""


class ThingForm(Form):
    """A thing of the house."""

    name = StringField(_("What is it?"), [InputRequired(), Length(max=60)])
    quantity = IntegerField(_("How many are there?"), [InputRequired(), NumberRange(1, MOST)], default=1)
    space = SelectField(_("Where can it be used?"))
    words = StringField(_("Where does it lie, how does it work? (optional)"), [Length(max=200)])
    out = StringField(_("Out of use? Write why (else leave empty)"), [Length(max=200)])

    def offer_rooms(self, rooms: Sequence[Space]) -> None:
        """Let the host choose between the whole house and its rooms."""
        named = ((one.slug, one.name) for one in rooms)
        self.space.choices = as_choices([(WHOLE_HOUSE, _("in the whole house")), *named])


class SetupForm(Form):
    """A way to set up a room. Its page has the form of a thing too: so its fields have ids of their own."""

    space = SelectField(_("Which room?"), [InputRequired()], id="setup-space")
    name = StringField(_("What do you call it?"), [InputRequired(), Length(max=40)], id="setup-name")
    people = IntegerField(_("How many people fit then?"), [InputRequired(), NumberRange(1, MOST)], id="setup-people")


class PrepareForm(Form):
    """What goes with a booking; a field for each thing is added to it by `form_for`."""

    setup = RadioField(_("How shall the room be set up?"), default="")
    which = RadioField(
        _("For which dates?"),
        choices=as_choices(
            [
                (Scope.ONE, _("Only this one")),
                (Scope.FOLLOWING, _("This one and those after it")),
                (Scope.ALL, _("All dates to come")),
            ]
        ),
        default=Scope.ONE,
    )


def form_for(
    things: Sequence[Thing],
    left: Mapping[int, int],
    setups: Sequence[Setup],
    now_used: Mapping[int, int],
    setup: str,
    in_series: bool,
) -> PrepareForm:
    """The form for one booking: how many of each thing, of how many there are left; and its set-up."""
    fields: dict[str, Any] = {
        thing.public_id: IntegerField(
            thing.name,
            [Optional(), NumberRange(0, MOST)],
            default=now_used.get(thing.id, 0),
            description=_("Free then: %(num)s of %(all)s.", num=left[thing.id], all=thing.quantity),
            widget=NumberInput(min=0, max=max(left[thing.id], now_used.get(thing.id, 0))),
        )
        for thing in things
    }
    form: PrepareForm = type("BookingPrepareForm", (PrepareForm,), fields)()
    form.setup.choices = as_choices(
        [
            ("", _("as it stands")),
            *(
                (one.public_id, _("%(name)s, at most %(people)s people", name=one.name, people=one.people))
                for one in setups
            ),
        ]
    )
    if form.setup.raw_data is None or not form.is_submitted():
        form.setup.data = setup
    if not setups:
        del form.setup
    if not in_series:
        del form.which
    return form
