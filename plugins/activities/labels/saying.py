"""Say what an activity is like, and read it back. Called by whoever writes or reads its words, in their transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.calendar.choosing import folded
from app.calendar.labels import ACCESS, AGE, BY_KEY, FREE, LEVEL, TEMPO, in_order
from app.db import db
from app.refusals import Refusal
from plugins.activities.labels.models import LONGEST_PACE, ActivityLabels

ONE_OF: Final = {TEMPO: "tempo", LEVEL: "level", AGE: "age"}
"""Groups of which something has one at most, with the field that asks for it."""
FREE_WORDS: Final = frozenset({"gratis", "free", "niets", "nothing", "0", "€0", "€ 0", "0 euro"})
"""What people write for "free" where a price is asked."""


@dataclass(frozen=True, slots=True)
class Said:
    """What its organisers said of an activity: keys of labels in order, and its pace in own words."""

    chosen: tuple[str, ...] = ()
    pace: str = ""


NOTHING_SAID: Final = Said()


def free_or_costs(labels: Iterable[str], costs: str) -> tuple[tuple[str, ...], str]:
    """The labels and the costs, where who wrote no more than "gratis" said that it is free."""
    costs = costs.strip()
    if folded(costs).strip(" .!") in FREE_WORDS:
        return in_order({*labels, FREE.key}), ""
    return in_order(labels), costs


def say_labels(activity_id: int, said: Said) -> None:
    """Write down what an activity is like. Raises Refusal, with its field. Call it in a transaction."""
    pace = " ".join(said.pace.split())
    if len(pace) > LONGEST_PACE:
        raise Refusal(_("Say it in at most %(most)s characters.", most=LONGEST_PACE), field="pace")
    chosen = in_order(said.chosen)
    for key in chosen:
        if key not in BY_KEY or BY_KEY[key].group == ACCESS:
            raise Refusal(_("Choose one of these."), field="languages")
    for group, field in ONE_OF.items():
        if len([key for key in chosen if BY_KEY[key].group == group]) > 1:
            raise Refusal(_("Choose one of these."), field=field)
    row = db.session.get(ActivityLabels, activity_id)
    if row is None:
        if not chosen and not pace:
            return
        row = ActivityLabels(activity_id=activity_id)
        db.session.add(row)
    row.chosen, row.pace = ",".join(chosen), pace


def said_of(activity_ids: Iterable[int]) -> dict[int, Said]:
    """What was said of these activities; in one query, and in none where there is no activity."""
    wanted = set(activity_ids)
    if not wanted:
        return {}
    rows = db.session.scalars(sa.select(ActivityLabels).where(ActivityLabels.activity_id.in_(wanted)))
    return {row.activity_id: Said(tuple(key for key in row.chosen.split(",") if key), row.pace) for row in rows}
