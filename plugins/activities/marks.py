"""What other plugins say beside dates in our lists ("theme week …"): for the agenda the core asks, here we do."""

from collections.abc import Iterable, Mapping

from app.plugins import current_hooks
from app.refs import Ref
from plugins.activities import entries
from plugins.activities.following import entries as followed
from plugins.activities.following.models import Followed
from plugins.activities.models import Occurrence


def marks_of(dates: Iterable[Occurrence], others: Iterable[Followed]) -> Mapping[Ref, tuple[str, ...]]:
    """The words beside our own dates and those of `others`, by their `ref`. Their series must be loaded."""
    own = [entries.entry_of(one) for one in dates]
    return current_hooks().marks([*own, *(followed.entry_of(one) for one in others)])
