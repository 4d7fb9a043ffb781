"""Pages of activities, at /activities/, and the filters that their templates use."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint

from app.clock import now, wall
from app.places.models import House
from app.refusals import NotFound
from app.web import current_house, use_house
from plugins.activities import reading, slugs
from plugins.activities.models import Activity, Occurrence, joined
from plugins.activities.rights import occurrence_with
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
    return found[0]


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
