"""A way to reach a guest, as it is typed in one field: a phone number or an e-mail address."""

from flask_babel import lazy_gettext as _

from app.people.contact import clean_email, clean_phone
from app.refusals import Refusal


def read_reach(text: str, field: str) -> tuple[str, str]:
    """Phone number and e-mail address, one of them or neither. Raises Refusal (with `field`) for what is neither."""
    try:
        return ("", clean_email(text) or "") if "@" in text else (clean_phone(text), "")
    except Refusal:
        message = _("This is not a phone number or an e-mail address. You may leave it empty.")
        raise Refusal(message, field=field) from None
