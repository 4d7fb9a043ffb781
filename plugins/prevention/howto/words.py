"""What is said in more than one place."""

from typing import Final

from flask_babel import lazy_gettext as _

UNKNOWN: Final = _("We do not know this card.")
