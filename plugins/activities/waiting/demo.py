"""The waiting list in the demo: two neighbours wait for the date that is full, Lieke is the second."""

from datetime import timedelta
from typing import Any

from app.clock import at, now
from plugins.activities.coming import Coming
from plugins.activities.models import Occurrence
from plugins.activities.waiting.line import wait


def load(demo: Any, occurrence: Occurrence) -> None:
    """Let them wait. `demo` is `app.demo.Demo`."""
    occurrence_id = occurrence.id
    for hours, who in enumerate(("Petra Windekind", "Lieke Morgenster")):
        with at(now() - timedelta(hours=20 - hours)):
            wait(demo.actor(who), occurrence_id, Coming())
