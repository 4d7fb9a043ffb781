"""After a talk: that it took place, and what the person asked for in it, until that is done. Nothing of the talk."""
