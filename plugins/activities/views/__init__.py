"""Pages of activities, at /activities/, and the filters that their templates use."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template
from flask_babel import gettext as _

from app import pointing
from app.clock import now, wall
from app.places.models import House
from app.refs import Ref
from app.refusals import NotFound
from app.web import current_actor, current_house, use_house
from plugins.activities import reading, slugs
from plugins.activities.models import Activity, Occurrence, joined
from plugins.activities.rights import may_change, occurrence_with
from plugins.activities.words import UNKNOWN, UNKNOWN_DATE, UNKNOWN_HOUSE

activities = Blueprint("activities", __name__, url_prefix="/activities", template_folder="../templates")
activities.add_app_template_filter(reading.when_words, "activity_when")
activities.add_app_template_filter(joined, "activity_names")


@activities.app_template_filter()
def activity_over(occurrence: Occurrence) -> bool:
    """Whether a date is over."""
    return occurrence.ends <= now()


@activities.app_template_filter()
def activity_past(moment: datetime) -> bool:
    """Whether a moment has gone by."""
    return moment <= now()


@activities.app_template_filter()
def activity_day(moment: datetime, zone: ZoneInfo) -> str:
    """A day as forms send it: "2027-03-18"."""
    return wall(moment, zone).date().isoformat()


def activity_at(slug: str) -> Activity:
    """The activity at today's slug, on a page of its house. Raises NotFound."""
    found = slugs.find(slug)
    if found is None or found[1] is not None:
        raise NotFound(UNKNOWN)
    use_house(found[0].house)
    refuse_hidden(found[0])
    return found[0]


def refuse_hidden(activity: Activity) -> None:
    """Let only its organisers and hosts through to what a host hid. Raises NotFound, with the host's reason."""
    if activity.hidden and not may_change(current_actor(), activity):
        ruling = pointing.ruling_of(activity.ref)
        raise NotFound(_("A host hid this page: “%(reason)s”", reason=ruling.reason if ruling else ""))


def hidden_page(ref: Ref, zone: ZoneInfo, back: str, back_words: str) -> tuple[str, int]:
    """What stands in the place of something that a host hid: since when, and why."""
    return render_template("activities/hidden.html", ref=ref, zone=zone, back_url=back, back_words=back_words), 404


def occurrence_at(slug: str, key: str) -> Occurrence:
    """One date of the activity at `slug`. Raises NotFound, also for a date of another activity."""
    occurrence = occurrence_with(key) if key.isalnum() else None
    if occurrence is None or occurrence.activity_id != activity_at(slug).id:
        raise NotFound(UNKNOWN_DATE)
    return occurrence


def house_here() -> House:
    """The house that the page is about. Raises NotFound before there is any."""
    house = current_house()
    if house is None:
        raise NotFound(UNKNOWN_HOUSE)
    return house
