"""The four themes, a page each: why, what is on this week, and what the other features add."""
