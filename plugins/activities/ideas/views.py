"""Pages of the idea box: everybody reads; who is signed in writes, joins in, and makes an activity of an idea."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, current_person_id, kept_page, say_done, use_house, who
from app.web.attempts import attempt
from app.web.flash import say_wrong
from plugins.activities.ideas import becoming, having, joining, reading
from plugins.activities.ideas.forms import IdeaForm, NewIdeaForm, form_of
from plugins.activities.ideas.models import Idea
from plugins.activities.ideas.words import UNKNOWN_IDEA
from plugins.activities.views import activities, hidden_page, house_here


@activities.get("/ideas")
@who(Who.EVERYONE)
@kept_page
def ideas() -> str:
    """The idea box: the newest first, or those that wait longest for somebody to organise."""
    show = request.args.get("show") or reading.NEW
    if show not in reading.SHOWS:
        abort(404)
    house = house_here()
    return render_template(
        "activities/ideas/list.html", house=house, show=show, shows=reading.SHOWS, ideas=reading.listed(house.id, show)
    )


@activities.get("/ideas/new")
@who(Who.SIGNED_IN)
def idea_form() -> str:
    """The form for a new idea."""
    return _new_page(NewIdeaForm())


@activities.post("/ideas/new")
@who(Who.SIGNED_IN)
def share_idea() -> ResponseReturnValue:
    """Put it in the box."""
    form = NewIdeaForm()
    shared = attempt(form, lambda: having.share(current_actor(), house_here().id, form.values()))
    if shared is None:
        return _new_page(form), 422
    say_done(
        _("Your idea is in the box. Everybody can read it."), undo_url=url_for(".take_idea_back", key=shared.value)
    )
    return redirect(url_for(".idea", key=shared.value), 303)


@activities.get("/ideas/<key>")
@who(Who.EVERYONE)
def idea(key: str) -> ResponseReturnValue:
    """One idea: what it is, who would like it too, and the next step."""
    found, actor = _idea(key), current_actor()
    if _is_hidden(found):
        return hidden_page(found.thing, found.house.zone, url_for(".ideas"), _("Back to the idea box"))
    return render_template(
        "activities/ideas/one.html",
        told=reading.told(found),
        idea=found,
        own=found.by_id == actor.subject,
        voice=found.voice_of(actor.subject),
        team=reading.team(found, actor),
        asked=reading.is_asked(found, actor.subject),
        may_begin=becoming.may_begin(actor, found),
        signed_in=actor.subject is not None,
    )


@activities.get("/ideas/<key>/join")
@who(Who.SIGNED_IN)
def join_idea_form(key: str) -> ResponseReturnValue:
    """Where somebody comes who had to sign in first: back to the idea."""
    return redirect(url_for(".idea", key=_idea(key).public_id), 303)


@activities.post("/ideas/<key>/join")
@who(Who.SIGNED_IN)
def join_idea(key: str) -> ResponseReturnValue:
    """Would like it too, or helps to organise it."""
    found, part = _idea(key), request.form.get("part", "")
    undo = url_for(".leave_idea", key=key) if found.voice_of(current_person_id()) is None else None
    try:
        joining.join(current_actor(), found.public_id, part, named="named" in request.form)
    except NotAllowed:
        raise
    except Refusal as refusal:
        say_wrong(refusal.message)
    else:
        said = _("You help to organise it.") if part == joining.ORGANISES else _("You would like this too.")
        say_done(said, undo_url=undo)
    return redirect(url_for(".idea", key=key), 303)


@activities.post("/ideas/<key>/leave")
@who(Who.SIGNED_IN)
def leave_idea(key: str) -> ResponseReturnValue:
    """Not after all."""
    joining.leave(current_actor(), _idea(key).public_id)
    say_done(_("That is fine."))
    return redirect(url_for(".idea", key=key), 303)


@activities.post("/ideas/<key>/answer")
@who(Who.SIGNED_IN)
def answer_idea(key: str) -> ResponseReturnValue:
    """Organise along what came of it, or not."""
    found, answered = _idea(key), request.form.get("answer")
    if found.voice_of(current_person_id()) is None:
        raise NotFound(UNKNOWN_IDEA)
    if answered not in ("yes", "no"):
        say_wrong(_("Choose yes or no."))
        return redirect(url_for(".idea", key=key), 303)
    joining.answer(current_actor(), found.public_id, yes=answered == "yes")
    if answered == "no" or found.activity is None:
        say_done(_("That is fine. Thank you for thinking along."))
        return redirect(url_for(".idea", key=key), 303)
    say_done(_("You organise this now, together with the others."))
    return redirect(url_for(".show", slug=found.activity.slug), 303)


@activities.get("/ideas/<key>/edit")
@who(Who.SIGNED_IN)
def edit_idea(key: str) -> str:
    """One's own idea, to change."""
    found = _own(key)
    return _edit_page(form_of(found), found)


@activities.post("/ideas/<key>/edit")
@who(Who.SIGNED_IN)
def change_idea(key: str) -> ResponseReturnValue:
    """Change it."""
    found, form = _own(key), IdeaForm()
    if attempt(form, lambda: having.change(current_actor(), key, form.values())) is None:
        return _edit_page(form, found), 422
    say_done(_("Changed. Everybody sees the new words."))
    return redirect(url_for(".idea", key=key), 303)


@activities.post("/ideas/<key>/take-back")
@who(Who.SIGNED_IN)
def take_idea_back(key: str) -> ResponseReturnValue:
    """Take it out of the box."""
    having.take_back(current_actor(), _own(key).public_id)
    say_done(_("Taken back. Nobody sees it any more."), undo_url=url_for(".put_idea_back", key=key))
    return redirect(url_for(".ideas"), 303)


@activities.post("/ideas/<key>/put-back")
@who(Who.SIGNED_IN)
def put_idea_back(key: str) -> ResponseReturnValue:
    """Put it back."""
    having.put_back(current_actor(), _own(key).public_id)
    say_done(_("It is back in the box."))
    return redirect(url_for(".idea", key=key), 303)


@activities.post("/ideas/<key>/wake")
@who(Who.SIGNED_IN)
def wake_idea(key: str) -> ResponseReturnValue:
    """Still wanted."""
    having.wake(current_actor(), _idea(key).public_id)
    say_done(_("It is awake again, among the others."))
    return redirect(url_for(".idea", key=key), 303)


def _idea(key: str) -> Idea:
    found = reading.idea_with(key, current_person_id())
    use_house(found.house)
    return found


def _is_hidden(found: Idea) -> bool:
    """Whether a host hid it from who is here. Who wrote it still sees it."""
    return found.hidden and found.by_id != current_person_id()


def _own(key: str) -> Idea:
    found = _idea(key)
    if found.by_id != current_person_id():
        raise NotAllowed(_("Only who wrote this down can change it."))
    return found


def _new_page(form: NewIdeaForm) -> str:
    return render_template("activities/ideas/new.html", form=form, house=house_here())


def _edit_page(form: IdeaForm, found: Idea) -> str:
    return render_template("activities/ideas/edit.html", form=form, idea=found)
