"""Visitors: trained, with a pass, known to the partners; where they like to go, how often, and with whom.

What they like they say themselves. What the partners saw (training, pass, certificate of conduct) a coordinator says.
"""
