"""The page of figures, for everybody: partners see no other ones once a round is closed."""

from flask import render_template

from app.web import Who, who
from plugins.outreach.figures.reading import told_rounds
from plugins.outreach.views import outreach


@outreach.get("/figures")
@who(Who.EVERYONE)
def figures() -> str:
    """Each round that is closed, in counts that tell of nobody."""
    return render_template("outreach/figures/figures.html", told=told_rounds())
