"""A break: for a while somebody, or a group, makes no new bookings. They know why, and a second host looks."""
