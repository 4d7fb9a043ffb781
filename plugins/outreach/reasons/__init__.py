"""An administrator looks at the people of a round only with a reason, which the organisations hear at once."""
