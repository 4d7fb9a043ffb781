"""When something is: how often, on which days, what is left out. Each date has its tick before it is in the agenda."""
