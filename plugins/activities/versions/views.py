"""For who may change an activity: what it said before, and one press to put that back."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, say_done, who
from app.web.flash import say
from plugins.activities.versions import restoring
from plugins.activities.versions.showing import shown
from plugins.activities.views import activities
from plugins.activities.views.organising import own_activity


@activities.get("/<slug>/versions")
@who(Who.SIGNED_IN)
def versions(slug: str) -> str:
    """What it said before, and what changed each time."""
    activity = own_activity(slug)
    return render_template(
        "activities/versions/list.html",
        activity=activity,
        versions=shown(activity, current_actor()),
        zone=activity.zone,
    )


@activities.post("/<slug>/versions/<key>/restore")
@who(Who.SIGNED_IN)
def restore_words(slug: str, key: str) -> ResponseReturnValue:
    """Put one back."""
    activity = own_activity(slug)
    undo = restoring.restore(current_actor(), activity.id, key)
    if undo:
        say_done(
            _("Put back. Everybody sees these words now."),
            undo_url=url_for(".restore_words", slug=activity.slug, key=undo),
        )
    else:
        say(_("That is what stands there already."))
    return redirect(url_for(".show", slug=activity.slug), 303)
