"""A house's season in pictures and words: what was done together, told by hosts, never by who did how much."""
