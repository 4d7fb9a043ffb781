"""Who does it together: organisations under one name, and who does what for them. Parts have a last day."""
