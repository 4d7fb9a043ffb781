"""A card on paper to start talking about eating: three open questions. Nothing is filled in or follows from it."""
