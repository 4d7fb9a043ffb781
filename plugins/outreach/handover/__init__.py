"""Going along: whoever asked for an activity does not go there alone. Both say yes before anybody sees a name."""
