"""What one does with a promise: done, not done after all, taken back, promised again. Each a POST, each with undo."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, say_done, who
from app.web.redirects import way_back
from plugins.contributions import promising
from plugins.contributions.views import contributions


@contributions.post("/promises/<key>/done")
@who(Who.SIGNED_IN)
def done(key: str) -> ResponseReturnValue:
    """It is done."""
    title = promising.promise_for(current_actor(), key).title
    promising.mark_done(current_actor(), key)
    say_done(_("Thank you! Done: %(title)s.", title=title), undo_url=url_for(".undone", key=key))
    return _back()


@contributions.post("/promises/<key>/undone")
@who(Who.SIGNED_IN)
def undone(key: str) -> ResponseReturnValue:
    """It is not done after all."""
    promising.undo_done(current_actor(), key)
    say_done(_("All right. It is with your tasks again."))
    return _back()


@contributions.post("/promises/<key>/withdraw")
@who(Who.SIGNED_IN)
def withdraw(key: str) -> ResponseReturnValue:
    """Not this one after all; no reason asked."""
    title = promising.promise_for(current_actor(), key).title
    promising.withdraw(current_actor(), key)
    say_done(_("That is fine. You let go of: %(title)s.", title=title), undo_url=url_for(".restore", key=key))
    return _back()


@contributions.post("/promises/<key>/restore")
@who(Who.SIGNED_IN)
def restore(key: str) -> ResponseReturnValue:
    """After all, yes."""
    promising.restore(current_actor(), key)
    say_done(_("Nice! You are helping after all."), undo_url=url_for(".withdraw", key=key))
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(way_back() or url_for(".index"), 303)
