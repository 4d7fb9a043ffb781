"""Who opens and who closes, in calendars: a feed for each role, and one's own turns in one's own feed."""
