"""The five-year wheel: which district gets its letters when, as even for the visitors as can be."""
