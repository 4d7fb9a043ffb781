"""A work day: a day with its hours and a list of jobs, each with its own places. One page shows them all."""
