"""What the house tells people: an outbox, and three ways out of it (mail, a call task for the desk, a printed slip).

A feature registers its kinds of notice (`kinds.register`) and sends them inside its own transaction; the worker does
the rest. What undoes a thing calls `withdraw(ref)`, so that undo also undoes the mail.
"""

from flask import Flask

from app.notices import kinds
from app.notices.service import CalendarFile, Recipient, send, withdraw

__all__ = ["CalendarFile", "Recipient", "init_app", "kinds", "send", "withdraw"]


def init_app(app: Flask) -> None:
    """Nothing to set up yet."""
