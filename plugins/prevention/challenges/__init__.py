"""A group's own challenge: a distance that they cover together, told as a total. Who went how far is never asked.

Nobody is put beside anybody else, and no group beside another one. Afterwards it is gone.
"""
