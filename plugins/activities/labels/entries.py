"""Labels on the entries of the agenda: what was said, how one gets in, tags of plugins that are on."""

from collections.abc import Sequence
from dataclasses import replace

from app.calendar.entry import Entry
from app.places.models import Space
from app.plugins import current_hooks
from plugins.activities.labels.facts import access_keys
from plugins.activities.labels.saying import NOTHING_SAID, said_of
from plugins.activities.models import Occurrence


def labelled(entries: Sequence[Entry], dates: Sequence[Occurrence]) -> list[Entry]:
    """The entries of these dates, in the same order, with their labels. One query."""
    said, tags = said_of(one.activity_id for one in dates), current_hooks().tags()
    found, access = [], dict[tuple[Space, ...], tuple[str, ...]]()
    for entry, one in zip(entries, dates, strict=True):
        activity, own = one.activity, said.get(one.activity_id, NOTHING_SAID)
        if (spaces := tuple(one.spaces)) not in access:
            access[spaces] = access_keys(spaces)
        on = [key for key in activity.tag_keys if key in tags]
        found.append(
            replace(
                entry,
                labels=(*own.chosen, *access[spaces], *on),
                pace=own.pace,
                costs=activity.costs,
                places=activity.places,
            )
        )
    return found
