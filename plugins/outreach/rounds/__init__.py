"""A round: letters to a district, by organisations with a role each. Counts and codes, never who got a letter."""
