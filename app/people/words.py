"""What people's services say: verbs for the log, and answers that are not yes."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.web import verbs

ADDED: Final = "people.person.added"
CHANGED: Final = "people.person.changed"
ADDRESS_CHANGED: Final = "people.address.changed"
NEIGHBOUR_CONFIRMED: Final = "people.neighbour.confirmed"
GROUP_STARTED: Final = "people.group.started"
GROUP_CHANGED: Final = "people.group.changed"
GROUP_JOINED: Final = "people.group.joined"
GROUP_LEFT: Final = "people.group.left"
CONTACT_MADE: Final = "people.contact.made"
CONTACT_ENDED: Final = "people.contact.ended"

UNKNOWN_PERSON: Final = _("We don't know this person.")
UNKNOWN_GROUP: Final = _("We don't know this group.")
ADDRESS_TAKEN: Final = _("Somebody here has this address already.")
CONTACTS_ONLY: Final = _("Only a contact of the group can do this.")
NO_MEMBER: Final = _("This person is not in the group.")
LAST_CONTACT: Final = _("A group needs a contact. Make somebody else contact first.")
GROUP_NEEDS_NAME: Final = _("Fill in the name of the group, please.")
GROUP_NAME_TAKEN: Final = _("There is a group with this name already. Choose another one.")
GROUP_NAME_LONG: Final = _("That name is too long. Use at most 100 characters.")

for _verb, _label in {
    ADDED: _("Became known to the house"),
    CHANGED: _("Changed details"),
    ADDRESS_CHANGED: _("Changed the e-mail address"),
    NEIGHBOUR_CONFIRMED: _("Confirmed as a neighbour"),
    GROUP_STARTED: _("Started a group"),
    GROUP_CHANGED: _("Changed a group"),
    GROUP_JOINED: _("Joined a group"),
    GROUP_LEFT: _("Left a group"),
    CONTACT_MADE: _("Became contact of a group"),
    CONTACT_ENDED: _("Is contact of a group no longer"),
}.items():
    verbs.register(_verb, _label)
