"""The house rule "regular groups make an agreement": by default the house only invites. It never counts hours."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.clock import now, wall
from app.db import db
from app.people.models import Group
from app.places import rules
from app.places.models import House
from app.places.requests import HoldRequest
from app.plugins import Objection, RuleSpec
from plugins.contributions.agreements import standing
from plugins.contributions.agreements.reading import groups_without

KEY: Final = "contributions.agreements"
INVITE: Final = "invite"
REMIND: Final = "remind"
ASK: Final = "ask"
NEWCOMERS_DAYS: Final = 28
"""A group that has just begun first finds its feet."""

RULES: Final = (
    RuleSpec(
        key=KEY,
        kind=str,
        default=INVITE,
        label=_("Regular groups make an agreement about what they do in return"),
        text=_("Groups that use a room regularly make an agreement about what they do in return: {value}."),
        choices={
            INVITE: _("we invite them"),
            REMIND: _("we remind them, once a season"),
            ASK: _("we ask for it before a new series of bookings"),
        },
    ),
)


def objections(request: HoldRequest) -> list[Objection]:
    """Under the rule ASK: a series of a group that has no agreement for (one of) its seasons. Else nothing.

    At most four queries, however many dates. One booking by itself is always possible.
    """
    if request.group_id is None or len(request.spans) < 2:
        return []
    if rules.value(request.house_id, KEY) != ASK:
        return []
    group, house = db.session.get_one(Group, request.group_id), db.session.get_one(House, request.house_id)
    if (now() - group.started_at).days < NEWCOMERS_DAYS:
        return []
    today = wall(now(), house.zone).date()
    seasons = {standing.season_that_counts(wall(span.start, house.zone).date(), today) for span in request.spans}
    for season in sorted(seasons):
        if groups_without([group.id], house.id, season):
            message = _(
                "First make an agreement with the house for season %(season)s: on the page of %(group)s. "
                "One booking at a time is possible already.",
                season=season.key,
                group=group.name,
            )
            return [Objection(message=message, rule=rules.link(house.id, KEY), field="group")]
    return []
