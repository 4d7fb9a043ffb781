"""The day of who visits: looked at, printed, or taken along where there is no network. One day, and gone after it."""
