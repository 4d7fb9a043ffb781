"""What one likes to do, on pages: one's own lines, what neighbours told, whom a host can ask, and the question."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now
from app.refusals import Refusal
from app.web import Who, current_actor, current_person_id, say_done, use_house, who
from app.web.attempts import attempt
from app.web.flash import say_wrong
from plugins.contributions.asking import with_places
from plugins.contributions.talents import finding, inviting, keeping, reading, words
from plugins.contributions.talents.forms import TalentForm
from plugins.contributions.talents.models import Talent
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here
from plugins.contributions.views.managing import managed_task

contributions.add_app_template_filter(words.how_words, "talent_how")
contributions.add_app_template_filter(words.seen_by, "talent_seen_by")


@contributions.get("/likes")
@who(Who.SIGNED_IN)
def likes() -> str:
    """What one likes to do, and one more."""
    return _own_page(TalentForm())


@contributions.post("/likes")
@who(Who.SIGNED_IN)
def add_like() -> ResponseReturnValue:
    """Write down what one likes to do."""
    form = TalentForm()
    if done := attempt(form, lambda: keeping.add(current_actor(), here().id, form.values())):
        say_done(_("Lovely. We will show you tasks that fit."), undo_url=url_for(".remove_like", key=done.value))
        return redirect(url_for(".likes"), 303)
    return _own_page(form), 422


@contributions.get("/likes/<key>")
@who(Who.SIGNED_IN)
def like(key: str) -> str:
    """Change a line, or keep it for longer."""
    talent = keeping.talent_of(current_actor(), key)
    return _edit_page(TalentForm(talent), talent)


@contributions.post("/likes/<key>")
@who(Who.SIGNED_IN)
def change_like(key: str) -> ResponseReturnValue:
    """Change a line, or keep it for longer."""
    talent, form = keeping.talent_of(current_actor(), key), TalentForm()
    if attempt(form, lambda: keeping.change(current_actor(), key, form.values())):
        say_done(_("Changed."))
        return redirect(url_for(".likes"), 303)
    return _edit_page(form, talent), 422


@contributions.post("/likes/<key>/remove")
@who(Who.SIGNED_IN)
def remove_like(key: str) -> ResponseReturnValue:
    """Take a line off."""
    keeping.remove(current_actor(), key)
    say_done(_("Taken off. Nobody sees it any more."), undo_url=url_for(".bring_like_back", key=key))
    return redirect(url_for(".likes"), 303)


@contributions.post("/likes/<key>/back")
@who(Who.SIGNED_IN)
def bring_like_back(key: str) -> ResponseReturnValue:
    """Not taken off after all."""
    keeping.bring_back(current_actor(), key)
    say_done(_("It is back."))
    return redirect(url_for(".likes"), 303)


@contributions.get("/neighbours")
@who(Who.SIGNED_IN)
def neighbours() -> str:
    """What neighbours like to do, of those who let neighbours see it."""
    return render_template("contributions/talents/neighbours.html", talents=reading.told_neighbours(here().id))


@contributions.get("/manage/<key>/ask")
@who(Who.HOST)
def whom(key: str) -> str:
    """For hosts: who offered something that fits a task."""
    task = managed_task(key)
    return render_template(
        "contributions/talents/whom.html",
        asked=with_places([task], None)[0],
        candidates=finding.candidates(task, besides=current_person_id()),
        invitations=finding.invitations_of(task),
        waiting=len(finding.open_invitations(task)),
        moment=now(),
        zone=task.house.zone,
    )


@contributions.post("/manage/<key>/ask/<line>")
@who(Who.HOST)
def invite(key: str, line: str) -> ResponseReturnValue:
    """Ask one of them."""
    managed_task(key)
    try:
        inviting.invite(current_actor(), key, line)
    except Refusal as refusal:
        say_wrong(refusal.message)
    else:
        say_done(_("We ask them, by mail or by phone. No is fine too."))
    return redirect(url_for(".whom", key=key), 303)


@contributions.get("/invited/<key>")
@who(Who.SIGNED_IN)
def invitation(key: str) -> str:
    """The question whether this is something for the reader."""
    found = inviting.invitation_for(current_person_id(), key)
    use_house(found.task.house)
    asked = with_places([found.task], current_person_id())[0]
    return render_template(
        "contributions/talents/invitation.html", invitation=found, asked=asked, zone=found.task.house.zone
    )


@contributions.post("/invited/<key>")
@who(Who.SIGNED_IN)
def answer_invitation(key: str) -> ResponseReturnValue:
    """Yes or no."""
    found = inviting.invitation_for(current_person_id(), key)
    if request.form.get("answer") == "yes":
        made = inviting.say_yes(current_actor(), key)
        undo = url_for(".withdraw", key=made)
        say_done(_("Thank you! You are helping with: %(title)s.", title=found.task.title), undo_url=undo)
        return redirect(url_for(".task", key=found.task.public_id), 303)
    if request.form.get("answer") == "no":
        inviting.say_no(current_actor(), key)
        say_done(_("That is fine. We ask somebody else."))
        return redirect(url_for(".index"), 303)
    say_wrong(_("Choose yes or no."))
    return redirect(url_for(".invitation", key=key), 303)


def _own_page(form: TalentForm) -> str:
    return render_template("contributions/talents/likes.html", form=form, talents=reading.own(_reader()))


def _edit_page(form: TalentForm, talent: Talent) -> str:
    return render_template("contributions/talents/like.html", form=form, talent=talent, zone=here().zone)


def _reader() -> int:
    return current_person_id() or 0
