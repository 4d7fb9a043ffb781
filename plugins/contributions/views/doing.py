"""What was done: together by all who promised, or told afterwards."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import roles
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.redirects import way_back
from plugins.contributions import promising, together
from plugins.contributions.asking import task_with
from plugins.contributions.forms import ToldAtDeskForm, ToldForm
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here


@contributions.post("/<key>/done")
@who(Who.SIGNED_IN)
def done_together(key: str) -> ResponseReturnValue:
    """We did it."""
    title = task_with(key).title
    together.mark_all_done(current_actor(), key)
    say_done(_("Thank you, all of you! Done: %(title)s.", title=title), undo_url=url_for(".undone_together", key=key))
    return _back(key)


@contributions.post("/<key>/undone")
@who(Who.SIGNED_IN)
def undone_together(key: str) -> ResponseReturnValue:
    """We did not do it after all."""
    together.undo_all_done(current_actor(), key)
    say_done(_("All right. It is still to be done."))
    return _back(key)


@contributions.get("/told")
@who(Who.SIGNED_IN)
def told() -> str:
    """Tell what one did that was on no list."""
    return _page(_form())


@contributions.post("/told")
@who(Who.SIGNED_IN)
def tell() -> ResponseReturnValue:
    """Tell what one did that was on no list."""
    form = _form()
    guest = form.name.data or "" if isinstance(form, ToldAtDeskForm) else ""
    if done := attempt(form, lambda: together.tell_done(current_actor(), here().id, form.words.data or "", guest)):
        return _thanked(done.value, guest)
    return _page(form), 422


def _form() -> ToldForm:
    hosts = roles.may(current_actor(), here().id, "host")
    return ToldAtDeskForm() if hosts else ToldForm()


def _page(form: ToldForm) -> str:
    return render_template("contributions/told.html", form=form, formal=current_actor().on_behalf)


def _thanked(key: str, guest: str) -> ResponseReturnValue:
    title = promising.promise_for(current_actor(), key).title
    say_done(_("Thank you! Done: %(title)s.", title=title), undo_url=url_for(".untold", key=key))
    return redirect(url_for(".manage") if guest else url_for(".index"), 303)


@contributions.post("/promises/<key>/untold")
@who(Who.SIGNED_IN)
def untold(key: str) -> ResponseReturnValue:
    """It was a mistake: forget that it was told."""
    together.take_back_told(current_actor(), key)
    say_done(_("That is fine. It is gone again."))
    return redirect(way_back() or url_for(".index"), 303)


def _back(key: str) -> ResponseReturnValue:
    return redirect(way_back() or url_for(".task", key=key), 303)
