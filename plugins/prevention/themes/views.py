"""Pages of the themes: readable for everybody, without signing in."""

from flask import render_template

from app.calendar.themes import THEMES
from app.web import Who, who
from plugins.prevention.parts import pieces_of
from plugins.prevention.themes.why import WHY
from plugins.prevention.views import house_here, prevention, theme_at


@prevention.get("/")
@who(Who.EVERYONE)
def index() -> str:
    """The four themes, to choose from."""
    return render_template("prevention/themes/index.html", themes=THEMES, why=WHY)


@prevention.get("/<key>")
@who(Who.EVERYONE)
def theme(key: str) -> str:
    """One theme: why, what is on this week, and what the features of prevention add."""
    found = theme_at(key)
    return render_template(
        "prevention/themes/theme.html", theme=found, why=WHY[found.key], pieces=pieces_of(found, house_here())
    )
