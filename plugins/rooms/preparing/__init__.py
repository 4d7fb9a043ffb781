"""What is put ready for a booking: things of the house that go with it, and how the room is set up."""
