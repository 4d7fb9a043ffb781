"""A room that gets lost: it closes after something was planned in it. Everybody sees it, and its organisers choose.

They are told which rooms are free then, and take one with one press; or they choose another time, or call it off.
"""
