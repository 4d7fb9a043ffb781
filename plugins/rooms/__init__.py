"""Rooms: neighbours book the rooms of their house, for once or every week, and everybody sees when they are free."""
