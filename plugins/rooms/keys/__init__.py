"""Keys of the house: who holds which, whether the rules are signed, and the code of the key safe. For its hosts."""
