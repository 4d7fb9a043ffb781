"""Figures of rounds: counted when something happens, and told to everybody once a round is closed."""
