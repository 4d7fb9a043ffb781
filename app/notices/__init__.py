"""What the house tells people: an outbox, and three ways out of it (mail, a call task for the desk, a printed slip)."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to set up yet."""
