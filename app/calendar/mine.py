"""My calendars: the links with which a person's own programs read that person's calendar."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar import tokens
from app.calendar.forms import LinkForm, PlaceForm, ReaderForm
from app.calendar.offered import offered_to
from app.refusals import Refusal
from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.forms import refuse

me = Blueprint("my_calendars", __name__, url_prefix="/me/calendars", template_folder="templates")

_SHOWN_ONCE = "new_calendar"


@me.get("")
@who(Who.SIGNED_IN)
def index() -> str:
    """My links, and a new one just after it was made: it can be read only then."""
    token, label = session.pop(_SHOWN_ONCE, (None, None))
    return _page(_link_form(), token, label)


@me.post("")
@who(Who.SIGNED_IN)
def make() -> ResponseReturnValue:
    """Make a link for one more place."""
    form = _link_form()
    if not form.validate():
        return _page(form), 422
    calendar = form.calendar.data or "" if "calendar" in form else ""
    try:
        token = tokens.make(current_actor(), form.label.data or "", calendar)
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(form), refusal.status
    session[_SHOWN_ONCE] = (token, form.label.data)
    return redirect(url_for(".index"), 303)


@me.get("/somebody")
@who(Who.SIGNED_IN)
def somebody() -> str:
    """Let somebody else read along: who, and what they get to see."""
    return render_template("calendar/share.html", form=ReaderForm())


@me.post("/somebody")
@who(Who.SIGNED_IN)
def share() -> ResponseReturnValue:
    """Make the link for them: that is how one says yes to it."""
    form = ReaderForm()
    if form.validate():
        try:
            token = tokens.share(current_actor(), form.label.data or "", form.lets_see.data)
        except Refusal as refusal:
            refuse(form, refusal)
            return render_template("calendar/share.html", form=form), refusal.status
        session[_SHOWN_ONCE] = (token, form.label.data)
        return redirect(url_for(".index"), 303)
    return render_template("calendar/share.html", form=form), 422


@me.get("/<token_id>")
@who(Who.SIGNED_IN)
def edit(token_id: str) -> str:
    """One link: call it something else, or end it."""
    token = tokens.own(current_actor(), token_id)
    return render_template("calendar/token.html", form=PlaceForm(label=token.label), token=token)


@me.post("/<token_id>")
@who(Who.SIGNED_IN)
def rename(token_id: str) -> ResponseReturnValue:
    """Call a link something else."""
    form = PlaceForm()
    if not form.validate():
        token = tokens.own(current_actor(), token_id)
        return render_template("calendar/token.html", form=form, token=token), 422
    tokens.rename(current_actor(), token_id, form.label.data or "")
    say_done(_("Done. The link has a new name."))
    return redirect(url_for(".index"), 303)


@me.post("/<token_id>/end")
@who(Who.SIGNED_IN)
def end(token_id: str) -> ResponseReturnValue:
    """End a link. There is no way back: one makes a new one."""
    tokens.revoke(current_actor(), token_id)
    say_done(_("Done. This link no longer works."))
    return redirect(url_for(".index"), 303)


@me.post("/<token_id>/renew")
@who(Who.SIGNED_IN)
def renew(token_id: str) -> ResponseReturnValue:
    """A new link in its place: the old one stops at once."""
    label = tokens.own(current_actor(), token_id).label
    session[_SHOWN_ONCE] = (tokens.renew(current_actor(), token_id), label)
    return redirect(url_for(".index"), 303)


def _link_form() -> LinkForm:
    form = LinkForm()
    form.offer(offered_to(current_person_id() or 0))
    return form


def _page(form: LinkForm, token: str | None = None, label: str | None = None) -> str:
    person_id = current_person_id() or 0
    row = tokens.find(token) if token else None
    return render_template(
        "calendar/mine.html",
        form=form,
        tokens=tokens.tokens_of(person_id),
        names={one.key: one.name for one in offered_to(person_id)},
        feed=token and url_for("calendar_files.mine", token=token),
        is_shared=row is not None and bool(row.lets_see),
        label=label,
    )
