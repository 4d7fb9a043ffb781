"""After a date: "fine" or "could be better", and a word for a next time. Nobody can tell who said what, and nor can we.

There are no rows of answers: two numbers a date, and words in no order. Nothing has a time, nothing is in the log.
"""
