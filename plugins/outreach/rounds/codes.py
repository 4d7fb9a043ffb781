"""Codes that are said once: the house keeps only what a code is checked against."""

import hmac

from flask import current_app

from app.refs import new_public_id

LETTER, OWN = 8, 12
"""Letters and digits of a code: typed from a letter, and of one's own, behind which a name stands."""


def new_code(length: int) -> str:
    """A random code."""
    return new_public_id(length)


def digest_of(code: str) -> str:
    """What is kept of a code, however it was typed. Without our secret nobody finds the code by trying."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"outreach-code/{plain(code)}".encode(), "sha256").hexdigest()


def plain(code: str) -> str:
    """A code as it is in an address, whatever stood between its letters."""
    return "".join(sign for sign in code.lower() if sign.isascii() and sign.isalnum())


def shown(code: str) -> str:
    """A code as one reads it: in fours."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4)).upper()
