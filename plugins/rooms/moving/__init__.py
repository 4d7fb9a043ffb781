"""Moving in and out: bookings from another calendar or list, looked at first; and everything of a house as files."""
