"""Words for the log lines that the core itself writes. Features register their own with `app.web.verbs`."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.web.verbs import register

VERBS: Final = {
    "privacy.person.forgotten": _("Forgot somebody who asked for it"),
    "privacy.data.taken": _("Took their own data out"),
}


def register_all() -> None:
    """Give the core's verbs their words."""
    for verb, words in VERBS.items():
        register(verb, words)
