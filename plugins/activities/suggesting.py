"""Things to do for a theme."""

from app.clock import Span
from app.plugins import Suggestion
from plugins.activities import reading
from plugins.activities.entries import page_of


def suggestions(theme: str, house_id: int, window: Span) -> list[Suggestion]:
    """The next date of each activity with this theme that is on within `window`, soonest first."""
    return [
        Suggestion(
            theme=theme,
            title=one.activity.title,
            url=page_of(one.activity),
            span=one.span,
            ref=one.ref,
            tags=one.activity.tag_keys,
        )
        for one in reading.upcoming(theme, "", house_id)
        if window.overlaps(one.span) and not one.is_cancelled
    ]


def soonest(one: Suggestion) -> tuple[Span | None, str]:
    """What suggestions are put in order by."""
    return one.span, one.title
