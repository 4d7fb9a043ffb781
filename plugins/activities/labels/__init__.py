"""What an activity is like, in ready words: its pace, for whom it is meant above all, which language is spoken.

Labels tell of the activity, never of a person, and they keep nobody out. How one gets in is not asked: the rooms tell.
"""
