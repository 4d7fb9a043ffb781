"""Talks: two visitors and a week, two moments to choose from, one that is agreed on. What is said in it is nowhere."""
