"""The theme week of the demo: a week about safety at home, soon. Made up."""

from datetime import time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.calendar.stretches import week_of
from app.clock import at, from_wall
from plugins.prevention.themeweeks.holding import WeekValues, plan

ZONE: Final = ZoneInfo("Europe/Amsterdam")


def load(demo: Any) -> None:
    """Plan it, in the week after this one."""
    monday = week_of(demo.today).first + timedelta(days=7)
    values = WeekValues(
        title="Veilig in huis",
        first=monday,
        last=monday + timedelta(days=6),
        about="Een lamp, een greep, een mat die niet schuift. Kijk mee hoe je met kleine dingen prettig blijft wonen.",
    )
    with at(from_wall(demo.today - timedelta(days=3), time(19), ZONE)):
        plan(demo.actor("Piotr Lindeboomski"), "prettig-thuis", values)
