"""Somebody who helps without an account: a first name, and a way to ask them something if they like."""

from flask_babel import lazy_gettext as _

from app.people.contact import clean_email, clean_name, clean_phone
from app.refusals import Refusal
from plugins.contributions.models import Promise


def guest_promise(name: str, reach: str) -> Promise:
    """A promise of somebody without an account. Raises Refusal: `name` without one, `reach` for what reaches nobody."""
    try:
        contact = clean_email(reach) or "" if "@" in reach else clean_phone(reach)
    except Refusal:
        raise Refusal(
            _("This is not a phone number or an e-mail address. You may leave it empty."), field="reach"
        ) from None
    return Promise(guest_name=clean_name(name)[:60], guest_contact=contact[:120])
