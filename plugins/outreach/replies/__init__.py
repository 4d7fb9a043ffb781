"""Answers to the letter. "No" and "later" are counts; only an own "yes" makes a record, and that has its last day."""
