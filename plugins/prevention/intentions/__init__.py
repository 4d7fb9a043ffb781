"""What somebody means to do themselves, with a reminder that they set: once, and then it is gone.

Nobody else sees it, and it is kept apart from whose it is: docs/adr/019.
"""
