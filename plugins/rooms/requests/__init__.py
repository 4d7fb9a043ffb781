"""Requests and answers: a house that wants to say yes first, asks back, and answers for each date within its promise.

The base calls `asking` when dates are made, moved or taken back; hosts answer with `answering`.
"""
