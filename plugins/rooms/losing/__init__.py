"""A room is lost without a closure: the house opens shorter, or keeps the room for itself. Whom that hits."""
