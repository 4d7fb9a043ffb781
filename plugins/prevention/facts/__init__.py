"""Facts: norms, addresses and emergency numbers, each with its source, its date, and who read that source and when.

What ships is code (`shipped.py`). What a house makes of it is a row, and every version stays readable. A sign-off is
about one exact text: a text that changed has not been checked.
"""
