"""How-to cards: how one begins with something small, a page each, and to print and cut out."""
