"""For those who organise: where it is online, each time or once."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import Refusal
from app.web import Who, current_actor, say_done, who
from app.web.forms import refuse
from plugins.activities.models import Activity, Occurrence
from plugins.activities.online.forms import COMING, EVERYBODY, OnlineForm
from plugins.activities.online.reading import row_of
from plugins.activities.online.setting import set_online
from plugins.activities.views import activities, occurrence_at
from plugins.activities.views.organising import own_activity


@activities.get("/<slug>/online")
@who(Who.SIGNED_IN)
def online(slug: str) -> str:
    """The address, for each date; with `?date=` for that one."""
    activity, one = own_activity(slug), _date(slug)
    row = row_of(activity.id, one.id if one else None)
    everybody = row.everybody if row else activity.places is None
    form = OnlineForm(data={"online": row.address if row else "", "online_for": EVERYBODY if everybody else COMING})
    return _page(activity, one, form)


@activities.post("/<slug>/online")
@who(Who.SIGNED_IN)
def change_online(slug: str) -> ResponseReturnValue:
    """Write it down; an empty address takes it away."""
    activity, one, form = own_activity(slug), _date(slug), OnlineForm()
    if not form.validate():
        return _page(activity, one, form), 422
    try:
        set_online(current_actor(), activity.id, form.online_at(), one.public_id if one else "")
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(own_activity(slug), _date(slug), form), 422
    say_done(_("Changed. Who signed up for a changed date gets a message."))
    return redirect(url_for(".show", slug=slug), 303)


def _date(slug: str) -> Occurrence | None:
    key = request.args.get("date", "")
    return occurrence_at(slug, key) if key else None


def _page(activity: Activity, one: Occurrence | None, form: OnlineForm) -> str:
    return render_template(
        "activities/online/form.html", form=form, activity=activity, occurrence=one, zone=activity.zone
    )
