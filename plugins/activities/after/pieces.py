"""What is shown on the page of an activity: the question, and what is published of the answers."""

from flask import render_template

from app.web import current_actor
from plugins.activities.after import reading
from plugins.activities.models import Activity
from plugins.activities.rights import may_change


def section(activity: Activity) -> str:
    """How was it? Nothing while there is nothing to ask or to tell."""
    asked, last = reading.asked_now(activity), reading.last_told(activity)
    organises = may_change(current_actor(), activity)
    coming = reading.next_date(activity) if organises else None
    if not asked and last is None and coming is None:
        return ""
    return render_template(
        "activities/after/beside.html",
        activity=activity,
        zone=activity.zone,
        asked=asked,
        last=last,
        may_change=organises,
        coming=coming,
    )
