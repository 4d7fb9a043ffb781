"""A theme week: a circle draws attention to its theme for some days, and marks what is on for it in all houses."""
