"""A list on paper of who comes, for organisers who need one. It stops working when the day is over, and says so itself.

Names are of who signed up, as short as they can be. Of what is sensitive there is no list.
"""
