"""What the tags mean, with the ways to choose by them."""

from flask import render_template

from app.web import Who, who
from plugins.prevention.counting.tags import MEANS, TAGS
from plugins.prevention.views import house_here, prevention


@prevention.get("/counts")
@who(Who.EVERYONE)
def counts() -> str:
    """Each tag: what it means, its filter of the agenda and its calendar."""
    house_here()
    return render_template("prevention/counting/counts.html", tags=TAGS, means=MEANS)
