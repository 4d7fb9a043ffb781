"""A reminder the evening before, once, through one's own channel, with "I can't come after all" in one tap.

The desk has its calls and slips in the morning of that day: there it takes somebody to make the call.
"""
