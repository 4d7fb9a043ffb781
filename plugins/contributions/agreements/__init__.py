"""Agreements: what a group and the house say to each other, each season, about what the group does in return.

Words, no hours. Either proposes, both say yes; at the end of the season they look back, and go on with one tap.
"""
