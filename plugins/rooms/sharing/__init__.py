"""Neighbours make room for each other: come along to a booking, change times with another, hand a date over."""
