"""Rules for a kind of use or a room: how long, how early, how often, who first, and whether a host says yes."""
