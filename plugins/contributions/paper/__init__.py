"""Tasks on paper: cards with a code that the desk can type, and a list for the wall to write one's name on."""
