"""The talk guide: one page, for everybody, to read and to print."""

from flask import render_template

from app.web import Who, who
from app.web.kept import kept_page
from plugins.prevention.facts import reading
from plugins.prevention.facts.words import EMERGENCY
from plugins.prevention.views import house_here, prevention


@prevention.get("/worried")
@who(Who.EVERYONE)
@kept_page
def worried() -> str:
    """First talk with the person, then ask; and which number is for what."""
    house = house_here()
    return render_template("prevention/talk/worried.html", house=house, urgent=reading.addresses(house, kind=EMERGENCY))
