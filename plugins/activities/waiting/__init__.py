"""Waiting for a place: when one is free it is kept for who waits longest, for a while, and then for the next.

The base calls `offering.serve` before somebody takes a place and after somebody lets one go; the job does the rest.
Who comes with more people than there is room for keeps their turn, and the next whose people fit goes first: no place
stays empty for it. They may come with fewer. An offer that nobody answers ends, and who let it go may wait again.
"""
