"""Pages of this floor: language, light and dark, and what one may want to know about the house and its software."""

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from app.web import languages, look
from app.web.guard import Who, who
from app.web.redirects import safe_next
from app.web.visitor import current_house

web = Blueprint("web", __name__)


@web.get("/language/<code>")
@who(Who.EVERYONE)
def language(code: str) -> Response:
    """Read on in another language, on the same page."""
    if code not in languages.LANGUAGES:
        abort(404)
    response = redirect(safe_next(request.args.get("next")), 303)
    languages.choose(response, code)
    return response


@web.get("/look")
@who(Who.EVERYONE)
def look_page() -> str:
    """Light, dark, or as the device says."""
    return render_template("web/look.html", next=safe_next(request.args.get("next")))


@web.post("/look")
@who(Who.EVERYONE)
def set_look() -> Response:
    """Remember a look and go back to where it was asked."""
    chosen = request.form.get("look", "")
    if chosen not in look.LOOKS:
        abort(400)
    response = redirect(safe_next(request.form.get("next")), 303)
    look.choose(response, chosen)
    return response


@web.get("/about")
@who(Who.EVERYONE)
def about() -> str:
    """Who runs the house, and with what software."""
    return render_template("web/about.html", house=current_house())


@web.get("/about/accessibility")
@who(Who.EVERYONE)
def accessibility() -> str:
    """What we do so that everyone can use this, and what to do when it does not work."""
    return render_template("web/accessibility.html")


@web.get("/about/privacy")
@who(Who.EVERYONE)
def privacy() -> str:
    """What is kept of somebody, how long, and how to see and erase it."""
    return render_template("web/privacy.html")
