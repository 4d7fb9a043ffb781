"""Load and crashes: real processes, real HTTP, real databases."""
