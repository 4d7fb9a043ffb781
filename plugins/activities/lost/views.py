"""For those who organise: a date lost its room, and takes another one with one press."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import wall
from app.refusals import Refusal
from app.web import Who, current_actor, say_done, who
from app.web.flash import say_wrong
from plugins.activities import dates
from plugins.activities.holding import Clashes
from plugins.activities.lost.possible import lost_spaces
from plugins.activities.models import Occurrence
from plugins.activities.planning import OneDate, Where
from plugins.activities.views import activities, occurrence_at
from plugins.activities.views.organising import own_activity


@activities.post("/<slug>/dates/<key>/room")
@who(Who.SIGNED_IN)
def take_room(slug: str, key: str) -> ResponseReturnValue:
    """The room of this press instead of the one that is closed; everything else stays as it is."""
    own_activity(slug)
    occurrence, chosen = occurrence_at(slug, key), request.form.get("instead", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        abort(404)
    try:
        dates.change_date(current_actor(), occurrence.id, _plan(occurrence, int(chosen)))
    except Clashes as clashes:
        say_wrong(_("The room is not free then: %(why)s.", why=str(clashes.clashes[0].reason).rstrip(".")))
        return redirect(url_for(".date", slug=slug, key=key), 303)
    except Refusal as refusal:
        say_wrong(refusal.message)
        return redirect(url_for(".date", slug=slug, key=key), 303)
    say_done(_("Changed. Who signed up for a changed date gets a message."))
    return redirect(url_for(".show", slug=slug), 303)


def _plan(occurrence: Occurrence, space_id: int) -> OneDate:
    zone, closed = occurrence.activity.zone, {space.id for space in lost_spaces(occurrence)}
    start, end = wall(occurrence.starts, zone), wall(occurrence.ends, zone)
    kept = [space.id for space in occurrence.spaces if space.id not in closed]
    return OneDate(
        day=start.date(),
        start=start.time(),
        end=end.time(),
        where=Where(space_ids=(*kept, space_id), place=occurrence.place),
        title=occurrence.title,
    )
