"""The letter to begin with, in the words of a neighbour. Whoever writes it may change every word."""

from flask_babel import gettext as _

from app.web.languages import language_of


def first_letter(language: str) -> str:
    """The text to begin with, in "nl" or "en"."""
    with language_of(language):
        return "\n\n".join(
            (
                _("Dear neighbour,"),
                _(
                    "We would like to come by for a talk. Two trained neighbours come to your home for about an hour. "
                    "Would you rather take a walk, drink coffee in the house, or talk by phone? That is fine too. "
                    "Somebody you trust may sit in."
                ),
                _(
                    "We talk about what you find important. You can ask everything, and you hear what there is to do "
                    "nearby. Nothing of the talk is written down."
                ),
                _(
                    "You decide. Yes, no and later are equally good answers. You don't have to say why, and you don't "
                    "have to answer."
                ),
            )
        )
