"""For those who organise: a list on paper of who comes, which stops working when the day is over."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.refusals import NotAllowed, NotFound
from app.web import Who, current_actor, who
from plugins.activities.papers import making
from plugins.activities.questions.answering import answers_to
from plugins.activities.views import activities, occurrence_at
from plugins.activities.views.organising import own_activity
from plugins.activities.words import SCREEN_IS_TURNED, UNKNOWN_DATE


@activities.post("/<slug>/dates/<key>/list")
@who(Who.SIGNED_IN)
def make_list(slug: str, key: str) -> ResponseReturnValue:
    """Make one. It stands in the log."""
    own_activity(slug)
    if current_actor().on_behalf:
        raise NotAllowed(SCREEN_IS_TURNED)
    made = making.make_list(current_actor(), occurrence_at(slug, key).id)
    return redirect(url_for(".paper_list", slug=slug, key=key, paper=made), 303)


@activities.get("/<slug>/dates/<key>/list/<paper>")
@who(Who.SIGNED_IN)
def paper_list(slug: str, key: str, paper: str) -> str:
    """The list, to print, for as long as it works."""
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    if current_actor().on_behalf:
        raise NotAllowed(SCREEN_IS_TURNED)
    if not paper.isalnum():
        raise NotFound(UNKNOWN_DATE)
    return render_template(
        "activities/papers/list.html",
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        paper=making.working_list(occurrence, paper),
        coming=making.lines_of(occurrence.id),
        answers=answers_to(occurrence.id),
    )
