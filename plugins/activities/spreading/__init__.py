"""How far a change reaches: only this date, this one and those after it, or all that are still to come.

What was stays as it was: an old series ends before the first date that changes, and a new one takes over from there.
"""
