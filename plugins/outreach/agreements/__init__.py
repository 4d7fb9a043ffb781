"""What the organisations of a round agree on: documents made from its own settings, and nothing typed into them."""
