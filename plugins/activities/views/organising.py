"""For those who organise: the words, who organises along, who is coming."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.plugins import current_hooks
from app.refusals import NotAllowed, Refusal
from app.web import Who, current_actor, current_person_id, say_done, use_house, who
from app.web.forms import refuse
from plugins.activities import changing, reading
from plugins.activities.forms import WordsForm
from plugins.activities.labels.forms import data_of
from plugins.activities.labels.saying import NOTHING_SAID, said_of
from plugins.activities.models import Activity
from plugins.activities.planning import Words
from plugins.activities.rights import is_organiser, may_change
from plugins.activities.versions import keeping as versions
from plugins.activities.views import activities, activity_at
from plugins.activities.views.publishing import fill_choices
from plugins.activities.words import ORGANISERS_ONLY


@activities.get("/<slug>/edit")
@who(Who.SIGNED_IN)
def edit(slug: str) -> str:
    """The words, to change."""
    activity = own_activity(slug)
    return _edit_page(_words_form(activity), activity)


@activities.post("/<slug>/edit")
@who(Who.SIGNED_IN)
def change(slug: str) -> ResponseReturnValue:
    """Change the words."""
    activity = own_activity(slug)
    form = _words_form(activity)
    if not form.validate():
        return _edit_page(form, activity), 422
    seen = versions.newest_key(activity.id)
    try:
        kept = changing.change_words(current_actor(), activity.id, _with_kept_tags(form.words(), activity))
    except Refusal as refusal:
        refuse(form, refusal)
        return _edit_page(form, own_activity(slug)), 422
    undo = url_for(".restore_words", slug=activity.slug, key=kept) if kept else None
    say_done(
        _("Changed. Everybody sees the new words."), undo_url=undo, link=_crossed(activity, seen) if kept else None
    )
    return redirect(url_for(".show", slug=activity.slug), 303)


@activities.get("/<slug>/organisers")
@who(Who.SIGNED_IN)
def organisers(slug: str) -> str:
    """Who organises it, and how to ask somebody along."""
    activity = own_activity(slug)
    return render_template(
        "activities/organisers.html",
        activity=activity,
        organisers=reading.organisers_of(activity.id),
        me=current_person_id(),
        invitation=url_for(".invited", code=changing.invitation(current_actor(), activity), _external=True),
        form=FlaskForm(),
    )


@activities.post("/<slug>/organisers/leave")
@who(Who.SIGNED_IN)
def leave(slug: str) -> ResponseReturnValue:
    """Stop organising."""
    changing.leave(current_actor(), own_activity(slug).id)
    say_done(_("You don't organise this any more. Thank you for what you did!"))
    return redirect(url_for(".show", slug=slug), 303)


@activities.get("/organise/<code>")
@who(Who.SIGNED_IN)
def invited(code: str) -> str:
    """Asked to organise along: yes, or not."""
    activity = changing.invited_to(code)
    use_house(activity.house)
    already = is_organiser(current_person_id(), activity)
    return render_template("activities/invited.html", activity=activity, code=code, already=already)


@activities.post("/organise/<code>")
@who(Who.SIGNED_IN)
def accept(code: str) -> ResponseReturnValue:
    """Yes, I organise along."""
    changing.accept(current_actor(), code)
    say_done(_("You organise this now, together with the others."))
    return redirect(url_for(".show", slug=changing.invited_to(code).slug), 303)


def own_activity(slug: str) -> Activity:
    """The activity at `slug`, for who may change it. Raises NotFound, NotAllowed."""
    activity = activity_at(slug)
    if not may_change(current_actor(), activity):
        raise NotAllowed(ORGANISERS_ONLY)
    return activity


def _words_form(activity: Activity) -> WordsForm:
    form = WordsForm(
        data={
            "title": activity.title,
            "about": activity.about,
            "themes": list(activity.theme_keys),
            "tags": list(activity.tag_keys),
            "costs": activity.costs,
            **data_of(said_of([activity.id]).get(activity.id, NOTHING_SAID)),
            "signing": "no" if activity.places is None else "yes",
            "places": activity.places,
            "sensitive": activity.sensitive,
            "with_paid_staff": activity.with_paid_staff,
        }
    )
    fill_choices(form, activity.house)
    return form


def _with_kept_tags(words: Words, activity: Activity) -> Words:
    """The words, with tags of plugins that are off now: those are not on the form, and stay."""
    kept = tuple(key for key in activity.tag_keys if key not in current_hooks().tags())
    return replace(words, tags=(*words.tags, *kept))


def _crossed(activity: Activity, seen: str) -> tuple[str, str] | None:
    """Where to look when somebody else changed it since the form was opened: nothing of theirs is lost."""
    if request.form.get("seen", seen) == seen:
        return None
    words = _("Somebody else changed it too, while you were writing. Look what, under “Earlier”.")
    return words, url_for(".versions", slug=activity.slug)


def _edit_page(form: WordsForm, activity: Activity) -> str:
    seen = request.form.get("seen", versions.newest_key(activity.id))
    return render_template("activities/edit.html", form=form, activity=activity, seen=seen)
