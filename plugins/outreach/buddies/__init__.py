"""The buddy call: somebody knows who is inside, since when and until about when. Not where, and not with whom."""
