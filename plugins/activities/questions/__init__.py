"""What organisers ask of who comes: two questions at most, never about health, and nobody has to answer.

They are asked after "you're coming", on the page with the code. Only organisers read the answers, which go a week after
the date. Where it is discreet nothing is asked.
"""
