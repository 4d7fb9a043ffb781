"""The door: what a tablet beside a room shows, using the room at once, and saying that one is here.

Nobody is marked who did not come: a room that nobody came to is free again, and that is all.
"""
