"""Asking for a hand at home: the words of who asks, read by the hosts, who make a task of it or call somebody."""
