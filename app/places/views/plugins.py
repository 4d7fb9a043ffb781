"""Which parts this house's software is made of."""

from flask import render_template

from app.places.views.pages import places
from app.plugins import current_hooks
from app.web import Who, who


@places.get("/about/plugins")
@who(Who.EVERYONE)
def about_plugins() -> str:
    """Name, version and purpose of each plugin that is on, and the hooks it answers."""
    return render_template("places/plugins.html", plugins=current_hooks().about())
