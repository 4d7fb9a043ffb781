"""A room closes: whose bookings lie in that time, telling them in one step, and what is possible instead."""
