"""Who comes for the first time is met: whoever took the role to welcome hears it, or else who organises it.

Who took that role is told to us by whichever plugin keeps promises (`PromiseMade`); organisers do not see who it is.
"""
