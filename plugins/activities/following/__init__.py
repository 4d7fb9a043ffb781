"""Calendars that organisers keep elsewhere (Google, Nextcloud, a school), shown as activities, marked as followed.

Looked at first, then read every hour. What cannot be read leaves the last good state, and says so. The dates hold no
rooms: they are somebody else's plan, and a room is booked with us.
"""
