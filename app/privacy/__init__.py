"""Own data out, forget me, retention, the log of who did what for whom."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to set up yet."""
