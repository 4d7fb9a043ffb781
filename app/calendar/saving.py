"""One thing to put into one's own calendar, once: as its owner would see it where others look over a shoulder."""

from app.calendar import files
from app.calendar.entry import Entry
from app.calendar.gathering import look_here
from app.calendar.projection import Audience, Sight, project
from app.calendar.series import by_itself


def to_save(entry: Entry) -> Entry:
    """The entry as an event of its own, without what is sensitive. Its UID is that of its person's feed and mails."""
    (shown,) = project([by_itself(entry)], Audience.PERSONAL, Sight(look_here().words, private=frozenset(), secret=b""))
    return shown


def file_of(entry: Entry) -> bytes:
    """Its file."""
    return files.event_file([to_save(entry)], look_here())
