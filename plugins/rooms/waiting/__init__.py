"""Waiting with a held offer: who wished for a taken time gets it kept when it frees, the first in line first.

The base calls `offering.serve` where time frees and before somebody books; the job comes by for the rest.
"""
