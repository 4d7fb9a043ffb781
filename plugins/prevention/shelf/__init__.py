"""The shelf: posters, door cards and a help for calling, to reach those who do not come. All of it is paper.

Nothing is stored: no list of addresses, and nobody's name. What a neighbour answers stays between two people.
"""
