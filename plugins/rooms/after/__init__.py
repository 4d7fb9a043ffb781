"""After use: was the room left as it was found, is something broken? Facts for the house, no blame for anybody.

What is not in order becomes a small task of the house (`wij_list_needs`), until a host says that it is solved.
"""
