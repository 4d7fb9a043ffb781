"""Online as a place, alone or beside a room: an address that everybody sees, or only those who signed up."""
