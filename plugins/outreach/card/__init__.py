"""The card for a talk, on paper: five topics with open questions, and leaflets by choice. Nothing is filled in."""
