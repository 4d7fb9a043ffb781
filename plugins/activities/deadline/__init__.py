"""Until when one signs up, where its organisers need to know. After it one calls or walks in: the desk still can."""
