"""What a browser keeps of "my week", so that the page opens without a network too: that page and its files, no more."""

from flask import url_for

from app.web import offline
from app.web.offline import Kept


def kept(language: str) -> Kept:
    """What is kept for who reads `language`. The stand-in is the same page for everybody: nobody is signed in on it."""
    stand_in = url_for("prevention.own_week_kept", language=language)
    return offline.kept("week", url_for("prevention.own_week"), stand_in, "prevention/week.js")
