"""What an activity said before: every change of its words is kept, and any of them can be put back with one press.

Only who may change the words sees who changed what; the page of the activity shows nothing of it.
"""
